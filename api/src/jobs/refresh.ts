import { ConcurrentUpdateError, type Stack, type UpdateSummary } from '@pulumi/pulumi/automation/index.js';
import type { JobContext } from './context.ts';
import { JobFailure, reasonOf } from './failure.ts';

/**
 * Takes into a stack's state how things really are.
 *
 * @param urns of the resources to look at. Default: all.
 * @throws JobFailure REFRESH_FAILED. A lock that somebody holds is thrown on: nothing was done here.
 */
export async function refresh(
  { signal }: Pick<JobContext, 'signal'>,
  stack: Stack,
  urns?: readonly string[],
): Promise<UpdateSummary> {
  try {
    const target = urns === undefined ? {} : { target: [...urns] };
    const { summary } = await stack.refresh({ ...target, signal });
    return summary;
  } catch (cause) {
    if (cause instanceof ConcurrentUpdateError) throw cause;
    throw new JobFailure('REFRESH_FAILED', `${stack.name}: ${reasonOf(cause)}`, { cause });
  }
}

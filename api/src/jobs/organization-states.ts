import { LocalWorkspace, StackNotFoundError } from '@pulumi/pulumi/automation/index.js';
import { InvalidStateError, readState, type SavedState } from '@trailguard/policy-pack/lens';
import type { JobContext } from './context.ts';
import { JobFailure } from './failure.ts';
import { type OrganizationStack, organizationStackName } from './organization-stacks.ts';
import { orUnreadable } from './saved-state.ts';
import { type Environment, workspaceFor } from './workspace.ts';

/**
 * States of stacks that exist once for an organization, as they were last applied; one that was never made has none.
 * @param environment credentials that may read the backend, as those of a preview.
 * @throws JobFailure STATE_UNREADABLE
 */
export async function organizationStates(
  context: Pick<JobContext, 'config' | 'job'>,
  folders: readonly OrganizationStack[],
  environment: Environment,
): Promise<readonly SavedState[]> {
  const states = await Promise.all(folders.map((folder) => lastApplied(context, folder, environment)));
  return states.filter((state) => state !== undefined);
}

async function lastApplied(
  context: Pick<JobContext, 'config' | 'job'>,
  folder: OrganizationStack,
  environment: Environment,
): Promise<SavedState | undefined> {
  const workspace = await LocalWorkspace.create(await workspaceFor(context, folder, 'state', environment));
  const exported = await orUnreadable(() => workspace.exportStack(organizationStackName).catch(absent));
  if (exported === undefined) return undefined;
  try {
    return readState(JSON.stringify(exported), folder);
  } catch (cause) {
    if (!(cause instanceof InvalidStateError)) throw cause;
    throw new JobFailure('STATE_UNREADABLE', cause.message, { cause });
  }
}

function absent(error: unknown): undefined {
  if (!(error instanceof StackNotFoundError)) throw error;
}

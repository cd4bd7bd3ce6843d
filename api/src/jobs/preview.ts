import type { EngineEvent, Stack } from '@pulumi/pulumi/automation/index.js';
import { describeBlackout } from '@trailguard/controls/blackout';
import type { Plan } from './approval.ts';
import { type Binding, bindPlan } from './binding.ts';
import { refuseBlackouts } from './blackouts.ts';
import type { JobContext } from './context.ts';
import type { Deployment } from './deployment.ts';
import { adviceOf, refuseViolations, report, type Violation } from './engine-events.ts';
import { refuseExisting, refuseProtectedReplacements } from './existing-resources.ts';
import { JobFailure, reasonOf } from './failure.ts';
import { policyPackFolder } from './programs.ts';
import type { Environment } from './workspace.ts';

/**
 * Previews a stack with the policy pack, and looks at all that may forbid the plan.
 * @param opened.before digests of what the preview is made of, taken before it.
 * @returns the plan, which people may have to approve.
 * @throws JobFailure
 */
export async function previewPlan(
  context: JobContext,
  deployment: Deployment,
  { stack, environment, before }: { stack: Stack; environment: Environment; before: Binding },
): Promise<Plan> {
  const violations: Violation[] = [];
  const events: EngineEvent[] = [];
  const { folder, accountId } = deployment;
  let changes: Record<string, number>;
  try {
    const { changeSummary } = await stack.preview({
      policyPacks: [policyPackFolder()],
      onEvent: (event) => {
        events.push(event);
        report(context, event, 'preview', violations);
      },
      signal: context.signal,
    });
    changes = { ...changeSummary } as Record<string, number>;
    context.event('previewed', { stack: folder, changes });
  } catch (cause) {
    refuseViolations(violations);
    refuseProtectedReplacements({ folder, events });
    throw new JobFailure('PREVIEW_FAILED', `${folder}: ${reasonOf(cause)}`, { cause });
  }
  refuseViolations(violations);
  const previewed = { folder, accountId, stack, environment, events };
  await refuseExisting(context, previewed);
  const blackouts = await refuseBlackouts(context, previewed);
  return {
    stack: `${folder} ${deployment.stackName}`,
    binding: bindPlan(before, { events, blackouts }),
    changes,
    blackouts: blackouts.map(describeBlackout),
    advice: adviceOf(events),
  };
}

import { ConcurrentUpdateError, type EngineEvent, type Stack } from '@pulumi/pulumi/automation/index.js';
import { describeBlackout } from '@trailguard/controls/blackout';
import { type Plan, requireApproval } from './approval.ts';
import { type Binding, bind, bindPlan, refuseIfMoved } from './binding.ts';
import { refuseBlackouts } from './blackouts.ts';
import type { JobContext } from './context.ts';
import { type Deployment, onSettled } from './deployment.ts';
import { report } from './engine-events.ts';
import { FailedResources } from './failed-resources.ts';
import { JobFailure, reasonOf } from './failure.ts';
import { openStack } from './open-stack.ts';
import { recordState } from './recorded-state.ts';
import type { Environment } from './workspace.ts';

/**
 * Destroys a stack: what would be lost of logging, detection and protection must be named by exceptions, and people must
 * approve the plan in any case. What the programs protect stays, and fails the job.
 * @throws JobFailure
 * @throws AwaitingApproval
 */
export function destroyStack(context: JobContext, deployment: Deployment): Promise<Record<string, unknown>> {
  const { folder } = deployment;
  return onSettled(context, deployment, async (applying) => {
    await context.step(`preview ${folder}`);
    const environment = await deployment.environment.preview();
    const previewing = await openStack(context, deployment, 'preview', environment);
    const before = await bind(previewing, context.config);
    await requireApproval(
      context,
      await plan(context, deployment, { stack: previewing, environment, before }),
    );
    await context.step(`destroy ${folder}`);
    refuseIfMoved(folder, before, await bind(applying, context.config));
    try {
      return { changes: await destroy(context, folder, applying) };
    } finally {
      await recordState(context, deployment, applying);
    }
  });
}

async function plan(
  context: JobContext,
  { folder, stackName }: Deployment,
  { stack, environment, before }: { stack: Stack; environment: Environment; before: Binding },
): Promise<Plan> {
  const events: EngineEvent[] = [];
  try {
    const { changeSummary } = await stack.previewDestroy({
      onEvent: (event) => {
        events.push(event);
        report(context, event, 'preview', []);
      },
      signal: context.signal,
    });
    const blackouts = await refuseBlackouts(context, { folder, stack, environment, events });
    return {
      stack: `${folder} ${stackName}`,
      binding: bindPlan(before, { events, blackouts }),
      changes: { ...changeSummary } as Record<string, number>,
      blackouts: blackouts.map(describeBlackout),
      advice: [],
      isIrreversible: true,
    };
  } catch (cause) {
    if (cause instanceof JobFailure) throw cause;
    throw new JobFailure('PREVIEW_FAILED', `${folder}: ${reasonOf(cause)}`, { cause });
  }
}

async function destroy(context: JobContext, folder: string, stack: Stack): Promise<Record<string, number>> {
  const failures = new FailedResources();
  try {
    const { summary } = await stack.destroy({
      onEvent: (event) => {
        failures.note(event);
        report(context, event, 'apply', []);
      },
      signal: context.signal,
    });
    return { ...summary.resourceChanges } as Record<string, number>;
  } catch (cause) {
    // Begun by somebody else: nothing was done here.
    if (cause instanceof ConcurrentUpdateError) throw cause;
    throw new JobFailure('APPLY_FAILED', `${folder}: ${failures.describe() ?? reasonOf(cause)}`, { cause });
  }
}

import { ConcurrentUpdateError, type OutputMap, type Stack } from '@pulumi/pulumi/automation/index.js';
import { requireApproval } from './approval.ts';
import { bind, refuseIfMoved } from './binding.ts';
import type { JobContext } from './context.ts';
import { controlsOf, messagesOf, report, type Violation } from './engine-events.ts';
import { FailedResources } from './failed-resources.ts';
import { JobFailure, reasonOf } from './failure.ts';
import { openStack } from './open-stack.ts';
import { previewPlan } from './preview.ts';
import { policyPackFolder, type StackFolder } from './programs.ts';
import { reconcile } from './reconcile.ts';
import { recordState } from './recorded-state.ts';
import { refresh } from './refresh.ts';
import { readState, type SavedState, writeState } from './saved-state.ts';
import { withStackLock } from './stack-lock.ts';
import { UnfinishedCreates } from './unfinished-creates.ts';
import type { Environment } from './workspace.ts';

/** A stack to bring to what its program says. */
export interface Deployment {
  /** What the service calls the stack: the folder of one that exists once, or the id of the account that it is of. */
  readonly id: string;
  readonly folder: StackFolder;
  readonly stackName: string;
  /** Account whose credentials the environments hold. */
  readonly accountId: string;
  /** Full keys, `trailguard:homeRegion`, to their values. */
  readonly settings: Readonly<Record<string, string>>;
  /**
   * Environment of the engine, its plugins and policy packs: credentials and, for accounts, a profile. Opened when it is needed: what
   * a preview may read can depend on what interrupted work has made, and who only reads never has credentials that change things.
   */
  readonly environment: {
    readonly preview: () => Promise<Environment>;
    readonly apply: () => Promise<Environment>;
  };
  /**
   * Looks at the state once interrupted work is settled, before anything is planned.
   * @param session credentials of an apply.
   * @returns the state to go on with, when it is another.
   * @throws JobFailure to refuse the deployment.
   */
  readonly admit?: (state: SavedState, session: Environment) => Promise<SavedState | undefined>;
}

/** Outcome of a deployment. */
export interface Deployed {
  readonly outputs: OutputMap;
  /** Step -> how many resources, such as `{ create: 12 }`. */
  readonly changes: Readonly<Record<string, number>>;
}

/**
 * Previews a stack with the policy pack and applies it only when no mandatory control objects, people have approved what
 * they must, and nothing moved in between. Interrupted work of an earlier attempt is reconciled first.
 * @throws JobFailure
 * @throws AwaitingApproval
 */
export function deploy(context: JobContext, deployment: Deployment): Promise<Deployed> {
  return onSettled(context, deployment, (applying) => deploySettled(context, deployment, applying));
}

/**
 * As {@link deploy}, once the state says how things really are: what somebody has changed beside the programs is put back.
 */
export function reapply(context: JobContext, deployment: Deployment): Promise<Deployed> {
  return onSettled(context, deployment, async (applying) => {
    await context.step(`refresh ${deployment.folder}`);
    await refresh(context, applying);
    return deploySettled(context, deployment, applying);
  });
}

/** Works on a stack that nobody else works on, and of which all is known that interrupted work has done. */
export async function onSettled<T>(
  context: JobContext,
  deployment: Deployment,
  work: (applying: Stack, environment: Environment) => Promise<T>,
): Promise<T> {
  await context.step(`reconcile ${deployment.folder}`);
  const environment = await deployment.environment.apply();
  const applying = await openStack(context, deployment, 'apply', environment);
  return withStackLock(context, applying, async () => {
    await settle(context, deployment, applying, environment);
    return work(applying, environment);
  });
}

async function settle(
  context: JobContext,
  deployment: Deployment,
  applying: Stack,
  session: Environment,
): Promise<void> {
  // An attempt that was killed has left its lock: met here, and not after a preview that was made in vain.
  if (context.job.attempt > 1) await writeState(applying, await readState(applying));
  const account = { accountId: deployment.accountId, session };
  const state = await reconcile(context, applying, account);
  const other = await deployment.admit?.(state, session);
  if (other === undefined) return;
  await writeState(applying, other);
  await reconcile(context, applying, account);
}

async function deploySettled(
  context: JobContext,
  deployment: Deployment,
  applying: Stack,
): Promise<Deployed> {
  const { folder } = deployment;
  await context.step(`preview ${folder}`);
  const environment = await deployment.environment.preview();
  const previewing = await openStack(context, deployment, 'preview', environment);
  const before = await bind(previewing, context.config);
  const plan = await previewPlan(context, deployment, { stack: previewing, environment, before });
  await requireApproval(context, plan);

  await context.step(`apply ${folder}`);
  refuseIfMoved(folder, before, await bind(applying, context.config));
  try {
    return await apply(context, deployment, applying);
  } finally {
    await recordState(context, deployment, applying);
  }
}

/**
 * Applies all that can be: a resource that fails keeps only those waiting that need it. The job fails all the same, and a
 * later one completes the rest.
 */
async function apply(context: JobContext, deployment: Deployment, stack: Stack): Promise<Deployed> {
  const violations: Violation[] = [];
  const creates = new UnfinishedCreates();
  const failures = new FailedResources();
  try {
    const { outputs, summary } = await stack.up({
      policyPacks: [policyPackFolder()],
      continueOnError: true,
      onEvent: (event) => {
        creates.note(event);
        failures.note(event);
        report(context, event, 'apply', violations);
      },
      signal: context.signal,
    });
    const changes = { ...summary.resourceChanges } as Record<string, number>;
    context.event('applied', { stack: deployment.folder, changes });
    return { outputs, changes };
  } catch (cause) {
    // Begun by somebody else: nothing was done here.
    if (cause instanceof ConcurrentUpdateError) throw cause;
    const lost = await creates.record(stack);
    if (lost.length > 0) context.event('interrupted', { urns: lost });
    // Something may have been applied by now, so that a control that objects as late as this has not refused the job.
    const reason = failures.describe() ?? (messagesOf(violations) || reasonOf(cause));
    const controls = controlsOf(violations);
    throw new JobFailure('APPLY_FAILED', `${deployment.folder}: ${reason}`, { cause, controls });
  }
}

import {
  ConcurrentUpdateError,
  type ConfigMap,
  type EngineEvent,
  LocalWorkspace,
  type OutputMap,
  type Stack,
} from '@pulumi/pulumi/automation/index.js';
import { describeBlackout } from '@trailguard/controls/blackout';
import { type Plan, requireApproval } from './approval.ts';
import { type Binding, bind, bindPlan, refuseIfMoved } from './binding.ts';
import { refuseBlackouts } from './blackouts.ts';
import type { JobContext } from './context.ts';
import { refuseExisting, refuseProtectedReplacements } from './existing-resources.ts';
import { FailedResources } from './failed-resources.ts';
import { JobFailure, reasonOf } from './failure.ts';
import { policyPackFolder, runProgram, type StackFolder } from './programs.ts';
import { reconcile } from './reconcile.ts';
import { orUnreadable, readState, type SavedState, writeState } from './saved-state.ts';
import { withStackLock } from './stack-lock.ts';
import { UnfinishedCreates } from './unfinished-creates.ts';
import { type Environment, workspaceFor } from './workspace.ts';

/** A stack to bring to what its program says. */
export interface Deployment {
  readonly folder: StackFolder;
  readonly stackName: string;
  /** Account whose credentials the environments hold. */
  readonly accountId: string;
  /** Full keys, `trailguard:homeRegion`, to their values. */
  readonly settings: Readonly<Record<string, string>>;
  /** Environment of the engine, its plugins and policy packs: credentials and, for accounts, a profile. */
  readonly environment: {
    /** Opened when the preview begins: what it may read can depend on what interrupted work has made. */
    readonly preview: () => Promise<Environment>;
    readonly apply: Environment;
  };
  /**
   * Looks at the state once interrupted work is settled, before anything is planned.
   * @returns the state to go on with, when it is another.
   * @throws JobFailure to refuse the deployment.
   */
  readonly admit?: (state: SavedState) => Promise<SavedState | undefined>;
}

/** Outcome of a deployment. */
export interface Deployed {
  readonly outputs: OutputMap;
  /** Step -> how many resources, such as `{ create: 12 }`. */
  readonly changes: Readonly<Record<string, number>>;
}

/**
 * Previews a stack with the policy pack and applies it only when no mandatory control objects and nothing
 * moved in between. Interrupted work of an earlier attempt is reconciled first.
 * @throws JobFailure
 */
export async function deploy(context: JobContext, deployment: Deployment): Promise<Deployed> {
  await context.step(`reconcile ${deployment.folder}`);
  const applying = await openStack(context, deployment, 'apply', deployment.environment.apply);
  return withStackLock(context, applying, async () => {
    await settle(context, deployment, applying);
    return deploySettled(context, deployment, applying);
  });
}

async function settle(context: JobContext, deployment: Deployment, applying: Stack): Promise<void> {
  // An attempt that was killed has left its lock: met here, and not after a preview that was made in vain.
  if (context.job.attempt > 1) await writeState(applying, await readState(applying));
  const account = { accountId: deployment.accountId, session: deployment.environment.apply };
  const state = await reconcile(context, applying, account);
  const other = await deployment.admit?.(state);
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
  const plan = await preview(context, deployment, { stack: previewing, environment, before });
  await requireApproval(context, plan);

  await context.step(`apply ${folder}`);
  refuseIfMoved(folder, before, await bind(applying, context.config));
  return apply(context, deployment, applying);
}

async function openStack(
  context: JobContext,
  deployment: Deployment,
  purpose: 'preview' | 'apply',
  environment: Environment,
): Promise<Stack> {
  const { config } = context;
  const { folder, stackName } = deployment;
  const { workDir, projectSettings, ...options } = await workspaceFor(context, folder, purpose, environment);
  const values: ConfigMap = { 'aws:region': { value: config.organization.homeRegion } };
  for (const [key, value] of Object.entries(deployment.settings)) values[key] = { value };
  return orUnreadable(async () => {
    const stack = await LocalWorkspace.createOrSelectStack(
      { projectName: projectSettings.name, stackName, program: () => runProgram(folder) },
      { workDir, projectSettings, ...options },
    );
    await stack.setAllConfig(values);
    return stack;
  });
}

async function preview(
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

/** What policies say that do not refuse, `control: message`. */
function adviceOf(events: readonly EngineEvent[]): string[] {
  return events.flatMap(({ policyEvent: policy }) =>
    policy === undefined ? [] : [`${controlOf(policy.policyName)}: ${policy.message.trim()}`],
  );
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

interface Violation {
  readonly control: string;
  readonly message: string;
  readonly urn: string;
}

function refuseViolations(violations: readonly Violation[]): void {
  if (violations.length === 0) return;
  throw new JobFailure('POLICY_VIOLATION', messagesOf(violations), { controls: controlsOf(violations) });
}

const messagesOf = (violations: readonly Violation[]) => violations.map(({ message }) => message).join('; ');

const controlsOf = (violations: readonly Violation[]) =>
  [...new Set(violations.map(({ control }) => control))].sort();

/** Passes on what a follower wants to see; property values stay out, as some are secret. */
function report(context: JobContext, event: EngineEvent, phase: string, violations: Violation[]): void {
  const {
    resourcePreEvent: pre,
    resOutputsEvent: outputs,
    resOpFailedEvent: failed,
    policyEvent: policy,
  } = event;
  const quiet = (op: string) => op === 'same' || op === 'read';
  if (pre && phase === 'preview' && !quiet(pre.metadata.op)) {
    context.event('plan', { op: pre.metadata.op, urn: pre.metadata.urn, type: pre.metadata.type });
  }
  if (outputs && phase === 'apply' && !quiet(outputs.metadata.op)) {
    context.event('resource', {
      op: outputs.metadata.op,
      urn: outputs.metadata.urn,
      type: outputs.metadata.type,
    });
  }
  if (failed) context.event('resource-failed', { op: failed.metadata.op, urn: failed.metadata.urn });
  if (policy) {
    const mandatory = policy.enforcementLevel === 'mandatory';
    const control = controlOf(policy.policyName);
    const urn = policy.resourceUrn ?? '';
    context.event('policy', { control, mandatory, urn, message: policy.message });
    if (mandatory) violations.push({ control, message: policy.message.trim(), urn });
  }
  const diagnostic = event.diagnosticEvent;
  if (diagnostic?.severity === 'error' || diagnostic?.severity === 'warning') {
    context.event('diagnostic', {
      severity: diagnostic.severity,
      message: diagnostic.message.trim(),
      urn: diagnostic.urn ?? '',
    });
  }
}

/** `ct-06-trails-sign-digests` -> `CT-06`; a policy of another pack keeps its name. */
function controlOf(policyName: string): string {
  return /^([a-z]{2,3}-\d{2})(-|$)/.exec(policyName)?.[1]?.toUpperCase() ?? policyName;
}

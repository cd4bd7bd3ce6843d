import { type ApprovalReason, latestApproval, takeApproval } from '../store/approvals.ts';
import { AwaitingApproval } from './awaiting-approval.ts';
import type { PlanBinding } from './binding.ts';
import { movedParts } from './binding.ts';
import type { JobContext } from './context.ts';
import { JobFailure } from './failure.ts';

/** A plan that is about to be applied. */
export interface Plan {
  /** Folder and name of the stack, such as `security organization`. */
  readonly stack: string;
  readonly binding: PlanBinding;
  /** Step -> how many resources. */
  readonly changes: Readonly<Record<string, number>>;
  /** What it takes away of logging, detection and protection, in words. */
  readonly blackouts: readonly string[];
  /** What the policies advise against, `control: message`. */
  readonly advice: readonly string[];
  /** Whether it ends what cannot be brought back. */
  readonly isIrreversible?: boolean;
}

/** Operations that change nothing. */
const quiet = new Set(['same', 'read', 'refresh']);

/** Why people have to decide on a plan; for nothing when it changes nothing. */
export function reasonsToAsk(
  { config, job }: Pick<JobContext, 'config' | 'job'>,
  { changes, blackouts, isIrreversible = false }: Plan,
): ApprovalReason[] {
  if (!isIrreversible && Object.keys(changes).every((op) => quiet.has(op))) return [];
  return [
    ...(job.input.approval === true ? (['requested'] as const) : []),
    ...(config.approvals.of === 'changes' ? (['every-change'] as const) : []),
    ...(blackouts.length > 0 ? (['blackout'] as const) : []),
    ...(isIrreversible ? (['irreversible'] as const) : []),
  ];
}

/**
 * Lets a plan pass that needs no approval, or has one that was given for just this plan.
 *
 * An attempt that died while it applied has used its approval. What is left to do is another plan, for which people are asked
 * again; when it had changed nothing yet, the approval still holds.
 * @throws AwaitingApproval when people have to decide.
 * @throws JobFailure APPROVAL_STALE naming what moved since they did, APPROVAL_EXPIRED.
 */
export async function requireApproval(
  context: Pick<JobContext, 'config' | 'db' | 'job' | 'event'>,
  plan: Plan,
): Promise<void> {
  const reasons = reasonsToAsk(context, plan);
  if (reasons.length === 0) return;
  const approval = await latestApproval(context.db, context.job.id, plan.stack);
  if (approval === undefined) throw new AwaitingApproval(plan, reasons);
  const moved = movedParts(approval.binding as unknown as PlanBinding, plan.binding);
  if (moved.length > 0) {
    if (approval.state === 'used') throw new AwaitingApproval(plan, reasons);
    throw new JobFailure(
      'APPROVAL_STALE',
      `${moved.join(' and ')} of ${plan.stack} moved since the plan was approved; ask for it anew`,
    );
  }
  if (!(await takeApproval(context.db, approval.id)))
    throw new JobFailure('APPROVAL_EXPIRED', `the approval of ${plan.stack} ended ${approval.expiresAt}`);
  context.event('approval-used', { approval: approval.id, stack: plan.stack });
}

import type { ApprovalReason } from '../store/approvals.ts';
import type { Plan } from './approval.ts';

/** Ends a job's run, not the job: people have to decide. No worker is held meanwhile. */
export class AwaitingApproval extends Error {
  readonly plan: Plan;
  readonly reasons: readonly ApprovalReason[];

  constructor(plan: Plan, reasons: readonly ApprovalReason[]) {
    super(`${plan.stack} waits for an approval (${reasons.join(', ')})`);
    this.name = 'AwaitingApproval';
    this.plan = plan;
    this.reasons = reasons;
  }
}

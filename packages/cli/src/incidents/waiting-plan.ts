import { awaitsApproval, type PlanState, planStates, type VerifiedIncident } from '@trailguard/incidents';

/**
 * The plan that an approval is for.
 * @param action which, where several wait.
 * @throws Error with the reason, plan by plan, when nothing waits; or when several do and none is named.
 */
export function waitingPlan(
  { incident, entries, isClosed }: VerifiedIncident,
  now: Date,
  action?: string,
): PlanState {
  const states = planStates(entries);
  const waiting = isClosed ? [] : states.filter((state) => awaitsApproval(state, now));
  const chosen = waiting.filter(({ plan }) => action === undefined || plan.action === action);
  const [state] = chosen;
  if (state !== undefined && chosen.length === 1) return state;
  if (waiting.length > 0) {
    const names = waiting.map(({ plan }) => plan.action).join(', ');
    throw new Error(`Name one of what waits in incident ${incident} by --action: ${names}`);
  }
  const reasons = isClosed ? ['it is closed'] : states.map(reasonOf);
  throw new Error(
    `Nothing of incident ${incident} waits for an approval: ${reasons.join('; ') || 'nothing is planned in it'}`,
  );
}

/** Why a plan waits for nobody. */
function reasonOf({ plan, approval, result }: PlanState): string {
  if (plan.isDryRun) return `${plan.action} is a dry run, until responseDryRun is false`;
  if (approval !== undefined) return `${plan.action} was approved by ${approval.approver.arn}`;
  if (result !== undefined) return `${plan.action} ended as ${result.outcome}`;
  if (plan.approvalUntil === null) return `${plan.action} needs no approval`;
  return `the time to approve ${plan.action} ended at ${plan.approvalUntil}; it is planned anew when GuardDuty tells of the finding again`;
}

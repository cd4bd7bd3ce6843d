import type { ContentOf, IncidentEntry, Plan } from './entry.ts';

/** Where a plan stands. */
export interface PlanState {
  readonly plan: Plan;
  readonly approval: ContentOf<'approval'> | undefined;
  readonly before: ContentOf<'before'> | undefined;
  /** Its end; a failure is one that may be followed by another try. */
  readonly result: ContentOf<'result'> | undefined;
}

/** The plans of an incident with what came of each, in their order. A plan that was made anew counts once, as it is now. */
export function planStates(entries: readonly IncidentEntry[]): PlanState[] {
  const states = new Map<string, PlanState>();
  for (const { content } of entries) {
    if (content.kind === 'plan') {
      const known = states.get(content.digest);
      states.set(content.digest, {
        approval: undefined,
        result: undefined,
        before: known?.before,
        ...(known?.approval === undefined ? {} : { approval: known.approval }),
        plan: content,
      });
      continue;
    }
    if (content.kind !== 'approval' && content.kind !== 'before' && content.kind !== 'result') continue;
    const state = states.get(content.digest);
    if (state) states.set(content.digest, { ...state, [content.kind]: content });
  }
  return [...states.values()];
}

/** Whether nothing is left to be done about a plan. */
export function isSettled({ result }: PlanState): boolean {
  return result !== undefined && result.outcome !== 'failed';
}

/** Whether it waits for somebody to agree, at a time. */
export function awaitsApproval({ plan, approval, result }: PlanState, now: Date): boolean {
  return (
    !plan.isDryRun &&
    plan.approvalUntil !== null &&
    approval === undefined &&
    result === undefined &&
    now.getTime() <= Date.parse(plan.approvalUntil)
  );
}

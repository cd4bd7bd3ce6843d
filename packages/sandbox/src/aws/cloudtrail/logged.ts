import type { CallRecord, SandboxContext } from '../service.ts';
import type { CloudTrailEvent } from './events/event.ts';
import { logs } from './events/match.ts';
import { cloudTrailState, type Trail } from './state.ts';

/** Whether a trail logged at the time of a call; the call that stopped it counts. */
export function logsCall(trail: Trail, record: CallRecord): boolean {
  return trail.periods.some(
    (period) =>
      record.at >= period.from &&
      (period.to === undefined || record.at <= period.to || record.call.id === period.endedBy),
  );
}

/** Whether any trail logs an event. */
export function isLogged(sandbox: SandboxContext, record: CallRecord, event: CloudTrailEvent): boolean {
  const state = cloudTrailState(sandbox);
  const accountIds = new Set(sandbox.organization.accounts().map((account) => account.id));
  return [...Object.values(state.trails), ...state.retiring].some(
    (trail) => logsCall(trail, record) && logs(trail, event, accountIds),
  );
}

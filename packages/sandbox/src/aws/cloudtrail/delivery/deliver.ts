import type { CallRecord, SandboxContext } from '../../service.ts';
import { isRecorded } from '../events/data-events.ts';
import { type CloudTrailEvent, eventsOf } from '../events/event.ts';
import { logs } from '../events/match.ts';
import { CloudTrailPrincipal } from '../find-trail.ts';
import { logsCall } from '../logged.ts';
import { cloudTrailState, isLogging, type Trail } from '../state.ts';
import { bucketWriter } from './bucket-writer.ts';
import { beginChains } from './chains.ts';
import { deliverDigests } from './digests.ts';
import { deliverLogFiles } from './log-files.ts';
import { scheduleDelivery } from './schedule.ts';

/** Calls since the last delivery. The cursor is a call's id, so that it holds when old calls are dropped. */
function takeNewCalls(sandbox: SandboxContext): readonly CallRecord[] {
  const state = cloudTrailState(sandbox);
  const { record } = sandbox;
  const { cursor } = state;
  let from = record.length;
  while (from > 0) {
    const before = record[from - 1];
    if (before === undefined || (cursor && (before.call.id === cursor.id || before.at < cursor.at))) break;
    from -= 1;
  }
  const last = record.at(-1);
  if (last) state.cursor = { id: last.call.id, at: last.at };
  return record.slice(from);
}

/**
 * Whether CloudTrail delivers a call at all. On AWS the data keys that CloudTrail asks for its own
 * deliveries are events too; here they are not, or no hour of an idle sandbox would ever be empty.
 */
function isEvent(record: CallRecord): boolean {
  return (
    record.call.caller.servicePrincipal !== CloudTrailPrincipal &&
    isRecorded(record.call.service, record.call.operation)
  );
}

function owesNothing(trail: Trail): boolean {
  return !isLogging(trail) && Object.keys(trail.chains).length === 0 && trail.undelivered.length === 0;
}

async function deliverTrail(
  sandbox: SandboxContext,
  trail: Trail,
  calls: readonly { record: CallRecord; events: readonly CloudTrailEvent[] }[],
  now: Date,
): Promise<void> {
  if (trail.periods.length === 0) return;
  beginChains(sandbox, trail);
  const accountIds = new Set(sandbox.organization.accounts().map((account) => account.id));
  const events = calls
    .filter(({ record }) => logsCall(trail, record))
    .flatMap(({ events: all }) => all.filter((event) => logs(trail, event, accountIds)));
  const writer = bucketWriter(sandbox, trail);
  await deliverLogFiles(sandbox, trail, events, writer, now);
  await deliverDigests(sandbox, trail, writer, now);
  // Only what can still have undelivered calls or an open digest is of use.
  trail.periods = trail.periods.slice(-10);
}

/** One round: the log files of the calls since the last, then the digests that are due. */
export async function deliver(_args: unknown, sandbox: SandboxContext): Promise<void> {
  const state = cloudTrailState(sandbox);
  const now = sandbox.clock.now();
  const trails = [...Object.values(state.trails), ...state.retiring];
  // The next round is planned before this one begins: a sandbox killed in the middle goes on after it.
  state.ticking = false;
  if (!trails.every(owesNothing)) scheduleDelivery(sandbox);
  const calls = takeNewCalls(sandbox)
    .filter(isEvent)
    .map((record) => ({ record, events: eventsOf(record, sandbox) }));
  for (const trail of trails) await deliverTrail(sandbox, trail, calls, now);
  state.retiring = state.retiring.filter((trail) => !owesNothing(trail));
}

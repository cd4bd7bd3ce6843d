import { isReadOnly } from '../cloudtrail/events/read-only.ts';
import { type CloudTrailEvent, eventsOf } from '../cloudtrail/events/event.ts';
import { isLogged } from '../cloudtrail/logged.ts';
import type { CallRecord, SandboxContext } from '../service.ts';
import { takers } from './arrive.ts';
import type { Buses } from './buses.ts';
import { arrivalTask, newEvent } from './event.ts';

/** A rule in this state also takes calls that only read. */
const allCalls = 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';

/**
 * Puts a call that a trail logs on the default bus of its account and region, if a rule there takes it. Calls that only read
 * are for rules that ask for them.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
 */
export async function announceCall(buses: Buses, record: CallRecord, sandbox: SandboxContext): Promise<void> {
  const reads = isReadOnly(record.call.service, record.call.operation);
  for (const detail of eventsOf(record, sandbox)) {
    const place = { accountId: detail.recipientAccountId, region: detail.awsRegion, bus: 'default' };
    const rules = await buses.rules(place.accountId, place.region, place.bus);
    if (!rules.some((rule) => !reads || rule.state === allCalls)) continue;
    const event = eventOf(detail, record);
    if ((await takers(buses, event, place)).length === 0 || !isLogged(sandbox, record, detail)) continue;
    sandbox.schedule(sandbox.clock.now(), arrivalTask, {
      event,
      place,
      ...(reads ? { onlyState: allCalls } : {}),
    });
  }
}

function eventOf(detail: CloudTrailEvent, record: CallRecord) {
  return newEvent(
    {
      accountId: detail.recipientAccountId,
      region: detail.awsRegion,
      source: `aws.${detail.eventSource.split('.')[0]}`,
      detailType: 'AWS API Call via CloudTrail',
      detail,
    },
    new Date(record.at),
  );
}

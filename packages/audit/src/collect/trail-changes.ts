import { CloudTrailClient, type Event, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { type Fact, isUnknown, type Trail, type TrailChange } from '@trailguard/controls';
import { callsIn } from './collected-call.ts';
import type { Reader } from './reader.ts';

/** Calls of this collector: made only for trails of which it is known how they were applied. */
export const calls = callsIn('owner of the trail', 'cloudtrail:LookupEvents');

/** Calls that change what a trail records; the event history has those of the last 90 days. */
const changing = ['DeleteTrail', 'PutEventSelectors', 'StopLogging', 'UpdateTrail'];

/** Events that are looked at for each call; more than that are a story of their own. */
const most = 50;

/** Adds to each trail that was applied by a stack who changed it lately, from the event history of its home region. */
export async function readChanges(
  reader: Reader,
  trails: readonly Trail[],
  applied: readonly Trail[],
): Promise<readonly Trail[]> {
  const arns = new Set(applied.map(({ arn }) => arn));
  return Promise.all(
    trails.map(async (trail) =>
      arns.has(trail.arn) ? { ...trail, changes: await changesOf(reader, trail) } : trail,
    ),
  );
}

async function changesOf(reader: Reader, trail: Trail): Promise<Fact<readonly TrailChange[]>> {
  const { arn, name, ownerAccountId, homeRegion } = trail;
  if (typeof ownerAccountId !== 'string' || typeof homeRegion !== 'string') return null;
  const client = reader.client(CloudTrailClient, ownerAccountId, homeRegion);
  const changes: TrailChange[] = [];
  // One after another: CloudTrail answers two of these a second.
  for (const call of changing) {
    const LookupAttributes = [{ AttributeKey: 'EventName' as const, AttributeValue: call }];
    const answer = await reader.ask(`cloudtrail:LookupEvents of ${call} for ${String(arn)}`, (options) =>
      client.send(new LookupEventsCommand({ LookupAttributes, MaxResults: most }), options),
    );
    if (isUnknown(answer)) return answer;
    const about = (answer?.Events ?? []).filter((event) => namesTrail(event, [arn, name]));
    changes.push(...about.map(toChange));
  }
  return changes.sort((a, b) => (a.at < b.at ? 1 : -1));
}

/** A call names a trail by its name or by its ARN. */
function namesTrail({ CloudTrailEvent }: Event, references: readonly unknown[]): boolean {
  try {
    const { requestParameters } = JSON.parse(CloudTrailEvent ?? '{}') as {
      requestParameters?: { name?: unknown; trailName?: unknown } | null;
    };
    return references.includes(requestParameters?.name ?? requestParameters?.trailName);
  } catch {
    return false;
  }
}

function toChange({ EventName, EventTime, Username }: Event): TrailChange {
  return { call: EventName ?? '', at: EventTime?.toISOString() ?? '', by: Username ?? null };
}

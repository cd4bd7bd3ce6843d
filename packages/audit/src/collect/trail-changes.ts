import { CloudTrailClient, type Event, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import {
  type Collection,
  controls,
  type Estate,
  type Fact,
  isUnknown,
  judge,
  type Trail,
  type TrailChange,
} from '@trailguard/controls';
import { callsIn } from './collected-call.ts';
import type { Reader } from './reader.ts';

/** Calls of this collector: made only for trails that are not as they were applied. */
export const calls = callsIn('owner of the trail', 'cloudtrail:LookupEvents');

/** Calls that change what a trail records; the event history has those of the last 90 days. */
const changing = ['DeleteTrail', 'PutEventSelectors', 'StopLogging', 'UpdateTrail'];

/** Events that are looked at for each call; more than that are a story of their own. */
const most = 50;

const sameAsApplied = controls.filter(({ id }) => id === 'CT-24');

/**
 * Adds to each trail that differs from what a stack applied who changed it lately, from the event history of its home
 * Region. That of the others is left alone: CloudTrail answers two questions a second to all who ask an account.
 */
export async function withChanges(reader: Reader, estate: Estate): Promise<Collection<Trail>> {
  const differing = new Set(
    judge(estate, { controls: sameAsApplied })
      .filter(({ verdict }) => verdict.status === 'fail')
      .map(({ subject }) => subject.id),
  );
  const items = await Promise.all(
    estate.trails.items.map(async (trail) =>
      typeof trail.arn === 'string' && differing.has(trail.arn)
        ? { ...trail, changes: await changesOf(reader, trail) }
        : trail,
    ),
  );
  return { ...estate.trails, items };
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

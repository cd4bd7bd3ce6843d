import {
  CloudTrailClient,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetInsightSelectorsCommand,
  GetTrailStatusCommand,
  paginateLookupEvents,
  type Trail,
} from '@aws-sdk/client-cloudtrail';
import type { ReviewReader } from '../reader.ts';
import type { Section } from '../review-report.ts';

/** Changes that a report lists at most. */
const mostChanges = 500;
const day = 86_400_000;
/** CloudTrail's event history goes back so far. */
const historyDays = 90;

/** Settings of the management account's trails, and who changed them since the last review. */
export async function trailSections(reader: ReviewReader): Promise<readonly Section[]> {
  const { managementAccountId, homeRegion } = reader.organization;
  const client = reader.client(CloudTrailClient, managementAccountId, homeRegion);
  const described = await reader.ask('trails', () => client.send(new DescribeTrailsCommand({})));
  const trails = described?.trailList ?? [];
  const rows = await Promise.all(trails.map((trail) => rowOf(reader, client, trail)));
  return [
    {
      title: 'Trails',
      about: 'Does each record what it should, into the right bucket, with the right key?',
      columns: [
        'trail',
        'logging',
        'all accounts',
        'all Regions',
        'signed',
        'bucket',
        'key',
        'log group',
        'topic',
        'selectors',
        'insights',
      ],
      rows,
    },
    await changes(reader, client),
  ];
}

async function rowOf(
  reader: ReviewReader,
  client: CloudTrailClient,
  trail: Trail,
): Promise<readonly string[]> {
  const TrailName = trail.TrailARN ?? '';
  const [status, selectors, insights] = await Promise.all([
    reader.ask(`status of ${TrailName}`, () => client.send(new GetTrailStatusCommand({ Name: TrailName }))),
    reader.ask(`selectors of ${TrailName}`, () => client.send(new GetEventSelectorsCommand({ TrailName }))),
    trail.HasInsightSelectors
      ? reader.ask(`insights of ${TrailName}`, () =>
          client.send(new GetInsightSelectorsCommand({ TrailName })),
        )
      : { InsightSelectors: [] },
  ]);
  const chosen = selectors?.AdvancedEventSelectors ?? selectors?.EventSelectors;
  return [
    TrailName,
    yes(status?.IsLogging),
    yes(trail.IsOrganizationTrail),
    yes(trail.IsMultiRegionTrail),
    yes(trail.LogFileValidationEnabled),
    [trail.S3BucketName, trail.S3KeyPrefix].filter(Boolean).join('/'),
    trail.KmsKeyId ?? 'none',
    trail.CloudWatchLogsLogGroupArn ?? 'none',
    trail.SnsTopicARN ?? 'none',
    chosen === undefined ? 'not read' : JSON.stringify(chosen),
    insights?.InsightSelectors?.map(({ InsightType }) => InsightType).join(', ') || 'none',
  ];
}

const yes = (value: boolean | undefined) => (value === undefined ? 'not read' : value ? 'yes' : 'no');

async function changes(reader: ReviewReader, client: CloudTrailClient): Promise<Section> {
  const now = reader.now ?? new Date();
  const oldest = now.getTime() - historyDays * day;
  const since = reader.since === null ? oldest : Date.parse(reader.since);
  if (since < oldest)
    reader.unread.push(
      `changes before ${new Date(oldest).toISOString()}: the event history goes back ${historyDays} days; ask the log files with trailguard investigate`,
    );
  const rows: string[][] = [];
  await reader.ask('changes of trails', async () => {
    const pages = paginateLookupEvents(
      { client },
      {
        StartTime: new Date(Math.max(since, oldest)),
        EndTime: now,
        LookupAttributes: [{ AttributeKey: 'EventSource', AttributeValue: 'cloudtrail.amazonaws.com' }],
      },
    );
    for await (const { Events = [] } of pages) {
      for (const {
        EventTime,
        EventName = '',
        Username = '',
        ReadOnly,
        Resources = [],
        EventId = '',
      } of Events) {
        if (ReadOnly === 'true') continue;
        if (rows.length >= mostChanges) {
          reader.unread.push(`changes of trails: only the latest ${mostChanges} are told`);
          return;
        }
        const named = Resources.map(({ ResourceName }) => ResourceName).join(', ');
        rows.push([EventTime?.toISOString() ?? '', EventName, Username, named, EventId]);
      }
    }
  });
  return {
    title: 'Changes of trails',
    about: `Calls of CloudTrail in ${reader.organization.homeRegion} that change something, since ${new Date(Math.max(since, oldest)).toISOString()}. Was each of them wanted?`,
    columns: ['time', 'call', 'by', 'on', 'event'],
    rows,
  };
}

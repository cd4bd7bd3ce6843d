import {
  DescribePublishingDestinationCommand,
  GetMalwareScanSettingsCommand,
  GuardDutyClient,
  paginateListPublishingDestinations,
  type ScanResourceCriteria,
} from '@aws-sdk/client-guardduty';
import {
  type AdministratorDetector,
  type Collection,
  isUnknown,
  type PublishingDestination,
  type Unknown,
} from '@trailguard/controls';
import { collectionOf } from './collection.ts';
import { readCoverage } from './guardduty-coverage.ts';
import { type DetectorReading, detectorFrom } from './guardduty-detector.ts';
import { readFilters } from './guardduty-filters.ts';
import { readOpenFindings } from './guardduty-findings.ts';
import { readLists } from './guardduty-lists.ts';
import { allPages } from './pages.ts';
import { field, mapFact, type Reader } from './reader.ts';

type Settings = Omit<AdministratorDetector, keyof ReturnType<typeof detectorFrom>>;

/** The detector that GuardDuty is run from in a Region, with all that belongs to it. */
export async function readAdministratorDetector(
  reader: Reader,
  reading: DetectorReading,
): Promise<AdministratorDetector> {
  const { id, got } = reading;
  const settings =
    id === null || got === null
      ? nothing
      : isUnknown(id)
        ? hidden(id)
        : await readSettings(reader, reading, id);
  const detector = detectorFrom(reader, reading);
  return {
    ...detector,
    ...settings,
    publishingFrequency: mapFact(got, ({ FindingPublishingFrequency: frequency }) =>
      field(frequency, 'guardduty:GetDetector', 'FindingPublishingFrequency'),
    ),
    tags: mapFact(got, ({ Tags }) => Tags ?? {}),
    observation: {
      ...detector.observation,
      calls: {
        ...detector.observation.calls,
        publishingFrequency: 'guardduty:GetDetector',
        scanExclusions: 'guardduty:GetMalwareScanSettings',
        destinations: 'guardduty:ListPublishingDestinations',
        coverage: 'guardduty:GetCoverageStatistics',
        openFindings: 'guardduty:GetFindings',
        tags: 'guardduty:GetDetector',
      },
    },
  };
}

type OwnSettings = Omit<Settings, 'publishingFrequency' | 'tags'>;

/** Where there is no detector, nothing belongs to it. */
const nothing: OwnSettings = {
  usesDataSources: null,
  scanExclusions: null,
  destinations: { items: [], complete: true },
  filters: { items: [], complete: true },
  lists: { items: [], complete: true },
  coverage: null,
  openFindings: { items: [], complete: true },
};

function hidden(because: Unknown): OwnSettings {
  const unread = { items: [], complete: because };
  return {
    usesDataSources: null,
    scanExclusions: because,
    destinations: unread,
    filters: unread,
    lists: unread,
    coverage: because,
    openFindings: unread,
  };
}

async function readSettings(
  reader: Reader,
  { accountId, region, got }: DetectorReading,
  DetectorId: string,
): Promise<OwnSettings> {
  const client = reader.client(GuardDutyClient, accountId, region);
  const place = `${accountId}/${region}`;
  const where = `in ${place}`;
  const { features } = detectorFrom(reader, { accountId, region, id: DetectorId, got });
  const [scanExclusions, destinations, filters, lists, coverage, openFindings] = await Promise.all([
    reader.ask(`guardduty:GetMalwareScanSettings ${where}`, async (options) => {
      const answer = await client.send(new GetMalwareScanSettingsCommand({ DetectorId }), options);
      return exclusionsOf(answer.ScanResourceCriteria);
    }),
    readDestinations(reader, client, DetectorId, place),
    readFilters(reader, client, DetectorId, place),
    readLists(reader, { client, accountId, region, DetectorId }),
    readCoverage(reader, client, DetectorId, features, where),
    readOpenFindings(reader, client, DetectorId, where),
  ]);
  return { usesDataSources: null, scanExclusions, destinations, filters, lists, coverage, openFindings };
}

/** Tags that keep an instance from being scanned; where only tagged ones are scanned, `not key=value`. */
function exclusionsOf(criteria: ScanResourceCriteria | undefined): readonly string[] {
  const tags = (conditions: ScanResourceCriteria['Exclude']) =>
    Object.values(conditions ?? {}).flatMap(({ MapEquals }) =>
      (MapEquals ?? []).map(({ Key, Value }) => (Value === undefined ? `${Key}` : `${Key}=${Value}`)),
    );
  return [...tags(criteria?.Exclude), ...tags(criteria?.Include).map((tag) => `not ${tag}`)];
}

async function readDestinations(
  reader: Reader,
  client: GuardDutyClient,
  DetectorId: string,
  place: string,
): Promise<Collection<PublishingDestination>> {
  const ids = await reader.ask(`guardduty:ListPublishingDestinations in ${place}`, async (options) => {
    const pages = await allPages(paginateListPublishingDestinations({ client }, { DetectorId }, options));
    return pages.flatMap(({ Destinations }) =>
      (Destinations ?? []).flatMap((one) => one.DestinationId ?? []),
    );
  });
  if (ids === null || isUnknown(ids)) return { items: [], complete: ids ?? true };
  const call = 'guardduty:DescribePublishingDestination';
  const read = await Promise.all(
    ids.map((DestinationId) =>
      reader.ask(`${call} ${DestinationId} in ${place}`, async (options): Promise<PublishingDestination> => {
        const answer = await client.send(
          new DescribePublishingDestinationCommand({ DetectorId, DestinationId }),
          options,
        );
        const since = answer.PublishingFailureStartTimestamp ?? 0;
        return {
          type: field(answer.DestinationType, call, 'DestinationType'),
          bucketArn: field(answer.DestinationProperties?.DestinationArn, call, 'DestinationArn'),
          keyArn: answer.DestinationProperties?.KmsKeyArn || null,
          status: field(answer.Status, call, 'Status'),
          failingSince: since > 0 ? new Date(since).toISOString() : null,
          tags: answer.Tags ?? {},
          observation: {
            arn: `${place}/publishingdestination/${DestinationId}`,
            calls: { status: call, keyArn: call, type: call },
            at: reader.clock.latest ?? '',
          },
        };
      }),
    ),
  );
  return collectionOf(read);
}

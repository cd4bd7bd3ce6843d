import {
  type FindingCriteria,
  GetFilterCommand,
  type GuardDutyClient,
  paginateListFilters,
  paginateListFindings,
} from '@aws-sdk/client-guardduty';
import type { ReviewReader } from '../reader.ts';
import type { Section } from '../review-report.ts';
import { eachDetector } from './detectors.ts';

/** Findings of a filter that are counted at most: more only says that it is broad. */
const mostHits = 1000;

/** Filters that archive findings: who answers for each, until when, and what it hides. */
export async function filterSections(reader: ReviewReader): Promise<readonly Section[]> {
  const rows = await eachDetector(reader, (client, detectorId, region) =>
    filtersOf(reader, client, detectorId, region),
  );
  return [
    {
      title: 'Filters that archive findings',
      about:
        'Is each still needed, by its owner and for its reason? One that hides nothing can go, one that hides much may be too broad. GuardDuty keeps findings 90 days.',
      columns: ['filter', 'Region', 'owner', 'reason', 'last day', 'criteria', 'hides'],
      rows: rows.flat(),
    },
  ];
}

async function filtersOf(
  reader: ReviewReader,
  client: GuardDutyClient,
  DetectorId: string,
  region: string,
): Promise<readonly (readonly string[])[]> {
  const names = await reader.ask(`filters in ${region}`, async () => {
    const found: string[] = [];
    for await (const { FilterNames = [] } of paginateListFilters({ client }, { DetectorId }))
      found.push(...FilterNames);
    return found;
  });
  const rows = await Promise.all(
    (names ?? []).map(async (FilterName) => {
      const filter = await reader.ask(`filter ${FilterName} in ${region}`, () =>
        client.send(new GetFilterCommand({ DetectorId, FilterName })),
      );
      if (filter === undefined || filter.Action !== 'ARCHIVE') return [];
      const { Tags = {}, Description, FindingCriteria: criteria = {} } = filter;
      const hidden = await hits(reader, client, { DetectorId, region, FilterName, criteria });
      return [
        [
          FilterName,
          region,
          Tags.Owner ?? 'nobody',
          Tags.Reason ?? (Description || 'none'),
          Tags.Expires ?? 'none',
          JSON.stringify(criteria.Criterion ?? {}),
          hidden,
        ],
      ];
    }),
  );
  return rows.flat();
}

async function hits(
  reader: ReviewReader,
  client: GuardDutyClient,
  {
    DetectorId,
    region,
    FilterName,
    criteria,
  }: { DetectorId: string; region: string; FilterName: string; criteria: FindingCriteria },
): Promise<string> {
  const archived = { Criterion: { ...criteria.Criterion, 'service.archived': { Equals: ['true'] } } };
  const counted = await reader.ask(`findings of the filter ${FilterName} in ${region}`, async () => {
    let count = 0;
    const pages = paginateListFindings({ client, pageSize: 50 }, { DetectorId, FindingCriteria: archived });
    for await (const { FindingIds = [] } of pages) {
      count += FindingIds.length;
      if (count >= mostHits) return `${mostHits} or more`;
    }
    return String(count);
  });
  return counted ?? 'not read';
}

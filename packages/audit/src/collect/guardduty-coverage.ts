import {
  type CoverageFilterCriteria,
  type CoverageResource,
  GetCoverageStatisticsCommand,
  type GuardDutyClient,
  paginateListCoverage,
} from '@aws-sdk/client-guardduty';
import {
  type Collection,
  type DetectorFeatures,
  type Fact,
  isUnknown,
  type RuntimeCoverage,
  type RuntimeWorkload,
  type UnhealthyResource,
  unknownBecause,
} from '@trailguard/controls';
import { field, type Reader } from './reader.ts';

/** Unhealthy resources that are read in a Region at most: their number is known without. */
const mostResources = 1000;
const perPage = 50;

const runtimes = ['RUNTIME_MONITORING', 'EKS_RUNTIME_MONITORING'];

/** Whether agents report, over the administrator and its members; `null` where Runtime Monitoring is off. */
export async function readCoverage(
  reader: Reader,
  client: GuardDutyClient,
  DetectorId: string,
  features: DetectorFeatures,
  where: string,
): Promise<Fact<RuntimeCoverage>> {
  if (features.complete !== true) return features.complete;
  if (!features.items.some(({ name, setting }) => runtimes.includes(name) && setting !== 'DISABLED'))
    return null;
  const call = 'guardduty:GetCoverageStatistics';
  const answer = await reader.ask(`${call} ${where}`, (options) =>
    client.send(
      new GetCoverageStatisticsCommand({
        DetectorId,
        StatisticsType: ['COUNT_BY_RESOURCE_TYPE', 'COUNT_BY_COVERAGE_STATUS'],
      }),
      options,
    ),
  );
  if (answer === null || isUnknown(answer)) return answer;
  const statistics = field(answer.CoverageStatistics, call, 'CoverageStatistics');
  if (isUnknown(statistics)) return statistics;
  const { HEALTHY: healthy = 0, UNHEALTHY: unhealthy = 0 } = statistics.CountByCoverageStatus ?? {};
  return {
    healthy,
    unhealthy,
    countByType: (statistics.CountByResourceType ?? {}) as Partial<Record<RuntimeWorkload, number>>,
    unhealthyResources:
      unhealthy === 0
        ? { items: [], complete: true }
        : await readUnhealthy(reader, client, DetectorId, where),
  };
}

async function readUnhealthy(
  reader: Reader,
  client: GuardDutyClient,
  DetectorId: string,
  where: string,
): Promise<Collection<UnhealthyResource>> {
  const items: UnhealthyResource[] = [];
  const filter: CoverageFilterCriteria = {
    FilterCriterion: [{ CriterionKey: 'COVERAGE_STATUS', FilterCondition: { Equals: ['UNHEALTHY'] } }],
  };
  const read = await reader.ask(`guardduty:ListCoverage ${where}`, async (options) => {
    const pages = paginateListCoverage(
      { client, pageSize: perPage },
      { DetectorId, FilterCriteria: filter },
      options,
    );
    for await (const { Resources } of pages) {
      items.push(...(Resources ?? []).map(unhealthyResource));
      if (items.length >= mostResources) return false;
    }
    return true;
  });
  if (isUnknown(read)) return { items, complete: read };
  const detail = `${where} more than ${mostResources} resources are unhealthy`;
  return { items, complete: read === true || unknownBecause('not-read', detail) };
}

function unhealthyResource({
  ResourceId,
  AccountId,
  ResourceDetails,
  Issue,
  UpdatedAt,
}: CoverageResource): UnhealthyResource {
  return {
    id: ResourceId ?? '',
    accountId: AccountId ?? '',
    type: ResourceDetails?.ResourceType ?? '',
    issue: Issue ?? '',
    since: field(UpdatedAt?.toISOString(), 'guardduty:ListCoverage', 'UpdatedAt'),
  };
}

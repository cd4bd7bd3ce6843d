import type {
  CoverageFilterCriteria,
  CoverageResource,
  CoverageSortCriteria,
  GetCoverageStatisticsResponse,
  ListCoverageResponse,
} from '@aws-sdk/client-guardduty';
import type { Call } from '../call.ts';
import type { SandboxContext } from '../service.ts';
import { ownDetector } from './detectors.ts';
import { invalidValue } from './errors.ts';
import { page } from './page.ts';
import { coveredDetectors, type CoveredWorkload, type Detector } from './state.ts';

/** A workload in the account that it is in. */
interface Covered {
  readonly detector: Detector;
  readonly workload: CoveredWorkload;
}

/** Workloads are covered while a kind of runtime monitoring is on in their account. */
function isWatched({ status, features }: Detector): boolean {
  const runtimes = ['RUNTIME_MONITORING', 'EKS_RUNTIME_MONITORING'];
  return status === 'ENABLED' && runtimes.some((name) => features[name]?.status === 'ENABLED');
}

async function coverage(call: Call, sandbox: SandboxContext): Promise<readonly Covered[]> {
  const { detector, region } = await ownDetector(call, sandbox);
  const matches = readFilter(call.input.FilterCriteria as CoverageFilterCriteria | undefined);
  return coveredDetectors(region, detector)
    .filter(isWatched)
    .flatMap((one) => (one.workloads ?? []).map((workload) => ({ detector: one, workload })))
    .filter(matches);
}

/** What a criterion compares with; those about agents and add-ons have no value here. */
function criterionOf({ detector, workload }: Covered, key: string | undefined): string | undefined {
  switch (key) {
    case 'ACCOUNT_ID':
      return detector.accountId;
    case 'COVERAGE_STATUS':
      return workload.status;
    case 'RESOURCE_TYPE':
      return workload.type;
    case 'CLUSTER_NAME':
      return workload.type === 'EC2' ? undefined : workload.name;
    case 'EKS_CLUSTER_NAME':
      return workload.type === 'EKS' ? workload.name : undefined;
    case 'ECS_CLUSTER_NAME':
      return workload.type === 'ECS' ? workload.name : undefined;
    case 'INSTANCE_ID':
      return workload.type === 'EC2' ? workload.name : undefined;
    case 'ADDON_VERSION':
    case 'AGENT_VERSION':
    case 'CLUSTER_ARN':
    case 'MANAGEMENT_TYPE':
      return undefined;
    default:
      throw invalidValue();
  }
}

function readFilter(criteria: CoverageFilterCriteria | undefined): (covered: Covered) => boolean {
  const conditions = criteria?.FilterCriterion ?? [];
  if (conditions.length > 50) throw invalidValue();
  return (covered) =>
    conditions.every(({ CriterionKey, FilterCondition = {} }) => {
      const value = criterionOf(covered, CriterionKey) ?? '';
      const { Equals, NotEquals } = FilterCondition;
      return (Equals?.includes(value) ?? true) && !(NotEquals?.includes(value) ?? false);
    });
}

function sorted(covered: readonly Covered[], sort: CoverageSortCriteria | undefined): readonly Covered[] {
  if (sort?.AttributeName === undefined) return covered;
  const key = (one: Covered) => {
    if (sort.AttributeName === 'UPDATED_AT') return one.workload.since;
    return (sort.AttributeName === 'ISSUE' ? one.workload.issue : criterionOf(one, sort.AttributeName)) ?? '';
  };
  const sign = sort.OrderBy === 'DESC' ? -1 : 1;
  return covered.toSorted((a, b) => sign * key(a).localeCompare(key(b), 'en'));
}

/**
 * What runtime monitoring covers in the account and its members, healthy or not.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_ListCoverage.html
 */
export async function listCoverage(call: Call, sandbox: SandboxContext): Promise<ListCoverageResponse> {
  const covered = sorted(
    await coverage(call, sandbox),
    call.input.SortCriteria as CoverageSortCriteria | undefined,
  );
  const { items, next } = page(covered, call.input);
  return { Resources: items.map(resourceOf), ...next };
}

function resourceOf({ detector, workload }: Covered): CoverageResource {
  return {
    ResourceId: workload.name,
    DetectorId: detector.id,
    AccountId: detector.accountId,
    ResourceDetails: { ResourceType: workload.type, ...detailsOf(workload) },
    CoverageStatus: workload.status,
    Issue: workload.issue,
    UpdatedAt: new Date(workload.since),
  };
}

function detailsOf({ type, name, status }: CoveredWorkload): CoverageResource['ResourceDetails'] {
  if (type === 'EC2') return { Ec2InstanceDetails: { InstanceId: name, ManagementType: 'AUTO_MANAGED' } };
  if (type === 'ECS') return { EcsClusterDetails: { ClusterName: name } };
  const nodes = { CompatibleNodes: 1, CoveredNodes: status === 'HEALTHY' ? 1 : 0 };
  return { EksClusterDetails: { ClusterName: name, ...nodes, ManagementType: 'AUTO_MANAGED' } };
}

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetCoverageStatistics.html */
export async function getCoverageStatistics(
  call: Call,
  sandbox: SandboxContext,
): Promise<GetCoverageStatisticsResponse> {
  const covered = await coverage(call, sandbox);
  const types = (call.input.StatisticsType ?? []) as string[];
  const known = ['COUNT_BY_RESOURCE_TYPE', 'COUNT_BY_COVERAGE_STATUS'];
  if (types.length === 0 || types.some((type) => !known.includes(type))) throw invalidValue();
  const count = (is: (workload: CoveredWorkload) => boolean) =>
    covered.filter(({ workload }) => is(workload)).length;
  return {
    CoverageStatistics: {
      ...(types.includes('COUNT_BY_RESOURCE_TYPE') && {
        CountByResourceType: Object.fromEntries(
          (['EKS', 'ECS', 'EC2'] as const).map((type) => [type, count((one) => one.type === type)]),
        ),
      }),
      ...(types.includes('COUNT_BY_COVERAGE_STATUS') && {
        CountByCoverageStatus: Object.fromEntries(
          (['HEALTHY', 'UNHEALTHY'] as const).map((status) => [
            status,
            count((one) => one.status === status),
          ]),
        ),
      }),
    },
  };
}

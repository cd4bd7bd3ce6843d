import type { GetFindingsStatisticsRequest, GetFindingsStatisticsResponse } from '@aws-sdk/client-guardduty';
import type { Call } from '../../call.ts';
import type { SandboxContext } from '../../service.ts';
import { ownDetector } from '../detectors.ts';
import { invalidValue } from '../errors.ts';
import type { Finding } from '../state.ts';
import { matchesCriteria } from './criteria.ts';
import { visibleFindings } from './findings.ts';

interface Group {
  readonly findings: readonly Finding[];
  readonly total: number;
  readonly last: Date;
}

function resourceId(finding: Finding): string {
  const resource = finding.Resource;
  return (
    resource?.InstanceDetails?.InstanceId ??
    resource?.S3BucketDetails?.[0]?.Arn ??
    resource?.AccessKeyDetails?.AccessKeyId ??
    resource?.EksClusterDetails?.Name ??
    resource?.LambdaDetails?.FunctionName ??
    resource?.RdsDbInstanceDetails?.DbInstanceIdentifier ??
    ''
  );
}

const Keys: Record<string, (finding: Finding) => string> = {
  ACCOUNT: (finding) => finding.AccountId ?? '',
  DATE: (finding) => `${finding.UpdatedAt?.slice(0, 10)}/${finding.Severity}`,
  FINDING_TYPE: (finding) => finding.Type ?? '',
  RESOURCE: resourceId,
  SEVERITY: (finding) => String(finding.Severity),
};

function groups(
  findings: readonly Finding[],
  key: (finding: Finding) => string,
  ascending: boolean,
): Group[] {
  return Object.values(Object.groupBy(findings, key))
    .map((members = []): Group => {
      const last = Math.max(...members.map((finding) => Date.parse(finding.UpdatedAt ?? '')));
      return { findings: members, total: members.length, last: new Date(last) };
    })
    .sort((a, b) => (ascending ? a.total - b.total : b.total - a.total));
}

function describe(by: string, group: Group): Record<string, unknown> {
  const first = group.findings[0];
  const common = { LastGeneratedAt: group.last, TotalFindings: group.total };
  switch (by) {
    case 'ACCOUNT':
      return { AccountId: first?.AccountId, ...common };
    case 'DATE':
      return {
        Date: new Date(`${first?.UpdatedAt?.slice(0, 10)}T00:00:00Z`),
        Severity: first?.Severity,
        ...common,
      };
    case 'FINDING_TYPE':
      return { FindingType: first?.Type, ...common };
    case 'RESOURCE':
      return {
        AccountId: first?.AccountId,
        ResourceId: first && resourceId(first),
        ResourceType: first?.Resource?.ResourceType,
        ...common,
      };
    default:
      return { Severity: first?.Severity, ...common };
  }
}

const AnswerField: Record<string, string> = {
  ACCOUNT: 'GroupedByAccount',
  DATE: 'GroupedByDate',
  FINDING_TYPE: 'GroupedByFindingType',
  RESOURCE: 'GroupedByResource',
  SEVERITY: 'GroupedBySeverity',
};

/**
 * Counts findings: by severity (the older form) or by what `GroupBy` names, never both.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetFindingsStatistics.html
 */
export async function getFindingsStatistics(
  call: Call,
  sandbox: SandboxContext,
): Promise<GetFindingsStatisticsResponse> {
  const input = call.input as unknown as GetFindingsStatisticsRequest;
  const { detector, region } = await ownDetector(call, sandbox);
  const findings = visibleFindings(region, detector).filter((one) =>
    matchesCriteria(one, input.FindingCriteria),
  );
  const by = input.GroupBy;
  if (by !== undefined) {
    const key = Keys[by];
    const size = input.MaxResults ?? 25;
    if (input.FindingStatisticTypes?.length || !key || size < 1 || size > 100) throw invalidValue();
    const found = groups(findings, key, input.OrderBy === 'ASC').slice(0, size);
    return { FindingStatistics: { [AnswerField[by] ?? '']: found.map((group) => describe(by, group)) } };
  }
  if (!input.FindingStatisticTypes?.every((type) => type === 'COUNT_BY_SEVERITY')) throw invalidValue();
  const counts = Object.groupBy(findings, (finding) => Number(finding.Severity).toFixed(1));
  return {
    FindingStatistics: {
      CountBySeverity: Object.fromEntries(
        Object.entries(counts).map(([severity, members]) => [severity, members?.length ?? 0]),
      ),
    },
  };
}

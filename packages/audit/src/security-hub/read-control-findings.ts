import {
  type AwsSecurityFinding,
  paginateGetFindings,
  type AwsSecurityFindingFilters,
  SecurityHubClient,
} from '@aws-sdk/client-securityhub';
import type { HeardFindings, SecurityHubFinding } from '@trailguard/controls/second-opinion';
import type { CredentialsFor } from '../collect/reader.ts';

/** IAM action that reading Security Hub's findings needs, in the account that administers it. */
export const readFindingsAction = 'securityhub:GetFindings';

/** Values of one filter that a call takes. https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_AwsSecurityFindingFilters.html */
const valuesPerFilter = 20;
/** Findings of a page. https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_GetFindings.html */
const findingsPerPage = 100;

export interface ControlFindingsOptions {
  /** Account that administers Security Hub for the organization, or the one account that is read. */
  readonly administratorAccountId: string;
  /** Region in which findings of all Regions are gathered. */
  readonly homeRegion: string;
  /** Controls of Security Hub to read of, such as `CloudTrail.1`. */
  readonly securityControlIds: readonly string[];
  /** Opens a session in the administrator; it may do {@link readFindingsAction}. */
  readonly credentials: CredentialsFor;
  /** Findings to read at most, so that a large organization costs a bounded number of calls. Default: 100,000, a thousand calls. */
  readonly mostFindings?: number;
  /** Stops the reading. */
  readonly signal?: AbortSignal;
}

/**
 * Reads what Security Hub's own controls found, where it is gathered: one call for a hundred findings and none for an account.
 *
 * @throws when Security Hub is off there or refuses.
 */
export async function readControlFindings(options: ControlFindingsOptions): Promise<HeardFindings> {
  const { administratorAccountId, homeRegion: region, mostFindings = 100_000 } = options;
  const credentials = await options.credentials(administratorAccountId);
  const client = new SecurityHubClient({ region, credentials, maxAttempts: 8 });
  const sendOptions = options.signal === undefined ? undefined : { abortSignal: options.signal };
  const findings: SecurityHubFinding[] = [];
  try {
    for (const ids of chunksOf(options.securityControlIds, valuesPerFilter)) {
      const asked = { Filters: filtersFor(ids), MaxResults: findingsPerPage };
      for await (const page of paginateGetFindings({ client }, asked, sendOptions)) {
        findings.push(...(page.Findings ?? []).flatMap((finding) => heardIn(finding) ?? []));
        if (findings.length >= mostFindings) return { findings, complete: false };
      }
    }
    return { findings, complete: true };
  } finally {
    client.destroy();
  }
}

function filtersFor(ids: readonly string[]): AwsSecurityFindingFilters {
  return {
    ProductName: [{ Comparison: 'EQUALS', Value: 'Security Hub' }],
    RecordState: [{ Comparison: 'EQUALS', Value: 'ACTIVE' }],
    ComplianceSecurityControlId: ids.map((Value) => ({ Comparison: 'EQUALS', Value })),
  };
}

function heardIn(finding: AwsSecurityFinding): SecurityHubFinding | undefined {
  const { AwsAccountId: accountId, Compliance, Region, Resources, UpdatedAt, Workflow } = finding;
  const { SecurityControlId: securityControlId, Status: status } = Compliance ?? {};
  if (!accountId || !securityControlId || !status) return undefined;
  return {
    securityControlId,
    status,
    accountId,
    region: Region ?? Resources?.[0]?.Region ?? '',
    resource: Resources?.[0]?.Id ?? '',
    updatedAt: UpdatedAt ?? '',
    isSuppressed: Workflow?.Status === 'SUPPRESSED',
  };
}

function chunksOf<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

import type { AwsSecurityFinding } from '@aws-sdk/client-securityhub';
import { partitionOf } from '@trailguard/controls';
import { type Finding, fingerprintOf, type ReportedControl } from '@trailguard/controls/report';

/** Where findings are imported, and by what. */
export interface ImportPlace {
  /** Account that a finding belongs to where it names none: the organization's own settings are that one's. */
  readonly managementAccountId: string;
  /** Region whose Security Hub takes the findings. */
  readonly homeRegion: string;
  /** When it was judged, ISO 8601. */
  readonly at: string;
}

const labels = { critical: 'CRITICAL', high: 'HIGH', medium: 'MEDIUM', low: 'LOW' } as const;

/** Characters that Security Hub takes. https://docs.aws.amazon.com/securityhub/latest/userguide/asff-required-attributes.html */
const longest = { title: 256, description: 1024, text: 512, resource: 512, productField: 2048 } as const;
/** Related requirements that Security Hub takes. https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_Compliance.html */
const mostRequirements = 32;

/** The account whose Security Hub a finding is imported into: a finding is imported by the account that it is about. */
export function ownerOf(
  { subject: { accountId = '' } }: Finding,
  { managementAccountId }: ImportPlace,
): string {
  return /^\d{12}$/.test(accountId) ? accountId : managementAccountId;
}

/**
 * A finding in the format of Security Hub, or nothing for what does not apply. Its id is the same in the next audit,
 * which so updates it. What passes or is waived is archived; what is not known is active and `NOT_AVAILABLE`.
 *
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-findings-format.html
 */
export function asffOf(
  finding: Finding,
  control: ReportedControl | undefined,
  place: ImportPlace,
): AwsSecurityFinding | undefined {
  const { controlId, status, severity, reason, subject, exception } = finding;
  if (status === 'not_applicable') return undefined;
  const { homeRegion, at } = place;
  const accountId = ownerOf(finding, place);
  const partition = partitionOf(homeRegion);
  const title = `${controlId} ${control?.title ?? ''}`.trim();
  const isOpen = status !== 'pass' && status !== 'waived';
  return {
    SchemaVersion: '2018-10-08',
    Id: `trailguard/${fingerprintOf(finding)}`,
    ProductArn: `arn:${partition}:securityhub:${homeRegion}:${accountId}:product/${accountId}/default`,
    ProductName: 'TrailGuard',
    CompanyName: 'TrailGuard',
    GeneratorId: `trailguard/${controlId}`,
    AwsAccountId: accountId,
    Types: ['Software and Configuration Checks/Industry and Regulatory Standards'],
    CreatedAt: at,
    UpdatedAt: at,
    Severity: { Label: status === 'pass' ? 'INFORMATIONAL' : labels[severity] },
    Title: title.slice(0, longest.title),
    Description: (reason === '' ? (control?.intent ?? title) : reason).slice(0, longest.description),
    ...(control === undefined
      ? {}
      : {
          Remediation: {
            Recommendation: { Text: control.fix.slice(0, longest.text), Url: control.url },
          },
        }),
    Resources: [
      {
        ...resourceOf(finding),
        Partition: partition as 'aws',
        ...(subject.region === undefined ? {} : { Region: subject.region }),
      },
    ],
    Compliance: {
      Status: complianceOf(status),
      ...(control === undefined || control.frameworks.length === 0
        ? {}
        : { RelatedRequirements: control.frameworks.slice(0, mostRequirements) }),
    },
    ProductFields: {
      'trailguard/status': status,
      'trailguard/subject': subject.id.slice(0, longest.productField),
      ...(exception === undefined
        ? {}
        : { 'trailguard/exception': `${exception.ticket} until ${exception.until}` }),
    },
    RecordState: isOpen ? 'ACTIVE' : 'ARCHIVED',
  };
}

/** An account is named as Security Hub itself names it, whatever its finding rests on. */
function resourceOf({ subject: { kind, id }, arn = id }: Finding) {
  return kind === 'account'
    ? { Type: 'AwsAccount', Id: `AWS::::Account:${id}` }
    : { Type: 'Other', Id: arn.slice(0, longest.resource) };
}

function complianceOf(status: Exclude<Finding['status'], 'not_applicable'>) {
  if (status === 'pass') return 'PASSED';
  return status === 'fail' || status === 'waived' ? 'FAILED' : 'NOT_AVAILABLE';
}

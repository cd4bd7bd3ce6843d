import { hash } from 'node:crypto';
import { type Evaluation, evaluateRule } from '../config/managed-rules.ts';
import type { SandboxContext } from '../service.ts';
import { policyOf } from './central-configuration.ts';
import { findHub } from './hubs.ts';

type Finding = Record<string, unknown>;

const foundational = 'aws-foundational-security-best-practices';
const cis = 'cis-aws-foundations-benchmark/v/5.0.0';

/** A control of Security Hub with the rule of AWS Config behind it, and the standards that have it. */
interface SecurityControl {
  readonly rule: string;
  readonly standards: readonly string[];
}

/**
 * The controls that the sandbox evaluates.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-controls-reference.html
 */
const controls: Readonly<Record<string, SecurityControl>> = {
  'CloudTrail.1': { rule: 'MULTI_REGION_CLOUD_TRAIL_ENABLED', standards: [foundational, cis] },
  'CloudTrail.2': { rule: 'CLOUD_TRAIL_ENCRYPTION_ENABLED', standards: [foundational, cis] },
  'CloudTrail.4': { rule: 'CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED', standards: [foundational, cis] },
  'CloudTrail.5': { rule: 'CLOUD_TRAIL_CLOUD_WATCH_LOGS_ENABLED', standards: [foundational] },
  'GuardDuty.1': { rule: 'GUARDDUTY_ENABLED_CENTRALIZED', standards: [foundational] },
  'KMS.4': { rule: 'CMK_BACKING_KEY_ROTATION_ENABLED', standards: [cis] },
  'S3.8': { rule: 'S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED', standards: [foundational, cis] },
};

/** Ids of the controls that filters name; findings of controls are made for those alone, when they are asked for. */
export function askedControls(filters: unknown): readonly string[] {
  const { ComplianceSecurityControlId: tests = [] } = (filters ?? {}) as {
    ComplianceSecurityControlId?: readonly { Value?: string }[];
  };
  return tests.flatMap(({ Value }) => (Value !== undefined && Value in controls ? [Value] : []));
}

/**
 * What Security Hub's own controls find in an account and Region, as of now; nothing where Security Hub is off, or no standard that
 * has the control is on, or a policy switches it off.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/controls-findings-create-update.html
 */
export async function controlFindings(
  sandbox: SandboxContext,
  { accountId, region }: { readonly accountId: string; readonly region: string },
  ids: readonly string[],
): Promise<readonly Finding[]> {
  if (ids.length === 0) return [];
  const hub = await findHub(sandbox, accountId, region);
  if (hub === undefined) return [];
  const off = disabledIn(await policyOf(sandbox, accountId, region));
  const found: Finding[] = [];
  for (const id of ids) {
    const { rule, standards } = controls[id] as SecurityControl;
    const isOn = hub.standards.some((arn) => standards.some((standard) => arn.includes(standard)));
    if (!isOn || off.includes(id)) continue;
    const evaluations = await evaluateRule(rule, { sandbox, accountId, region, parameters: {} });
    for (const evaluation of evaluations ?? [])
      found.push(findingOf(id, evaluation, { accountId, region }, sandbox.clock.now()));
  }
  return found;
}

function disabledIn(policy: Awaited<ReturnType<typeof policyOf>>): readonly string[] {
  const { DisabledSecurityControlIdentifiers: ids = [] } = (policy?.controls ?? {}) as {
    DisabledSecurityControlIdentifiers?: string[];
  };
  return ids;
}

function findingOf(
  id: string,
  { resourceType, resourceId, isCompliant }: Evaluation,
  { accountId, region }: { readonly accountId: string; readonly region: string },
  now: Date,
): Finding {
  const isAccount = resourceType === 'AWS::::Account';
  const name = hash('md5', `${id} ${resourceId}`);
  const at = now.toISOString();
  return {
    SchemaVersion: '2018-10-08',
    Id: `arn:aws:securityhub:${region}:${accountId}:security-control/${id}/finding/${name}`,
    ProductArn: `arn:aws:securityhub:${region}::product/aws/securityhub`,
    ProductName: 'Security Hub',
    CompanyName: 'AWS',
    Region: region,
    GeneratorId: `security-control/${id}`,
    AwsAccountId: accountId,
    Types: ['Software and Configuration Checks/Industry and Regulatory Standards'],
    CreatedAt: at,
    UpdatedAt: at,
    Severity: { Label: isCompliant ? 'INFORMATIONAL' : 'MEDIUM' },
    Title: id,
    Description: `What Security Hub's control ${id} found`,
    Resources: [
      {
        Type: isAccount ? 'AwsAccount' : resourceType.replaceAll('::', ''),
        Id: isAccount ? `AWS::::Account:${accountId}` : resourceId,
        Partition: 'aws',
        Region: region,
      },
    ],
    Compliance: { Status: isCompliant ? 'PASSED' : 'FAILED', SecurityControlId: id },
    WorkflowState: 'NEW',
    Workflow: { Status: isCompliant ? 'RESOLVED' : 'NEW' },
    RecordState: 'ACTIVE',
  };
}

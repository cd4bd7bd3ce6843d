import type {
  ClosedFinding,
  ConfigRecorder,
  LogArrival,
  LogTable,
  OrganizationConfigRule,
  QueryWorkgroup,
  SecurityHub,
  SecurityHubOrganization,
} from '../../src/model/estate.ts';

/** A recorder of all types, which delivers. */
export function aRecorder(differing: Partial<ConfigRecorder> = {}): ConfigRecorder {
  const { accountId = '444444444444', region = 'us-east-1' } = differing;
  return {
    accountId,
    region,
    roleArn: `arn:aws:iam::${String(accountId)}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`,
    recordedTypes: null,
    excludedTypes: [],
    includesGlobalTypes: true,
    isRecording: true,
    lastStatus: 'SUCCESS',
    observation: {
      arn: `arn:aws:config:${String(region)}:${String(accountId)}:configuration-recorder/default`,
    },
    ...differing,
  };
}

/** A rule that is deployed to all accounts of the home Region. */
export function anOrganizationConfigRule(
  differing: Partial<OrganizationConfigRule> = {},
): OrganizationConfigRule {
  const { identifier = 'GUARDDUTY_ENABLED_CENTRALIZED' } = differing;
  return {
    region: 'us-east-1',
    identifier,
    excludedAccounts: [],
    status: 'CREATE_SUCCESSFUL',
    observation: {
      arn: `arn:aws:config:us-east-1:333333333333:organization-config-rule/${String(identifier)}`,
    },
    ...differing,
  };
}

/** Security Hub CSPM with the foundational standard and CIS 5.0. */
export function aSecurityHub(differing: Partial<SecurityHub> = {}): SecurityHub {
  const { accountId = '444444444444', region = 'us-east-1' } = differing;
  const standards = `arn:aws:securityhub:${String(region)}::standards`;
  return {
    accountId,
    region,
    isEnabled: true,
    standards: [
      { arn: `${standards}/aws-foundational-security-best-practices/v/1.0.0`, status: 'READY' },
      { arn: `${standards}/cis-aws-foundations-benchmark/v/5.0.0`, status: 'READY' },
    ],
    observation: { arn: `arn:aws:securityhub:${String(region)}:${String(accountId)}:hub/default` },
    ...differing,
  };
}

/** Security Hub CSPM run from the security account for all Regions. */
export function aSecurityHubOrganization(
  differing: Partial<SecurityHubOrganization> = {},
): SecurityHubOrganization {
  return {
    administratorAccountId: '333333333333',
    autoEnable: true,
    configurationType: 'LOCAL',
    policyCoversRoot: null,
    linkingMode: 'ALL_REGIONS',
    linkedRegions: null,
    observation: { arn: 'arn:aws:securityhub:us-east-1:333333333333:hub/default' },
    ...differing,
  };
}

/** A table over the log files of the organization. */
export function aLogTable(differing: Partial<LogTable> = {}): LogTable {
  return {
    name: 'logs.cloudtrail',
    location: 's3://example-logs/AWSLogs/o-exampleorgid/',
    hasPartitionProjection: true,
    observation: { arn: 'arn:aws:glue:us-east-1:222222222222:table/logs/cloudtrail' },
    ...differing,
  };
}

/** A workgroup that encrypts what it finds. */
export function aQueryWorkgroup(differing: Partial<QueryWorkgroup> = {}): QueryWorkgroup {
  return {
    name: 'logs',
    encryptsResults: true,
    observation: { arn: 'arn:aws:athena:us-east-1:222222222222:workgroup/logs' },
    ...differing,
  };
}

/** Log files of an account that arrived five minutes ago; calls were made before that. */
export function aLogArrival(differing: Partial<LogArrival> = {}): LogArrival {
  return {
    accountId: '444444444444',
    region: 'us-east-1',
    latest: '2026-06-15T11:55:00.000Z',
    latestDueCall: '2026-06-15T10:50:00.000Z',
    observation: { arn: 'arn:aws:s3:::example-logs' },
    ...differing,
  };
}

/** A finding that was closed yesterday. */
export function aClosedFinding(differing: Partial<ClosedFinding> = {}): ClosedFinding {
  return {
    id: 'aec29b2d',
    accountId: '444444444444',
    region: 'us-east-1',
    at: '2026-06-14T12:00:00.000Z',
    ...differing,
  };
}

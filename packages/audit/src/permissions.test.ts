import { controls } from '@trailguard/controls';
import { beforeAll, describe, expect, it } from 'vitest';
import { controlsThat } from '../test/statuses.ts';
import { useOrganization } from '../test/use-organization.ts';
import { type AuditReport, auditActions, auditCalls } from './index.ts';

const used = useOrganization();

const trails = controls.filter(({ appliesTo }) => appliesTo === 'trail').map(({ id }) => id);
const buckets = controls
  .filter(({ appliesTo }) => appliesTo === 'logBucket' || appliesTo === 'key')
  .map(({ id }) => id)
  .concat('LB-01');

/** Controls of an account that look at its trails, and by default find something to ask of them. */
const accountsTrails = ['CT-01', 'CT-02', 'CT-11', 'CT-12', 'CT-21', 'CT-23', 'CT-31'];

/** Controls of features of GuardDuty. */
const plans = ['05', '06', '07', '08', '09', '10', '11', '12', '13', '16'].map((number) => `GD-${number}`);

/** Asked only of what belongs to a detector: a filter, a finding, a list, an agent that does not report. */
const partsOfDetection = [
  'GetFilter',
  'GetFindings',
  'GetIPSet',
  'GetMalwareProtectionPlan',
  'GetThreatEntitySet',
  'GetTrustedEntitySet',
  'ListCoverage',
].map((operation) => `guardduty:${operation}`);

/** Asked only where there is something: an analyzer, a recorder, a hub, a policy, a table, a break-glass role. */
const partsOfGovernance = [
  'access-analyzer:ListFindings',
  'config:DescribeConfigurationRecorderStatus',
  'config:DescribeOrganizationConfigRuleStatuses',
  'glue:GetTables',
  'securityhub:DescribeOrganizationConfiguration',
  'securityhub:GetEnabledStandards',
  'securityhub:GetFindingAggregator',
  'securityhub:ListConfigurationPolicyAssociations',
  'securityhub:ListFindingAggregators',
  'iam:GetRole',
  'organizations:DescribeEffectivePolicy',
  'organizations:DescribePolicy',
  'organizations:ListTargetsForPolicy',
];

/** Asked only of an event data store, and of a trail of which it is known how it was applied: their own tests deny these. */
const rarelyAsked = [
  'cloudtrail:GetEventDataStore',
  'cloudtrail:LookupEvents',
  ...partsOfDetection,
  ...partsOfGovernance,
];

const cisAlarms = controls.filter(({ id }) => /^CW-(0\d|1[0-5])$/.test(id)).map(({ id }) => id);

/** Controls that are decided without a list of accounts, or that no audit without records decides. */
const withoutAccounts = [
  ...['CT-24', 'IAM-06', 'LB-10', 'NT-03', 'NT-04', 'NT-05', 'NT-07', 'NT-08', 'OPS-02', 'OPS-04', 'OPS-06'],
  ...['OPS-07', 'OPS-08', 'OPS-10', 'OPS-11', 'OPS-12', 'OPS-13', 'ORG-01', 'ORG-02', 'ORG-03', 'ORG-04'],
  ...['ORG-05', 'ORG-06', 'ORG-07', 'ORG-11', 'ORG-12', 'ORG-13'],
];

/** IAM action -> controls that cannot be decided without it. */
const needed: Readonly<Record<string, readonly string[]>> = {
  'access-analyzer:ListAnalyzers': ['IAM-09'],
  'account:ListRegions': [...trails, ...buckets, 'CT-01', 'CT-02', 'CT-03', 'GD-01', 'GD-03', 'GD-04'],
  'athena:GetWorkGroup': [],
  'athena:ListWorkGroups': [],
  'cloudtrail:DescribeTrails': [
    ...[
      ...trails,
      ...accountsTrails,
      ...buckets,
      ...cisAlarms,
      'CT-03',
      'GD-21',
      'IAM-04',
      'IAM-06',
      'IAM-08',
    ],
    ...['CW-16', 'CW-17', 'CW-18', 'CW-19', 'CW-20', 'CW-21', 'CW-22', 'CW-23'],
    ...['LB-24', 'NT-01', 'NT-02', 'NT-06', 'ORG-05', 'ORG-07', 'ORG-09'],
  ],
  'cloudtrail:GetEventConfiguration': ['CT-29'],
  'cloudtrail:GetEventSelectors': [
    ...cisAlarms,
    ...['CT-02', 'CT-09', 'CT-10', 'CT-11', 'CT-12', 'CT-17', 'CT-23', 'CT-28', 'CT-29', 'CW-22'],
  ],
  'cloudtrail:GetInsightSelectors': ['CT-17', 'CW-23'],
  'cloudtrail:GetTrailStatus': [
    ...cisAlarms,
    ...[
      'CT-01',
      'CT-02',
      'CT-03',
      'CT-04',
      'CT-05',
      'CT-07',
      'CT-09',
      'CT-10',
      'CT-11',
      'CT-12',
      'CT-17',
      'CT-19',
      'CT-20',
      'CT-23',
      'CT-31',
      'CW-22',
      'NT-06',
    ],
  ],
  'cloudtrail:ListEventDataStores': ['CT-25', 'CT-26'],
  'cloudtrail:ListTags': [],
  'cloudwatch:DescribeAlarms': [...cisAlarms, 'CW-16', 'CW-17', 'CW-22'],
  'config:DescribeConfigurationRecorders': ['OPS-01'],
  'config:DescribeOrganizationConfigRules': ['OPS-02'],
  'config:DescribeOrganizationConformancePacks': ['OPS-02'],
  'events:ListRules': ['CW-23', 'CW-24', 'GD-22'],
  'events:ListTargetsByRule': ['CW-24', 'GD-22', 'NT-04'],
  'glue:GetDatabases': ['OPS-05'],
  'guardduty:DescribeOrganizationConfiguration': ['GD-03', ...plans],
  'guardduty:DescribePublishingDestination': ['GD-20', 'GD-21', 'GD-27'],
  'guardduty:GetCoverageStatistics': ['GD-14'],
  'guardduty:GetDetector': ['GD-01', ...plans, 'GD-14', 'GD-15', 'GD-19', 'GD-23'],
  'guardduty:GetMalwareScanSettings': ['GD-07'],
  'guardduty:GetMemberDetectors': [...plans, 'GD-15'],
  'guardduty:GetThreatIntelSet': ['GD-25', 'GD-26', 'GD-27'],
  'guardduty:ListDetectors': [
    ...plans,
    ...['GD-01', 'GD-03', 'GD-04', 'GD-14', 'GD-15', 'GD-19', 'GD-20', 'GD-21', 'GD-22', 'GD-23', 'GD-24'],
    ...['GD-25', 'GD-26', 'GD-27', 'OPS-09'],
  ],
  'guardduty:ListFilters': ['GD-24', 'GD-27'],
  'guardduty:ListFindings': ['GD-23', 'OPS-09'],
  'guardduty:ListIPSets': ['GD-25', 'GD-27'],
  'guardduty:ListMalwareProtectionPlans': ['GD-27'],
  'guardduty:ListMembers': ['GD-04', ...plans],
  'guardduty:ListOrganizationAdminAccounts': ['GD-02', 'GD-04', 'ORG-09'],
  'guardduty:ListPublishingDestinations': ['GD-20', 'GD-21', 'GD-27'],
  'guardduty:ListThreatEntitySets': ['GD-25', 'GD-27'],
  'guardduty:ListThreatIntelSets': ['GD-25', 'GD-26', 'GD-27'],
  'guardduty:ListTrustedEntitySets': ['GD-25', 'GD-27'],
  'iam:GetAccountAuthorizationDetails': [
    'IAM-01',
    'IAM-02',
    'IAM-03',
    'IAM-04',
    'IAM-05',
    'IAM-06',
    'IAM-08',
  ],
  'iam:GetAccountSummary': ['IAM-07'],
  'iam:ListOrganizationsFeatures': ['ORG-13'],
  'kms:DescribeKey': ['CT-08', 'KM-01', 'KM-02', 'KM-03', 'KM-07', 'LB-13'],
  'kms:GetKeyPolicy': ['KM-04', 'KM-05', 'KM-06'],
  'kms:GetKeyRotationStatus': ['KM-02'],
  'kms:ListGrants': ['KM-06'],
  'logs:DescribeLogGroups': ['CW-18', 'CW-19', 'CW-20'],
  'logs:DescribeMetricFilters': [...cisAlarms, 'CW-22'],
  'logs:DescribeResourcePolicies': ['CW-21'],
  'organizations:DescribeOrganization': [
    'CT-03',
    'GD-02',
    'GD-03',
    'GD-04',
    'IAM-03',
    'KM-07',
    'LB-01',
    'LB-05',
    'LB-10',
    'OPS-02',
    'OPS-10',
    'OPS-14',
    'ORG-01',
    'ORG-02',
    'ORG-03',
    'ORG-04',
    'ORG-05',
    'ORG-06',
    'ORG-07',
    'ORG-08',
    'ORG-09',
    'ORG-10',
    'ORG-11',
    'ORG-12',
    'ORG-13',
  ],
  'organizations:ListAWSServiceAccessForOrganization': ['CT-03'],
  'organizations:ListAccounts': controls.map(({ id }) => id).filter((id) => !withoutAccounts.includes(id)),
  'organizations:ListAccountsForParent': ['ORG-11'],
  'organizations:ListDelegatedAdministrators': ['ORG-02', 'ORG-09'],
  'organizations:ListDelegatedServicesForAccount': ['ORG-02', 'ORG-09'],
  'organizations:ListOrganizationalUnitsForParent': ['ORG-11'],
  'organizations:ListPolicies': ['LB-10', 'ORG-03', 'ORG-04', 'ORG-05', 'ORG-06', 'ORG-07', 'ORG-08'],
  'organizations:ListRoots': ['ORG-11'],
  's3:GetAccessPoint': ['LB-22'],
  's3:GetAccountPublicAccessBlock': ['LB-04'],
  's3:GetBucketAcl': ['LB-02', 'LB-23'],
  's3:GetBucketLocation': ['CT-08', 'KM-01', 'LB-15'],
  's3:GetBucketLogging': [
    ...['LB-02', 'LB-03', 'LB-04', 'LB-06', 'LB-07', 'LB-09', 'LB-15', 'LB-16', 'LB-18', 'LB-22', 'LB-23'],
  ],
  's3:GetBucketNotification': ['LB-20'],
  's3:GetBucketObjectLockConfiguration': ['LB-10', 'LB-11', 'LB-12', 'LB-17', 'LB-20'],
  's3:GetBucketOwnershipControls': ['LB-18'],
  's3:GetBucketPolicy': [
    ...['LB-01', 'LB-05', 'LB-06', 'LB-07', 'LB-08', 'LB-10', 'LB-11', 'LB-14', 'LB-16', 'LB-17', 'LB-23'],
  ],
  's3:GetBucketPolicyStatus': ['LB-02', 'LB-23'],
  's3:GetBucketPublicAccessBlock': ['LB-03', 'LB-23'],
  's3:GetBucketVersioning': ['LB-09'],
  's3:GetEncryptionConfiguration': ['KM-01', 'LB-13'],
  's3:GetLifecycleConfiguration': ['LB-16', 'LB-17', 'LB-23'],
  's3:GetReplicationConfiguration': [],
  's3:ListAccessPoints': ['LB-22'],
  's3:GetBucketTagging': ['GD-18'],
  's3:ListAllMyBuckets': ['GD-18'],
  's3:ListBucket': ['GD-26', 'OPS-14'],
  'securityhub:DescribeHub': ['GD-28', 'OPS-03'],
  'securityhub:ListEnabledProductsForImport': ['GD-28'],
  's3:ListMultiRegionAccessPoints': ['LB-22'],
  'securityhub:ListOrganizationAdminAccounts': ['OPS-10'],
  'sns:GetTopicAttributes': [
    ...cisAlarms,
    ...['CW-16', 'CW-22', 'NT-02', 'NT-03', 'NT-04', 'NT-05', 'NT-07', 'NT-08'],
  ],
  'sns:ListSubscriptionsByTopic': [...cisAlarms, 'CW-22', 'NT-07'],
  'sns:ListTagsForResource': [],
};

describe('a role that lacks one action', () => {
  let allowed: AuditReport;
  beforeAll(async () => {
    allowed = await used.audit();
  });

  /** Controls of a status that they do not have by a role that lacks nothing. */
  function more(status: string, report: AuditReport): readonly string[] {
    const already = controlsThat(status, allowed);
    return controlsThat(status, report).filter((id) => !already.includes(id));
  }

  it.each(auditActions.filter((action) => !rarelyAsked.includes(action)))(
    '%s: what needs it is unknown, with the reason, and the rest is decided',
    async (action) => {
      const report = await used.audit({ narrowing: { deny: [action] } });
      expect(more('unknown', report)).toEqual([...new Set(needed[action] ?? ['?'])].sort());
      expect(more('fail', report)).toEqual([]);
      // AWS names the action that it refused: the audit calls just what its list says.
      expect(report.complete).toBe(false);
      expect(report.unread.length).toBeGreaterThan(0);
      for (const { unknown, detail } of report.unread) {
        expect(unknown).toBe('access-denied');
        expect(detail).toContain(`is not authorized to perform: ${action}`);
      }
    },
  );
});

describe('the calls of the collectors', () => {
  it('cover what each control needs', () => {
    const made = new Set(auditCalls.map(({ call }) => call));
    const lacking = controls.flatMap(({ id, needs }) =>
      needs.filter((call) => !made.has(call)).map((call) => `${id} ${call}`),
    );
    expect(lacking).toEqual([]);
  });

  it('only read', () => {
    const reading = /^[a-z0-9-]+:(Get|List|Lookup|Describe)[A-Za-z0-9]+$/;
    expect(auditActions.filter((action) => !reading.test(action))).toEqual([]);
  });
});

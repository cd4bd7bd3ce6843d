import type { Control, SubjectKind } from '@trailguard/controls';

/**
 * What is read together, by a name for the others. A call is `service:Operation`, with a topic in parentheses where the
 * same operation is asked for different things.
 */
interface Part {
  readonly calls: readonly string[];
  /** Parts that tell where these calls have to be made. */
  readonly after?: readonly PartName[];
  /** Controls that alone have something of it, by id; for calls with a topic, which controls do not name. */
  readonly controls?: readonly string[];
}

type PartName =
  | 'alarms'
  | 'bucketEncryption'
  | 'bucketNotifications'
  | 'buckets'
  | 'destinations'
  | 'detectionAdministrator'
  | 'detectors'
  | 'filters'
  | 'hubs'
  | 'identities'
  | 'keys'
  | 'lists'
  | 'logGroups'
  | 'logPolicies'
  | 'malwarePlans'
  | 'organizationAdministrators'
  | 'rules'
  | 'stores'
  | 'topics'
  | 'trails'
  | 'tree'
  | 'uploads';

/** Parts that others come after. */
const named: Readonly<Record<PartName, Part>> = {
  alarms: { calls: ['cloudwatch:DescribeAlarms'], after: ['trails'] },
  bucketEncryption: { calls: ['s3:GetBucketEncryption'], after: ['buckets'] },
  bucketNotifications: { calls: ['s3:GetBucketNotificationConfiguration'], after: ['buckets'] },
  // Logging and replication name further buckets.
  buckets: {
    calls: ['s3:GetBucketLocation', 's3:GetBucketLogging', 's3:GetBucketReplication'],
    after: ['trails'],
  },
  destinations: {
    calls: ['guardduty:DescribePublishingDestination', 'guardduty:ListPublishingDestinations'],
    after: ['detectors'],
  },
  detectionAdministrator: { calls: ['guardduty:ListOrganizationAdminAccounts'] },
  // Without its list of members the administrator could not answer for them, and each would be asked.
  detectors: {
    calls: [
      'guardduty:GetDetector',
      'guardduty:GetMembers',
      'guardduty:ListDetectors',
      'guardduty:ListMembers',
    ],
    after: ['detectionAdministrator'],
  },
  filters: { calls: ['guardduty:GetFilter', 'guardduty:ListFilters'], after: ['detectors'] },
  hubs: { calls: ['securityhub:DescribeHub', 'securityhub:GetEnabledStandards'] },
  identities: { calls: ['iam:GetAccountAuthorizationDetails', 'iam:GetRole'] },
  keys: { calls: ['kms:DescribeKey'], after: ['trails'] },
  lists: {
    calls: [
      'guardduty:GetIPSet',
      'guardduty:GetThreatEntitySet',
      'guardduty:GetThreatIntelSet',
      'guardduty:GetTrustedEntitySet',
      'guardduty:ListIPSets',
      'guardduty:ListThreatEntitySets',
      'guardduty:ListThreatIntelSets',
      'guardduty:ListTrustedEntitySets',
    ],
    after: ['detectors'],
  },
  logGroups: { calls: ['logs:DescribeLogGroups'], after: ['trails'] },
  logPolicies: { calls: ['logs:DescribeResourcePolicies'], after: ['trails'] },
  malwarePlans: { calls: ['guardduty:GetMalwareProtectionPlan', 'guardduty:ListMalwareProtectionPlans'] },
  organizationAdministrators: {
    calls: ['organizations:ListDelegatedAdministrators', 'organizations:ListDelegatedServicesForAccount'],
  },
  // Rules about findings are where GuardDuty is run from.
  rules: { calls: ['events:ListRules', 'events:ListTargetsByRule'], after: ['detectionAdministrator'] },
  stores: { calls: ['cloudtrail:GetEventDataStore', 'cloudtrail:ListEventDataStores'] },
  topics: {
    calls: ['sns:GetTopicAttributes'],
    after: ['alarms', 'bucketNotifications', 'rules', 'trails'],
  },
  trails: { calls: ['cloudtrail:DescribeTrails', 'cloudtrail:ListTrails'] },
  tree: {
    calls: [
      'organizations:ListAccountsForParent',
      'organizations:ListOrganizationalUnitsForParent',
      'organizations:ListRoots',
    ],
  },
  uploads: { calls: ['s3:GetBucketTagging', 's3:ListBuckets'] },
};

/** Each of some calls as a part of its own. */
const eachAfter = (after: PartName, ...calls: readonly string[]): readonly Part[] =>
  calls.map((call) => ({ calls: [call], after: [after] }));

/** All that an audit can leave out. What is in no part tells whom the audit is about, and is always asked. */
export const auditParts: readonly Part[] = [
  ...Object.values(named),
  { calls: ['accessanalyzer:ListAnalyzers', 'accessanalyzer:ListFindingsV2'], after: ['keys'] },
  {
    calls: ['athena:GetWorkGroup', 'athena:ListWorkGroups', 'glue:GetDatabases', 'glue:GetTables'],
    after: ['buckets'],
  },
  ...eachAfter(
    'trails',
    'cloudtrail:GetEventConfiguration',
    'cloudtrail:GetEventSelectors',
    'cloudtrail:GetInsightSelectors',
    'cloudtrail:GetTrailStatus',
    'cloudtrail:ListTags',
    'cloudtrail:LookupEvents',
    'logs:DescribeMetricFilters',
  ),
  { calls: ['cloudtrail:GetTrailStatus (other Region)'], after: ['trails'], controls: ['CT-20'] },
  { calls: ['config:DescribeConfigurationRecorderStatus', 'config:DescribeConfigurationRecorders'] },
  {
    calls: [
      'config:DescribeOrganizationConfigRuleStatuses',
      'config:DescribeOrganizationConfigRules',
      'config:DescribeOrganizationConformancePacks',
    ],
    after: ['organizationAdministrators'],
  },
  ...eachAfter(
    'detectors',
    'guardduty:DescribeOrganizationConfiguration',
    'guardduty:GetMalwareScanSettings',
    'guardduty:GetMemberDetectors',
  ),
  { calls: ['guardduty:GetCoverageStatistics', 'guardduty:ListCoverage'], after: ['detectors'] },
  { calls: ['guardduty:GetFindings', 'guardduty:ListFindings'], after: ['detectors'] },
  {
    calls: ['guardduty:GetFindings (closed)', 'guardduty:ListFindings (closed)'],
    after: ['detectors'],
    controls: ['OPS-09'],
  },
  { calls: ['iam:GetAccountSummary'] },
  { calls: ['iam:ListOrganizationsFeatures'] },
  ...eachAfter('keys', 'kms:GetKeyPolicy', 'kms:GetKeyRotationStatus', 'kms:ListGrants'),
  { calls: ['organizations:DescribeEffectivePolicy'], after: ['tree'] },
  // Whose unit a policy is attached to is asked where one is attached to a unit.
  {
    calls: [
      'organizations:DescribePolicy',
      'organizations:ListPolicies',
      'organizations:ListTargetsForPolicy',
    ],
  },
  { calls: ['organizations:ListAWSServiceAccessForOrganization'] },
  ...eachAfter(
    'buckets',
    's3:GetBucketAcl',
    's3:GetBucketLifecycleConfiguration',
    's3:GetBucketOwnershipControls',
    's3:GetBucketPolicy',
    's3:GetBucketPolicyStatus',
    's3:GetBucketVersioning',
    's3:GetObjectLockConfiguration',
    's3:GetPublicAccessBlock',
    's3:ListObjectsV2',
    's3control:GetPublicAccessBlock',
  ),
  {
    calls: [
      's3control:GetAccessPoint',
      's3control:ListAccessPoints',
      's3control:ListMultiRegionAccessPoints',
    ],
    after: ['buckets'],
  },
  {
    calls: [
      'securityhub:DescribeOrganizationConfiguration',
      'securityhub:GetFindingAggregator',
      'securityhub:ListConfigurationPolicyAssociations',
      'securityhub:ListFindingAggregators',
      'securityhub:ListOrganizationAdminAccounts',
    ],
    after: ['hubs'],
  },
  { calls: ['securityhub:ListEnabledProductsForImport'], after: ['detectors'] },
  ...eachAfter('topics', 'sns:ListSubscriptionsByTopic', 'sns:ListTagsForResource'),
];

/** What has to be read to find the things of a kind. */
const partsOfKind: Readonly<Record<SubjectKind, readonly PartName[]>> = {
  account: [],
  accountAccess: ['identities'],
  administratorDetector: ['detectors'],
  alarm: ['alarms'],
  appliedTrail: ['trails'],
  detectionOrganization: ['detectionAdministrator'],
  detectionResource: ['destinations', 'filters', 'lists', 'malwarePlans'],
  detector: ['detectors'],
  estate: [],
  eventDataStore: ['stores'],
  eventRule: ['rules'],
  findingsBucket: ['buckets', 'destinations'],
  key: ['bucketEncryption', 'keys'],
  logBucket: ['buckets'],
  logGroup: ['logGroups'],
  logResourcePolicy: ['logPolicies'],
  organization: [],
  region: [],
  scannedBucket: ['malwarePlans', 'uploads'],
  topic: ['topics'],
  trail: ['trails'],
  watchedRegion: [],
};

/** Calls that none of some controls has anything of. */
export function callsLeftOut(
  controls: readonly Pick<Control, 'id' | 'appliesTo' | 'needs'>[],
): ReadonlySet<string> {
  const needed = new Set<Part>();
  const need = (part: Part) => {
    if (needed.has(part)) return;
    needed.add(part);
    for (const name of part.after ?? []) need(named[name]);
  };
  for (const { id, appliesTo, needs } of controls) {
    for (const name of partsOfKind[appliesTo]) need(named[name]);
    for (const part of auditParts)
      if (part.controls?.includes(id) || part.calls.some((call) => needs.includes(call))) need(part);
  }
  return new Set(auditParts.filter((part) => !needed.has(part)).flatMap(({ calls }) => calls));
}

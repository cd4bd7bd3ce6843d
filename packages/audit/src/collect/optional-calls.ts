import type { Control } from '@trailguard/controls';

/**
 * Calls that only some controls have something of, and that are made in every account or for each: an audit by other controls
 * leaves them out. All others find out where things are, and are always made.
 */
export const optionalCalls: readonly (readonly string[])[] = [
  ['accessanalyzer:ListAnalyzers', 'accessanalyzer:ListFindingsV2'],
  ['athena:GetWorkGroup', 'athena:ListWorkGroups', 'glue:GetDatabases', 'glue:GetTables'],
  ['cloudtrail:GetEventDataStore', 'cloudtrail:ListEventDataStores'],
  ['config:DescribeConfigurationRecorderStatus', 'config:DescribeConfigurationRecorders'],
  [
    'config:DescribeOrganizationConfigRuleStatuses',
    'config:DescribeOrganizationConfigRules',
    'config:DescribeOrganizationConformancePacks',
  ],
  ['events:ListRules', 'events:ListTargetsByRule'],
  ['guardduty:GetFilter', 'guardduty:ListFilters'],
  [
    'guardduty:GetIPSet',
    'guardduty:GetThreatEntitySet',
    'guardduty:GetThreatIntelSet',
    'guardduty:GetTrustedEntitySet',
    'guardduty:ListIPSets',
    'guardduty:ListThreatEntitySets',
    'guardduty:ListThreatIntelSets',
    'guardduty:ListTrustedEntitySets',
  ],
  ['guardduty:GetMalwareProtectionPlan', 'guardduty:ListMalwareProtectionPlans'],
  ['iam:GetAccountAuthorizationDetails', 'iam:GetRole'],
  ['iam:GetAccountSummary'],
  ['organizations:DescribePolicy', 'organizations:ListPolicies', 'organizations:ListTargetsForPolicy'],
  ['s3:GetBucketTagging', 's3:ListBuckets'],
  ['s3:ListObjectsV2'],
  ['s3control:GetAccessPoint', 's3control:ListAccessPoints', 's3control:ListMultiRegionAccessPoints'],
  ['securityhub:DescribeHub', 'securityhub:GetEnabledStandards'],
  ['securityhub:ListEnabledProductsForImport'],
];

/** Optional calls that none of some controls needs. */
export function callsLeftOut(controls: readonly Pick<Control, 'needs'>[]): ReadonlySet<string> {
  const needed = new Set(controls.flatMap(({ needs }) => needs));
  return new Set(optionalCalls.filter((calls) => !calls.some((call) => needed.has(call))).flat());
}

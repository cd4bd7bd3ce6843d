/**
 * IAM action -> controls that cannot be decided without it, in the governed organization of the tests: families with their
 * numbers, as `CT 01-03 07; LB 01`.
 */
const controlsByAction: Readonly<Record<string, string>> = {
  'access-analyzer:ListAnalyzers': 'IAM 09',
  'access-analyzer:ListFindings': 'IAM 09',
  'account:ListRegions': 'CT 20 25 26; CW 22-24; GD 01-29; IAM 09; OPS 01 03 06 09 11; ORG 09',
  'athena:GetWorkGroup': 'OPS 05',
  'athena:ListWorkGroups': 'OPS 05',
  'cloudtrail:DescribeTrails':
    'CT 01-12 17-23 28-31; CW 01-23; IAM 04 06 08; KM 01-07; LB 01-24; NT 01 02 06; OPS 04 05 07 14; ORG 05 07 09',
  'cloudtrail:GetEventConfiguration': 'CT 29',
  'cloudtrail:GetEventSelectors': 'CT 02 09-12 17 23 28 29; CW 01-15 22',
  'cloudtrail:GetInsightSelectors': 'CT 17; CW 23',
  'cloudtrail:GetTrailStatus': 'CT 01-05 07 09-12 17 19 20 23 31; CW 01-15 22; NT 06',
  'cloudtrail:ListEventDataStores': 'CT 25 26',
  'cloudtrail:ListTags': '',
  'cloudtrail:ListTrails':
    'CT 01-12 17-23 28-31; CW 01-23; IAM 04 06 08; KM 01-07; LB 01-24; NT 01 02 06; OPS 04 05 07 14; ORG 05 07 09',
  'cloudwatch:DescribeAlarms': 'CW 01-17 22',
  'config:DescribeConfigurationRecorderStatus': 'OPS 01',
  'config:DescribeConfigurationRecorders': 'OPS 01',
  'config:DescribeOrganizationConfigRuleStatuses': 'OPS 02',
  'config:DescribeOrganizationConfigRules': 'OPS 02',
  'config:DescribeOrganizationConformancePacks': '',
  'events:ListRules': 'CW 23 24; GD 22',
  'events:ListTargetsByRule': 'CW 23 24; GD 22; NT 04',
  'glue:GetDatabases': 'OPS 05',
  'glue:GetTables': 'OPS 05',
  'guardduty:DescribeOrganizationConfiguration': 'GD 03 05-13 16',
  'guardduty:DescribePublishingDestination': 'GD 20 21 27',
  'guardduty:GetCoverageStatistics': 'GD 14',
  'guardduty:GetDetector': 'GD 01 05-16 19 23; OPS 11',
  'guardduty:GetMalwareScanSettings': 'GD 07',
  'guardduty:GetMemberDetectors': 'GD 05-13 15 16; OPS 11',
  'guardduty:GetThreatIntelSet': 'GD 25-27',
  'guardduty:ListDetectors': 'GD 01 03-16 19-27; OPS 06 09 11',
  'guardduty:ListFilters': 'GD 24 27',
  'guardduty:ListFindings': 'GD 23; OPS 09',
  'guardduty:ListIPSets': 'GD 25 27',
  'guardduty:ListMalwareProtectionPlans': 'GD 27',
  'guardduty:ListMembers': 'GD 04-13 16',
  'guardduty:ListOrganizationAdminAccounts': 'GD 02 04; ORG 09',
  'guardduty:ListPublishingDestinations': 'GD 20 21 27',
  'guardduty:ListThreatEntitySets': 'GD 25 27',
  'guardduty:ListThreatIntelSets': 'GD 25-27',
  'guardduty:ListTrustedEntitySets': 'GD 25 27',
  'iam:GetAccountAuthorizationDetails': 'IAM 01-06 08',
  'iam:GetAccountSummary': 'IAM 07',
  'iam:GetRole': 'IAM 08',
  'iam:ListOrganizationsFeatures': 'ORG 13',
  'kms:DescribeKey': 'CT 08 23; GD 21; KM 01-03 07; LB 13; NT 04; ORG 05 07',
  'kms:GetKeyPolicy': 'GD 21; KM 04-06; NT 04',
  'kms:GetKeyRotationStatus': 'KM 02',
  'kms:ListGrants': 'KM 06',
  'logs:DescribeLogGroups': 'CW 18-20',
  'logs:DescribeMetricFilters': 'CW 01-15 22',
  'logs:DescribeResourcePolicies': 'CW 21',
  'organizations:DescribeOrganization':
    'CT 03; GD 02-04; IAM 03; KM 07; LB 01 05 10; OPS 02 10 14; ORG 01-13',
  'organizations:DescribePolicy': 'LB 10; ORG 03-08',
  'organizations:ListAWSServiceAccessForOrganization': 'CT 03; ORG 01',
  'organizations:ListAccounts':
    'CT 01-23 25-31; CW 01-24; GD 01-29; IAM 01-09; KM 01-07; LB 01-24; NT 01 02 06; OPS 01 03 04 06 09 11 14; ORG 05 07 09 10',
  'organizations:ListAccountsForParent': 'ORG 01 11',
  'organizations:ListDelegatedAdministrators': 'ORG 02 09',
  'organizations:ListDelegatedServicesForAccount': 'ORG 02 09',
  'organizations:ListOrganizationalUnitsForParent': 'ORG 01 11',
  'organizations:ListPolicies': 'LB 10; ORG 03-08',
  'organizations:ListRoots': 'ORG 01 11',
  'organizations:ListTargetsForPolicy': 'LB 10; ORG 03-08',
  's3:GetAccessPoint': 'LB 22',
  's3:GetAccountPublicAccessBlock': 'LB 04',
  's3:GetBucketAcl': 'GD 21; LB 02 23',
  's3:GetBucketLocation': 'CT 08 23; CW 22; GD 21; KM 01-07; LB 15',
  's3:GetBucketLogging': 'CT 11 12; GD 21; LB 02-04 06 07 09 15 16 18 22 23',
  's3:GetBucketNotification': 'LB 20',
  's3:GetBucketObjectLockConfiguration': 'GD 21; LB 10-12 17 20',
  's3:GetBucketOwnershipControls': 'LB 18',
  's3:GetBucketPolicy': 'GD 21; IAM 08; LB 01 05-08 10 11 14 16 17 23; OPS 04',
  's3:GetBucketPolicyStatus': 'GD 21; LB 02 23',
  's3:GetBucketPublicAccessBlock': 'GD 21; LB 03 23',
  's3:GetBucketTagging': 'GD 18',
  's3:GetBucketVersioning': 'GD 21; LB 09',
  's3:GetEncryptionConfiguration': 'GD 21; KM 01; LB 13',
  's3:GetLifecycleConfiguration': 'GD 21; LB 16 17 23',
  's3:GetReplicationConfiguration': '',
  's3:ListAccessPoints': 'LB 22',
  's3:ListAllMyBuckets': 'GD 18',
  's3:ListBucket': 'GD 26; OPS 14',
  's3:ListMultiRegionAccessPoints': 'LB 22',
  'securityhub:DescribeHub': 'GD 28; OPS 03',
  'securityhub:DescribeOrganizationConfiguration': 'OPS 10',
  'securityhub:GetEnabledStandards': 'OPS 03',
  'securityhub:GetFindingAggregator': 'OPS 10',
  'securityhub:ListEnabledProductsForImport': 'GD 28',
  'securityhub:ListFindingAggregators': 'OPS 10',
  'securityhub:ListOrganizationAdminAccounts': 'OPS 10',
  'sns:GetTopicAttributes': 'CW 01-16 22; NT 02-05 07 08',
  'sns:ListSubscriptionsByTopic': 'CW 01-15 22; NT 07',
  'sns:ListTagsForResource': '',
};

/** IAM action -> ids of the controls that cannot be decided without it, sorted. */
export const neededActions: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(controlsByAction).map(([action, text]) => [action, idsOf(text)]),
);

function idsOf(text: string): readonly string[] {
  return text === ''
    ? []
    : text.split('; ').flatMap((part) => {
        const [family = '', ...numbers] = part.split(' ');
        return numbers.flatMap((range) => {
          const [first = 0, last = first] = range.split('-').map(Number);
          return Array.from(
            { length: last - first + 1 },
            (_, index) => `${family}-${String(first + index).padStart(2, '0')}`,
          );
        });
      });
}

/**
 * Asked only of what this organization does not have: an event data store, a trail of which it is known how it was applied,
 * an account of which no log file arrived lately, a filter, a finding, a list of a kind, an agent that does not report, a
 * declarative policy, central configuration; or where some accounts are judged alone. Tests of their collectors ask.
 */
export const rarelyAsked: readonly string[] = [
  'cloudtrail:GetEventDataStore',
  'cloudtrail:LookupEvents',
  'guardduty:GetFilter',
  'guardduty:GetFindings',
  'guardduty:GetIPSet',
  'guardduty:GetMalwareProtectionPlan',
  'guardduty:GetMembers',
  'guardduty:GetThreatEntitySet',
  'guardduty:GetTrustedEntitySet',
  'guardduty:ListCoverage',
  'organizations:DescribeEffectivePolicy',
  'securityhub:GetFindings',
  'securityhub:ListConfigurationPolicyAssociations',
];

/** Where one answer hides another, or either is enough: of each list one is denied at a time. */
const apart: readonly (readonly string[])[] = [
  [
    'organizations:DescribePolicy',
    'organizations:ListAccountsForParent',
    'organizations:ListOrganizationalUnitsForParent',
    'organizations:ListPolicies',
    'organizations:ListRoots',
    'organizations:ListTargetsForPolicy',
  ],
  [
    'cloudtrail:GetEventSelectors',
    'cloudwatch:DescribeAlarms',
    'events:ListRules',
    'events:ListTargetsByRule',
    'logs:DescribeMetricFilters',
    'sns:GetTopicAttributes',
    'sns:ListSubscriptionsByTopic',
  ],
];

/** So many controls rest on such an action that nothing else is denied beside it. */
const most = 25;

/**
 * Actions to deny at once, so that not every one costs an audit: what needs one of them needs none of the others, and so
 * tells which of them it lacks.
 */
export function groupsOf(actions: readonly string[]): readonly (readonly string[])[] {
  const groups: { readonly actions: string[]; readonly controls: Set<string> }[] = [];
  for (const action of actions) {
    const needing = neededActions.get(action) ?? [];
    const found =
      needing.length > most
        ? undefined
        : groups.find(
            ({ actions: [first = '', ...others], controls }) =>
              (neededActions.get(first) ?? []).length <= most &&
              needing.every((id) => !controls.has(id)) &&
              apart.every(
                (list) => !list.includes(action) || ![first, ...others].some((one) => list.includes(one)),
              ),
          );
    const group = found ?? { actions: [], controls: new Set<string>() };
    if (found === undefined) groups.push(group);
    group.actions.push(action);
    for (const id of needing) group.controls.add(id);
  }
  return groups.map((group) => group.actions);
}

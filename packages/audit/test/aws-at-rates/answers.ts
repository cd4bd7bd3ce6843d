import { accountAuthorizationDetails, accountSummary } from './identities.ts';
import type { LargeOrganization } from './large-organization.ts';

/** A call, as far as its answer depends on it. */
export interface StubCall {
  readonly service: string;
  readonly operation: string;
  readonly accountId: string;
  readonly region: string;
  /** What was asked: of a JSON body, else of the query. */
  readonly input: Readonly<Record<string, unknown>>;
}

/** Status and body; a text is XML. */
export interface StubAnswer {
  readonly status: number;
  readonly body: string | Readonly<Record<string, unknown>>;
}

type Answer = (call: StubCall) => Readonly<Record<string, unknown>> | string | StubAnswer;

/** The answers of an organization, by `service:Operation`. What no account has is answered with an empty list. */
export function answersOf(organization: LargeOrganization): ReadonlyMap<string, Answer> {
  return new Map<string, Answer>(
    Object.entries({
      ...organizationsOf(organization),
      ...cloudTrailOf(organization),
      ...guardDutyOf(organization),
      ...membersOf(organization),
      ...storageOf(organization),
    }),
  );
}

const pageSize = 20;

/** A page of a list, from the place that its token names. */
function pageOf<T>(items: readonly T[], token: unknown, size = pageSize) {
  const from = Number(token ?? 0);
  const next = from + size;
  return {
    items: items.slice(from, next),
    next: next < items.length ? { NextToken: String(next) } : {},
  };
}

function organizationsOf({
  audited: { managementAccountId, securityAccountId },
  accountIds,
  organizationId,
  rootId,
  units,
}: LargeOrganization): Record<string, Answer> {
  const described = (Id: string) => ({
    Id,
    Name: `account-${Id}`,
    Status: 'ACTIVE',
    State: 'ACTIVE',
    JoinedTimestamp: 1_700_000_000,
    Arn: `arn:aws:organizations::${managementAccountId}:account/${organizationId}/${Id}`,
  });
  const policyTypes = ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'];
  return {
    'organizations:DescribeOrganization': () => ({
      Organization: {
        Id: organizationId,
        Arn: `arn:aws:organizations::${managementAccountId}:organization/${organizationId}`,
        MasterAccountId: managementAccountId,
        FeatureSet: 'ALL',
      },
    }),
    'organizations:ListRoots': () => ({
      Roots: [{ Id: rootId, PolicyTypes: policyTypes.map((Type) => ({ Type, Status: 'ENABLED' })) }],
    }),
    'organizations:ListAccounts': ({ input }) => {
      const { items, next } = pageOf(accountIds, input.NextToken);
      return { Accounts: items.map(described), ...next };
    },
    'organizations:ListAccountsForParent': ({ input }) => {
      const { items, next } = pageOf(units.get(String(input.ParentId)) ?? [], input.NextToken);
      return { Accounts: items.map(described), ...next };
    },
    'organizations:ListOrganizationalUnitsForParent': ({ input }) => {
      const { items, next } = pageOf(input.ParentId === rootId ? [...units.keys()] : [], input.NextToken);
      return { OrganizationalUnits: items.map((Id) => ({ Id, Name: Id })), ...next };
    },
    'organizations:ListAWSServiceAccessForOrganization': () => ({
      EnabledServicePrincipals: ['cloudtrail.amazonaws.com', 'guardduty.amazonaws.com'].map(
        (ServicePrincipal) => ({ ServicePrincipal }),
      ),
    }),
    'organizations:ListDelegatedAdministrators': () => ({
      DelegatedAdministrators: [described(securityAccountId)],
    }),
    'organizations:ListDelegatedServicesForAccount': () => ({
      DelegatedServices: [{ ServicePrincipal: 'guardduty.amazonaws.com' }],
    }),
    'organizations:ListPolicies': () => ({ Policies: [] }),
  };
}

function cloudTrailOf({ audited, trailArn, bucketName }: LargeOrganization): Record<string, Answer> {
  const trail = {
    Name: 'trailguard',
    TrailARN: trailArn,
    HomeRegion: audited.homeRegion,
    IsMultiRegionTrail: true,
    IsOrganizationTrail: true,
    IncludeGlobalServiceEvents: true,
    LogFileValidationEnabled: true,
    S3BucketName: bucketName,
  };
  const lately = () => Math.floor(Date.now() / 1000) - 60;
  return {
    'cloudtrail:DescribeTrails': () => ({ trailList: [trail] }),
    'cloudtrail:ListTrails': () => ({
      Trails: [{ Name: trail.Name, TrailARN: trail.TrailARN, HomeRegion: trail.HomeRegion }],
    }),
    'cloudtrail:GetTrailStatus': () => ({
      IsLogging: true,
      StartLoggingTime: 1_700_000_000,
      LatestDeliveryTime: lately(),
      LatestDigestDeliveryTime: lately(),
    }),
    'cloudtrail:GetEventSelectors': () => ({
      EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true, DataResources: [] }],
    }),
    'cloudtrail:GetInsightSelectors': () => ({ InsightSelectors: [{ InsightType: 'ApiCallRateInsight' }] }),
    'cloudtrail:GetEventConfiguration': () => ({ AggregationConfigurations: [] }),
    'cloudtrail:ListTags': () => ({ ResourceTagList: [{ ResourceId: trailArn, TagsList: [] }] }),
    'cloudtrail:ListEventDataStores': () => ({ EventDataStores: [] }),
    'cloudtrail:LookupEvents': () => ({ Events: [] }),
  };
}

const features = [
  'S3_DATA_EVENTS',
  'EKS_AUDIT_LOGS',
  'EBS_MALWARE_PROTECTION',
  'RDS_LOGIN_EVENTS',
  'LAMBDA_NETWORK_LOGS',
];

function guardDutyOf({
  audited: { securityAccountId },
  accountIds,
}: LargeOrganization): Record<string, Answer> {
  const sources = ['cloudTrail', 'dnsLogs', 'flowLogs'].map((name) => [name, { status: 'ENABLED' }]);
  const enabled = features.map((name) => ({ name, status: 'ENABLED', additionalConfiguration: [] }));
  const members = accountIds.filter((id) => id !== securityAccountId);
  const member = (accountId: string) => ({
    accountId,
    detectorId: detectorOf(accountId),
    relationshipStatus: 'Enabled',
  });
  const empty = (name: string) => () => ({ [name]: [] });
  return {
    'guardduty:ListOrganizationAdminAccounts': () => ({
      adminAccounts: [{ adminAccountId: securityAccountId, adminStatus: 'ENABLED' }],
    }),
    'guardduty:ListDetectors': ({ accountId }) => ({ detectorIds: [detectorOf(accountId)] }),
    'guardduty:GetDetector': () => ({
      status: 'ENABLED',
      findingPublishingFrequency: 'FIFTEEN_MINUTES',
      features: [
        ...['CLOUD_TRAIL', 'DNS_LOGS', 'FLOW_LOGS'].map((name) => ({ name, status: 'ENABLED' })),
        ...enabled,
      ],
      tags: {},
    }),
    'guardduty:DescribeOrganizationConfiguration': () => ({
      autoEnableOrganizationMembers: 'ALL',
      memberAccountLimitReached: false,
      features: features.map((name) => ({ name, autoEnable: 'ALL', additionalConfiguration: [] })),
    }),
    'guardduty:ListMembers': ({ input }) => {
      const { items, next } = pageOf(members, input.nextToken, 50);
      return {
        members: items.map(member),
        ...(next.NextToken === undefined ? {} : { nextToken: next.NextToken }),
      };
    },
    'guardduty:GetMembers': ({ input }) => {
      const asked = input.accountIds as readonly string[];
      const others = asked.filter((id) => !members.includes(id));
      return {
        members: asked.filter((id) => members.includes(id)).map(member),
        unprocessedAccounts: others.map((accountId) => ({ accountId, result: 'not a member' })),
      };
    },
    'guardduty:GetMemberDetectors': ({ input }) => ({
      members: (input.accountIds as readonly string[]).map((accountId) => ({
        accountId,
        dataSources: Object.fromEntries(sources),
        features: enabled,
      })),
      unprocessedAccounts: [],
    }),
    'guardduty:GetMalwareScanSettings': () => ({ scanResourceCriteria: {} }),
    'guardduty:ListPublishingDestinations': empty('destinations'),
    'guardduty:ListFilters': empty('filterNames'),
    'guardduty:ListIPSets': empty('ipSetIds'),
    'guardduty:ListThreatIntelSets': empty('threatIntelSetIds'),
    'guardduty:ListTrustedEntitySets': empty('trustedEntitySetIds'),
    'guardduty:ListThreatEntitySets': empty('threatEntitySetIds'),
    'guardduty:ListFindings': empty('findingIds'),
    'guardduty:ListMalwareProtectionPlans': empty('malwareProtectionPlans'),
  };
}

function detectorOf(accountId: string): string {
  return `${accountId}00000000000000000000`;
}

/** What each account has for itself. */
function membersOf({ audited, regions, organizationId }: LargeOrganization): Record<string, Answer> {
  const { securityAccountId, homeRegion } = audited;
  const pattern = JSON.stringify({
    source: ['aws.cloudtrail'],
    'detail-type': ['AWS API Call via CloudTrail'],
    detail: { eventSource: ['cloudtrail.amazonaws.com'], eventName: ['StopLogging', 'DeleteTrail'] },
  });
  return {
    'account:ListRegions': () => ({
      Regions: regions.map((RegionName) => ({ RegionName, RegionOptStatus: 'ENABLED_BY_DEFAULT' })),
    }),
    'events:ListRules': ({ accountId, region }) => ({
      Rules: [
        {
          Name: 'trailguard-changes',
          Arn: `arn:aws:events:${region}:${accountId}:rule/trailguard-changes`,
          EventPattern: pattern,
          State: 'ENABLED',
        },
      ],
    }),
    'events:ListTargetsByRule': ({ region }) => ({
      Targets: [
        {
          Id: '1',
          Arn: `arn:aws:events:${homeRegion}:${securityAccountId}:event-bus/changes`,
          RoleArn: region,
        },
      ],
    }),
    'config:DescribeConfigurationRecorders': ({ accountId, region }) => ({
      ConfigurationRecorders: [
        {
          name: 'default',
          arn: `arn:aws:config:${region}:${accountId}:configuration-recorder/default`,
          roleARN: `arn:aws:iam::${accountId}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`,
          recordingGroup: { allSupported: true, includeGlobalResourceTypes: region === homeRegion },
        },
      ],
    }),
    'config:DescribeConfigurationRecorderStatus': () => ({
      ConfigurationRecordersStatus: [{ name: 'default', recording: true, lastStatus: 'SUCCESS' }],
    }),
    'config:DescribeOrganizationConfigRules': () => ({ OrganizationConfigRules: [] }),
    'config:DescribeOrganizationConformancePacks': () => ({ OrganizationConformancePacks: [] }),
    'securityhub:DescribeHub': ({ accountId, region }) => ({
      HubArn: `arn:aws:securityhub:${region}:${accountId}:hub/default`,
    }),
    'securityhub:GetEnabledStandards': ({ region }) => ({
      StandardsSubscriptions: [
        {
          StandardsArn: `arn:aws:securityhub:${region}::standards/aws-foundational-security-best-practices/v/1.0.0`,
          StandardsStatus: 'READY',
        },
      ],
    }),
    'securityhub:ListOrganizationAdminAccounts': () => ({
      AdminAccounts: [{ AccountId: securityAccountId, Status: 'ENABLED' }],
    }),
    'securityhub:DescribeOrganizationConfiguration': () => ({
      AutoEnable: true,
      OrganizationConfiguration: { ConfigurationType: 'LOCAL' },
    }),
    'securityhub:ListFindingAggregators': () => ({ FindingAggregators: [] }),
    'securityhub:ListEnabledProductsForImport': () => ({ ProductSubscriptions: [] }),
    'access-analyzer:ListAnalyzers': ({ accountId, region }) => ({
      analyzers:
        accountId === securityAccountId
          ? [
              {
                arn: `arn:aws:access-analyzer:${region}:${accountId}:analyzer/organization`,
                name: 'organization',
                type: 'ORGANIZATION',
                status: 'ACTIVE',
                createdAt: '2026-01-01T00:00:00Z',
              },
            ]
          : [],
    }),
    'access-analyzer:ListFindingsV2': () => ({ findings: [] }),
    'iam:GetAccountAuthorizationDetails': ({ accountId }) => accountAuthorizationDetails(accountId),
    'iam:GetAccountSummary': () => accountSummary(),
    'iam:ListOrganizationsFeatures': () =>
      `<ListOrganizationsFeaturesResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><ListOrganizationsFeaturesResult><OrganizationId>${organizationId}</OrganizationId><EnabledFeatures><member>RootCredentialsManagement</member></EnabledFeatures></ListOrganizationsFeaturesResult></ListOrganizationsFeaturesResponse>`,
    'athena:ListWorkGroups': () => ({ WorkGroups: [] }),
    'glue:GetDatabases': () => ({ DatabaseList: [] }),
  };
}

/** The bucket of the logs, in which the files of every account arrived a minute ago. */
function storageOf({ bucketName }: LargeOrganization): Record<string, Answer> {
  const missing = (code: string) => (): StubAnswer => ({
    status: 404,
    body: `<Error><Code>${code}</Code><Message>${code}</Message></Error>`,
  });
  const xml =
    (name: string, inner = '') =>
    () =>
      `<${name} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${inner}</${name}>`;
  return {
    's3:GetBucketLocation': xml('LocationConstraint'),
    's3:GetPublicAccessBlock': xml(
      'PublicAccessBlockConfiguration',
      ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets']
        .map((name) => `<${name}>true</${name}>`)
        .join(''),
    ),
    's3:GetAccountPublicAccessBlock': missing('NoSuchPublicAccessBlockConfiguration'),
    's3:GetBucketPolicy': missing('NoSuchBucketPolicy'),
    's3:GetBucketPolicyStatus': missing('NoSuchBucketPolicy'),
    's3:GetBucketOwnershipControls': missing('OwnershipControlsNotFoundError'),
    's3:GetObjectLockConfiguration': missing('ObjectLockConfigurationNotFoundError'),
    's3:GetBucketEncryption': missing('ServerSideEncryptionConfigurationNotFoundError'),
    's3:GetBucketLifecycleConfiguration': missing('NoSuchLifecycleConfiguration'),
    's3:GetBucketReplication': missing('ReplicationConfigurationNotFoundError'),
    's3:GetBucketTagging': missing('NoSuchTagSet'),
    's3:GetBucketAcl': xml('AccessControlPolicy', '<AccessControlList></AccessControlList>'),
    's3:GetBucketVersioning': xml('VersioningConfiguration', '<Status>Enabled</Status>'),
    's3:GetBucketLogging': xml('BucketLoggingStatus'),
    's3:GetBucketNotificationConfiguration': xml('NotificationConfiguration'),
    's3:ListBuckets': xml('ListAllMyBucketsResult', '<Buckets></Buckets>'),
    's3:ListAccessPoints': xml('ListAccessPointsResult', '<AccessPointList></AccessPointList>'),
    's3:ListMultiRegionAccessPoints': xml(
      'ListMultiRegionAccessPointsResult',
      '<AccessPoints></AccessPoints>',
    ),
    's3:ListObjectsV2': ({ input }) =>
      xml(
        'ListBucketResult',
        `<Name>${bucketName}</Name><KeyCount>1</KeyCount><IsTruncated>false</IsTruncated><Contents><Key>${String(
          input.prefix,
        )}log.json.gz</Key><LastModified>${new Date(Date.now() - 60_000).toISOString()}</LastModified><Size>1</Size></Contents>`,
      )(),
  };
}

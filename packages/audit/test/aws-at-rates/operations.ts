/** Which operation a request asks for, where the path alone tells it. */
export interface RestRequest {
  readonly service: string;
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
}

type Route = readonly [methodAndPath: RegExp, operation: string];

const routes: Readonly<Record<string, readonly Route[]>> = {
  'access-analyzer': [
    [/^GET \/analyzer$/, 'ListAnalyzers'],
    [/^POST \/findingv2$/, 'ListFindingsV2'],
  ],
  account: [[/^POST \/listRegions$/, 'ListRegions']],
  guardduty: [
    [/^GET \/admin$/, 'ListOrganizationAdminAccounts'],
    [/^GET \/detector$/, 'ListDetectors'],
    [/^GET \/detector\/[^/]+$/, 'GetDetector'],
    [/^GET \/detector\/[^/]+\/admin$/, 'DescribeOrganizationConfiguration'],
    [/^GET \/detector\/[^/]+\/member$/, 'ListMembers'],
    [/^POST \/detector\/[^/]+\/member\/get$/, 'GetMembers'],
    [/^POST \/detector\/[^/]+\/member\/detector\/get$/, 'GetMemberDetectors'],
    [/^GET \/detector\/[^/]+\/malware-scan-settings$/, 'GetMalwareScanSettings'],
    [/^GET \/detector\/[^/]+\/publishingDestination$/, 'ListPublishingDestinations'],
    [/^GET \/detector\/[^/]+\/filter$/, 'ListFilters'],
    [/^GET \/detector\/[^/]+\/ipset$/, 'ListIPSets'],
    [/^GET \/detector\/[^/]+\/threatintelset$/, 'ListThreatIntelSets'],
    [/^GET \/detector\/[^/]+\/trustedentityset$/, 'ListTrustedEntitySets'],
    [/^GET \/detector\/[^/]+\/threatentityset$/, 'ListThreatEntitySets'],
    [/^POST \/detector\/[^/]+\/findings$/, 'ListFindings'],
    [/^GET \/malware-protection-plan$/, 'ListMalwareProtectionPlans'],
  ],
  securityhub: [
    [/^GET \/accounts$/, 'DescribeHub'],
    [/^POST \/standards\/get$/, 'GetEnabledStandards'],
    [/^GET \/organization\/admin$/, 'ListOrganizationAdminAccounts'],
    [/^GET \/organization\/configuration$/, 'DescribeOrganizationConfiguration'],
    [/^GET \/findingAggregator\/list$/, 'ListFindingAggregators'],
    [/^GET \/productSubscriptions$/, 'ListEnabledProductsForImport'],
  ],
};

/** Parts of a bucket by their name in the query. */
const bucketParts: Readonly<Record<string, string>> = {
  accelerate: 'GetBucketAccelerateConfiguration',
  acl: 'GetBucketAcl',
  encryption: 'GetBucketEncryption',
  lifecycle: 'GetBucketLifecycleConfiguration',
  location: 'GetBucketLocation',
  logging: 'GetBucketLogging',
  notification: 'GetBucketNotificationConfiguration',
  'object-lock': 'GetObjectLockConfiguration',
  ownershipControls: 'GetBucketOwnershipControls',
  policy: 'GetBucketPolicy',
  policyStatus: 'GetBucketPolicyStatus',
  publicAccessBlock: 'GetPublicAccessBlock',
  replication: 'GetBucketReplication',
  tagging: 'GetBucketTagging',
  versioning: 'GetBucketVersioning',
};

/** The operation of a request to a service whose paths name it; nothing when it is none that audits ask for. */
export function operationOf({ service, method, path, query }: RestRequest): string | undefined {
  if (service === 's3') return operationOfS3(path, query);
  return routes[service]?.find(([pattern]) => pattern.test(`${method} ${path}`))?.[1];
}

function operationOfS3(path: string, query: URLSearchParams): string | undefined {
  if (path.startsWith('/v20180820/')) {
    if (path.endsWith('/configuration/publicAccessBlock')) return 'GetAccountPublicAccessBlock';
    if (path.endsWith('/mrap/instances')) return 'ListMultiRegionAccessPoints';
    return path.endsWith('/accesspoint') ? 'ListAccessPoints' : undefined;
  }
  if (path === '/') return 'ListBuckets';
  if (query.has('list-type')) return 'ListObjectsV2';
  const part = Object.keys(bucketParts).find((name) => query.has(name));
  return part === undefined ? undefined : bucketParts[part];
}

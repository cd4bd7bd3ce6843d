import { type EngineResource, unknownText } from './pack-process.ts';

/**
 * Builders of the resources of a compliant program. A test states only what differs: `undefined` leaves a property
 * out, {@link from} makes it depend on another resource whose value is not known yet.
 */

const management = '111111111111';
const organizationId = 'o-exampleorgid';
const bucketName = 'example-logs';
const trailArn = `arn:aws:cloudtrail:us-east-1:${management}:trail/organization`;

/** A value that comes from another resource and is known only after the update. */
export class Output {
  readonly source: EngineResource;
  constructor(source: EngineResource) {
    this.source = source;
  }
}

/** The not yet known output of a resource. */
export function from(source: EngineResource): Output {
  return new Output(source);
}

type Properties = Readonly<Record<string, unknown>>;

/** A resource of the program's default provider, which is limited to the management account and us-east-1. */
export function resource(
  type: string,
  name: string,
  properties: Properties,
  provider?: EngineResource['provider'],
): EngineResource {
  const set = Object.entries(properties).filter(([, value]) => value !== undefined);
  return {
    type,
    name,
    urn: `urn:pulumi:dev::project::${type}::${name}`,
    properties: Object.fromEntries(
      set.map(([key, value]) => [key, value instanceof Output ? unknownText : value]),
    ),
    propertyDependencies: Object.fromEntries(
      set.map(([key, value]) => [key, value instanceof Output ? [value.source.urn] : []]),
    ),
    provider: provider ?? {
      name: 'default_7_48_0',
      properties: { region: 'us-east-1', allowedAccountIds: JSON.stringify([management]) },
    },
  };
}

export const bucket = (differing: Properties = {}) =>
  resource('aws:s3/bucket:Bucket', 'logs', { bucket: bucketName, ...differing });

export const publicAccessBlock = (differing: Properties = {}) =>
  resource('aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock', 'logs', {
    bucket: bucketName,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
    ...differing,
  });

export const bucketVersioning = (differing: Properties = {}) =>
  resource('aws:s3/bucketVersioning:BucketVersioning', 'logs', {
    bucket: bucketName,
    versioningConfiguration: { status: 'Enabled' },
    ...differing,
  });

export const objectLock = (differing: Properties = {}) =>
  resource('aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration', 'logs', {
    bucket: bucketName,
    rule: { defaultRetention: { mode: 'GOVERNANCE', years: 1 } },
    ...differing,
  });

const condition = {
  ArnLike: { 'aws:SourceArn': `arn:aws:cloudtrail:us-east-1:${management}:trail/*` },
};

/** Statements of the compliant bucket policy. */
export const statements = {
  acl: {
    Sid: 'AclCheck',
    Effect: 'Allow',
    Principal: { Service: 'cloudtrail.amazonaws.com' },
    Action: 's3:GetBucketAcl',
    Resource: `arn:aws:s3:::${bucketName}`,
    Condition: condition,
  },
  write: {
    Sid: 'Write',
    Effect: 'Allow',
    Principal: { Service: 'cloudtrail.amazonaws.com' },
    Action: 's3:PutObject',
    Resource: [management, organizationId].map((id) => `arn:aws:s3:::${bucketName}/AWSLogs/${id}/*`),
    Condition: condition,
  },
  deny: {
    Sid: 'KeepLogs',
    Effect: 'Deny',
    Principal: '*',
    Action: ['s3:Delete*', 's3:PutLifecycleConfiguration', 's3:BypassGovernanceRetention'],
    Resource: [`arn:aws:s3:::${bucketName}`, `arn:aws:s3:::${bucketName}/*`],
    Condition: { ArnNotEquals: { 'aws:PrincipalArn': `arn:aws:iam::${management}:role/break-glass` } },
  },
} as const;

export const policyOf = (...list: readonly object[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: list });

export const bucketPolicy = (differing: Properties = {}) =>
  resource('aws:s3/bucketPolicy:BucketPolicy', 'logs', {
    bucket: bucketName,
    policy: policyOf(statements.acl, statements.write, statements.deny),
    ...differing,
  });

export const key = (differing: Properties = {}) =>
  resource('aws:kms/key:Key', 'logs', { enableKeyRotation: true, ...differing });

export const logGroup = () => resource('aws:cloudwatch/logGroup:LogGroup', 'trail', { name: 'trail' });

export const role = () => resource('aws:iam/role:Role', 'trail-logs', { name: 'trail-logs' });

export const trail = (differing: Properties = {}, name = 'organization') =>
  resource('aws:cloudtrail/trail:Trail', name, {
    name,
    s3BucketName: from(bucket()),
    isMultiRegionTrail: true,
    isOrganizationTrail: true,
    enableLogFileValidation: true,
    kmsKeyId: from(key()),
    cloudWatchLogsGroupArn: from(logGroup()),
    cloudWatchLogsRoleArn: from(role()),
    ...differing,
  });

export const detector = (differing: Properties = {}) =>
  resource('aws:guardduty/detector:Detector', 'main', differing);

export const detectionOrganization = (differing: Properties = {}) =>
  resource('aws:guardduty/organizationConfiguration:OrganizationConfiguration', 'main', {
    detectorId: from(detector()),
    autoEnableOrganizationMembers: 'ALL',
    ...differing,
  });

export const account = (name: string) =>
  resource('aws:organizations/account:Account', name, { name, email: `${name}@example.com` });

export const member = (of: EngineResource) =>
  resource('aws:guardduty/member:Member', of.name, {
    accountId: from(of),
    detectorId: from(detector()),
    email: `${of.name}@example.com`,
  });

export const organization = (differing: Properties = {}) =>
  resource('aws:organizations/organization:Organization', 'main', {
    awsServiceAccessPrincipals: ['cloudtrail.amazonaws.com', 'guardduty.amazonaws.com'],
    ...differing,
  });

/** The log archive with its trail, each part of which a test may replace or leave out. */
export function trailProgram(parts: Readonly<Record<string, EngineResource | null>> = {}): EngineResource[] {
  const standard = {
    bucket: bucket(),
    publicAccessBlock: publicAccessBlock(),
    bucketVersioning: bucketVersioning(),
    objectLock: objectLock(),
    bucketPolicy: bucketPolicy(),
    key: key(),
    logGroup: logGroup(),
    role: role(),
    trail: trail(),
  };
  return Object.values({ ...standard, ...parts }).filter((part) => part !== null);
}

/** The trail and the organization that the compliant program names. */
export const known = { trailArn, bucketName, management, organizationId };

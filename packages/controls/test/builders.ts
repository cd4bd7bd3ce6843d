/**
 * Builders of a compliant organization: two accounts in two Regions, one organization trail, its bucket and key.
 * A test states only what differs.
 */
import { recordKinds } from '../src/model/records.ts';
import { aRecord } from './builders/records.ts';
import type {
  Account,
  Bucket,
  DetectionOrganization,
  Detector,
  Estate,
  Key,
  Organization,
  Trail,
} from '../src/model/estate.ts';
import type { Collection } from '../src/model/fact.ts';
import type { PolicyDocument, PolicyStatement } from '../src/model/policy-document.ts';

export { aRecord } from './builders/records.ts';

/** Ids and names that the builders agree on. */
export const names = {
  organizationId: 'o-exampleorgid',
  management: '111111111111',
  logArchive: '222222222222',
  security: '333333333333',
  member: '444444444444',
  home: 'us-east-1',
  regions: ['eu-west-1', 'us-east-1'],
  bucket: 'example-logs',
  trailArn: 'arn:aws:cloudtrail:us-east-1:111111111111:trail/organization',
  keyArn: 'arn:aws:kms:us-east-1:222222222222:key/1234abcd-12ab-34cd-56ef-1234567890ab',
  keyId: '1234abcd-12ab-34cd-56ef-1234567890ab',
  logGroupArn: 'arn:aws:logs:us-east-1:111111111111:log-group:trail:*',
  logsRoleArn: 'arn:aws:iam::111111111111:role/trail-logs',
  topicArn: 'arn:aws:sns:us-east-1:111111111111:trail',
  breakGlassRoleArn: 'arn:aws:iam::222222222222:role/break-glass',
  /** When the estate was read. */
  asOf: '2026-06-15T12:00:00.000Z',
} as const;

/** A member that joined long ago. */
export function anAccount(differing: Partial<Account> = {}): Account {
  const id = differing.id ?? names.member;
  return {
    id,
    name: `account-${id}`,
    status: 'ACTIVE',
    joinedAt: '2025-01-01T00:00:00.000Z',
    enabledRegions: names.regions,
    visibleTrails: [names.trailArn],
    observation: { arn: `arn:aws:organizations::${names.management}:account/${names.organizationId}/${id}` },
    ...differing,
  };
}

/** An organization whose CloudTrail and GuardDuty are administered by the security account. */
export function anOrganization(differing: Partial<Organization> = {}): Organization {
  return {
    id: names.organizationId,
    managementAccountId: names.management,
    trustedServices: ['cloudtrail.amazonaws.com', 'guardduty.amazonaws.com'],
    delegatedAdministrators: { 'guardduty.amazonaws.com': [names.security] },
    observation: { arn: `arn:aws:organizations::${names.management}:organization/${names.organizationId}` },
    ...differing,
  };
}

/** An organization trail that records everything, signed and encrypted. */
export function aTrail(differing: Partial<Trail> = {}): Trail {
  return {
    name: 'organization',
    arn: names.trailArn,
    ownerAccountId: names.management,
    homeRegion: names.home,
    isLogging: true,
    loggingSince: '2025-01-01T00:00:00.000Z',
    isMultiRegion: true,
    isOrganization: true,
    includesGlobalServices: true,
    validatesLogFiles: true,
    bucketName: names.bucket,
    keyPrefix: null,
    kmsKeyId: names.keyArn,
    logGroupArn: names.logGroupArn,
    logsRoleArn: names.logsRoleArn,
    topicArn: names.topicArn,
    selectors: { basic: null, advanced: null },
    delivery: { latest: '2026-06-15T11:55:00.000Z', error: null },
    digestDelivery: { latest: '2026-06-15T11:10:00.000Z', error: null },
    tags: {},
    observation: {
      arn: typeof differing.arn === 'string' ? differing.arn : names.trailArn,
      calls: { isLogging: 'cloudtrail:GetTrailStatus' },
      at: names.asOf,
    },
    ...differing,
  };
}

/** Statement that lets CloudTrail read the ACL of the bucket before it writes. */
export function anAclStatement(differing: Partial<PolicyStatement> = {}): PolicyStatement {
  return {
    Sid: 'AclCheck',
    Effect: 'Allow',
    Principal: { Service: 'cloudtrail.amazonaws.com' },
    Action: 's3:GetBucketAcl',
    Resource: `arn:aws:s3:::${names.bucket}`,
    Condition: { ArnEquals: { 'aws:SourceArn': names.trailArn } },
    ...differing,
  };
}

/** Statement that lets the organization trail write its files. */
export function aWriteStatement(differing: Partial<PolicyStatement> = {}): PolicyStatement {
  return {
    Sid: 'Write',
    Effect: 'Allow',
    Principal: { Service: 'cloudtrail.amazonaws.com' },
    Action: 's3:PutObject',
    Resource: [
      `arn:aws:s3:::${names.bucket}/AWSLogs/${names.management}/*`,
      `arn:aws:s3:::${names.bucket}/AWSLogs/${names.organizationId}/*`,
    ],
    Condition: { ArnEquals: { 'aws:SourceArn': names.trailArn } },
    ...differing,
  };
}

/** Statement that keeps everyone but the break-glass role from deleting. */
export function aDeletionDeny(differing: Partial<PolicyStatement> = {}): PolicyStatement {
  return {
    Sid: 'KeepLogs',
    Effect: 'Deny',
    Principal: '*',
    Action: [
      's3:DeleteObject',
      's3:DeleteObjectVersion',
      's3:BypassGovernanceRetention',
      's3:PutLifecycleConfiguration',
      's3:DeleteBucket',
      's3:DeleteBucketPolicy',
    ],
    Resource: [`arn:aws:s3:::${names.bucket}`, `arn:aws:s3:::${names.bucket}/*`],
    Condition: { ArnNotEquals: { 'aws:PrincipalArn': names.breakGlassRoleArn } },
    ...differing,
  };
}

/** Policy of these statements; by default those of a compliant log bucket. */
export function aBucketPolicy(...statements: readonly PolicyStatement[]): PolicyDocument {
  const standard = [anAclStatement(), aWriteStatement(), aDeletionDeny()];
  return { Version: '2012-10-17', Statement: statements.length === 0 ? standard : statements };
}

/** The bucket that the trail delivers into. */
export function aLogBucket(differing: Partial<Bucket> = {}): Bucket {
  return {
    name: names.bucket,
    accountId: names.logArchive,
    region: names.home,
    role: 'trail-logs',
    publicAccessBlock: {
      blockPublicAcls: true,
      ignorePublicAcls: true,
      blockPublicPolicy: true,
      restrictPublicBuckets: true,
    },
    policy: aBucketPolicy(),
    policyIsPublic: false,
    publicGrants: [],
    versioning: 'Enabled',
    objectLock: { defaultRetention: { mode: 'GOVERNANCE', days: 365 } },
    observation: { arn: `arn:aws:s3:::${names.bucket}`, at: names.asOf },
    ...differing,
  };
}

/** The customer's key in the log-archive account. */
export function aKey(differing: Partial<Key> = {}): Key {
  return {
    arn: names.keyArn,
    id: names.keyId,
    accountId: names.logArchive,
    region: names.home,
    manager: 'CUSTOMER',
    state: 'Enabled',
    rotates: true,
    policy: null,
    observation: { arn: names.keyArn, at: names.asOf },
    ...differing,
  };
}

/** GuardDuty on in an account and Region. */
export function aDetector(differing: Partial<Detector> = {}): Detector {
  const { accountId = names.member, region = names.home } = differing;
  return {
    accountId,
    region,
    id: '12abc34d567e8fa901bc2d34e56789f0',
    enabled: true,
    features: {},
    observation: { arn: `arn:aws:guardduty:${String(region)}:${String(accountId)}:detector/1` },
    ...differing,
  };
}

/** GuardDuty's organization settings in a Region, with every account an enabled member. */
export function aDetectionOrganization(
  differing: Partial<DetectionOrganization> = {},
): DetectionOrganization {
  const { region = names.home } = differing;
  return {
    region,
    administratorAccountId: names.security,
    autoEnable: 'ALL',
    memberLimitReached: false,
    members: [names.management, names.logArchive, names.member].map((accountId) => ({
      accountId,
      status: 'Enabled',
    })),
    observation: { arn: `arn:aws:guardduty:${String(region)}:${names.security}:detector/1` },
    ...differing,
  };
}

/** A list that is known to be complete. */
export function complete<T>(items: readonly T[]): Collection<T> {
  return { items, complete: true };
}

/** The whole compliant organization, read live. */
export function anEstate(differing: Partial<Estate> = {}): Estate {
  const ids = [names.management, names.logArchive, names.security, names.member];
  return {
    lens: 'live',
    asOf: names.asOf,
    organization: anOrganization(),
    accounts: complete(ids.map((id) => anAccount({ id }))),
    trails: complete([aTrail()]),
    buckets: complete([aLogBucket()]),
    keys: complete([aKey()]),
    detectors: complete(
      ids.flatMap((accountId) => names.regions.map((region) => aDetector({ accountId, region }))),
    ),
    detectionOrganizations: complete(names.regions.map((region) => aDetectionOrganization({ region }))),
    records: complete(recordKinds.map((kind) => aRecord({ kind }))),
    ...differing,
  };
}

import type { Bucket, Key } from '../../src/model/estate.ts';
import type { PolicyDocument, PolicyStatement } from '../../src/model/policy-document.ts';
import { names } from './names.ts';

/** Statement that lets CloudTrail read the ACL of the bucket before it writes. */
export function anAclStatement(differing: Partial<PolicyStatement> = {}): PolicyStatement {
  return {
    Sid: 'AclCheck',
    Effect: 'Allow',
    Principal: { Service: 'cloudtrail.amazonaws.com' },
    Action: 's3:GetBucketAcl',
    Resource: `arn:aws:s3:::${names.bucket}`,
    Condition: { ArnLike: { 'aws:SourceArn': `${names.trailArn}*` } },
    ...differing,
  };
}

/** Statement that lets the organization’s trails write their files. */
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
    Condition: { ArnLike: { 'aws:SourceArn': `${names.trailArn}*` } },
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

/** Statement that refuses what does not come over TLS. */
export function aTlsDeny(differing: Partial<PolicyStatement> = {}): PolicyStatement {
  return {
    Sid: 'OverTlsAlone',
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: [`arn:aws:s3:::${names.bucket}`, `arn:aws:s3:::${names.bucket}/*`],
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    ...differing,
  };
}

/** Statement that keeps everyone without a second factor from deleting and from changing settings. */
export function anMfaDeny(differing: Partial<PolicyStatement> = {}): PolicyStatement {
  return {
    Sid: 'WithMfaAlone',
    Effect: 'Deny',
    Principal: '*',
    Action: ['s3:Delete*', 's3:BypassGovernanceRetention', 's3:Put*Configuration', 's3:PutBucket*'],
    Resource: [`arn:aws:s3:::${names.bucket}`, `arn:aws:s3:::${names.bucket}/*`],
    Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
    ...differing,
  };
}

/** Policy of these statements; by default those of a compliant log bucket. */
export function aBucketPolicy(...statements: readonly PolicyStatement[]): PolicyDocument {
  const standard = [anAclStatement(), aWriteStatement(), aTlsDeny(), anMfaDeny(), aDeletionDeny()];
  return { Version: '2012-10-17', Statement: statements.length === 0 ? standard : statements };
}

const closed = {
  blockPublicAcls: true,
  ignorePublicAcls: true,
  blockPublicPolicy: true,
  restrictPublicBuckets: true,
};

/** The bucket that the trail delivers into. */
export function aLogBucket(differing: Partial<Bucket> = {}): Bucket {
  return {
    name: names.bucket,
    accountId: names.logArchive,
    region: names.home,
    role: 'trail-logs',
    publicAccessBlock: closed,
    accountPublicAccessBlock: closed,
    policy: aBucketPolicy(),
    policyIsPublic: false,
    publicGrants: [],
    admitsLogDeliveryGroup: false,
    ownership: 'BucketOwnerEnforced',
    versioning: 'Enabled',
    mfaDelete: null,
    objectLock: { defaultRetention: { mode: 'GOVERNANCE', days: 365 } },
    encryption: { algorithm: 'aws:kms', keyId: names.keyArn },
    accessLogging: { targetBucket: names.accessLogBucket, targetPrefix: 'logs/' },
    lifecycle: [
      {
        id: 'archive-and-expire',
        enabled: true,
        prefix: 'AWSLogs/',
        byTag: false,
        bySize: false,
        expirationDays: 2555,
        expirationDate: null,
        transitions: true,
        noncurrentExpirationDays: 365,
        noncurrentTransitions: false,
        abortUploadsDays: 7,
      },
    ],
    replication: null,
    notifications: {
      eventBridge: false,
      targets: [
        {
          arn: 'arn:aws:sns:us-east-1:222222222222:removals',
          events: ['s3:ObjectRemoved:*'],
          prefix: '',
          suffix: '',
        },
      ],
    },
    accessPoints: [],
    removal: null,
    observation: { arn: `arn:aws:s3:::${names.bucket}`, at: names.asOf },
    ...differing,
  };
}

/** The bucket that takes the log bucket's access logs. */
export function anAccessLogBucket(differing: Partial<Bucket> = {}): Bucket {
  const { name = names.accessLogBucket } = differing;
  const arn = `arn:aws:s3:::${String(name)}`;
  return aLogBucket({
    name,
    role: 'access-logs',
    policy: aBucketPolicy(
      {
        Sid: 'WriteAccessLogs',
        Effect: 'Allow',
        Principal: { Service: 'logging.s3.amazonaws.com' },
        Action: 's3:PutObject',
        Resource: `${arn}/*`,
        Condition: {
          ArnLike: { 'aws:SourceArn': `arn:aws:s3:::${names.bucket}` },
          StringEquals: { 'aws:SourceAccount': names.logArchive },
        },
      },
      aTlsDeny({ Resource: [arn, `${arn}/*`] }),
    ),
    objectLock: null,
    encryption: { algorithm: 'AES256', keyId: null },
    accessLogging: null,
    lifecycle: [
      {
        id: 'expire',
        enabled: true,
        prefix: '',
        byTag: false,
        bySize: false,
        expirationDays: 365,
        expirationDate: null,
        transitions: false,
        noncurrentExpirationDays: 365,
        noncurrentTransitions: false,
        abortUploadsDays: 7,
      },
    ],
    notifications: null,
    observation: { arn, at: names.asOf },
    ...differing,
  });
}

/** Policy of these statements; by default those of a compliant key: administered without use, used by our trails. */
export function aKeyPolicy(...statements: readonly PolicyStatement[]): PolicyDocument {
  const ourTrails = { 'aws:SourceArn': `${names.trailArn}*` };
  const service = { Service: 'cloudtrail.amazonaws.com' };
  const standard: readonly PolicyStatement[] = [
    {
      Sid: 'AdministerWithoutUse',
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${names.logArchive}:root` },
      Action: ['kms:DescribeKey', 'kms:GetKeyPolicy', 'kms:PutKeyPolicy'],
      Resource: '*',
    },
    {
      Sid: 'EncryptLogs',
      Effect: 'Allow',
      Principal: service,
      Action: 'kms:GenerateDataKey*',
      Resource: '*',
      Condition: {
        StringLike: {
          ...ourTrails,
          'kms:EncryptionContext:aws:cloudtrail:arn': `arn:aws:cloudtrail:*:${names.management}:trail/*`,
        },
      },
    },
    {
      Sid: 'DescribeKey',
      Effect: 'Allow',
      Principal: service,
      Action: 'kms:DescribeKey',
      Resource: '*',
      Condition: { ArnLike: ourTrails },
    },
  ];
  return { Version: '2012-10-17', Statement: statements.length === 0 ? standard : statements };
}

/** The customer's key in the log-archive account. */
export function aKey(differing: Partial<Key> = {}): Key {
  return {
    arn: names.keyArn,
    id: names.keyId,
    accountId: names.logArchive,
    region: names.home,
    role: 'trail-logs',
    manager: 'CUSTOMER',
    state: 'Enabled',
    deletionDate: null,
    deletionWindowDays: null,
    spec: 'SYMMETRIC_DEFAULT',
    usage: 'ENCRYPT_DECRYPT',
    origin: 'AWS_KMS',
    isMultiRegion: false,
    primaryArn: null,
    rotates: true,
    rotationPeriodDays: 365,
    policy: aKeyPolicy(),
    grants: [],
    removal: null,
    observation: { arn: names.keyArn, at: names.asOf },
    ...differing,
  };
}

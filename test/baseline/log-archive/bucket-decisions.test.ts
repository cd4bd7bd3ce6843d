import { beforeAll, describe, expect, it } from 'vitest';
import {
  accessBucket,
  type ActorName,
  type ArchivePolicies,
  actors,
  archivePolicies,
  bucket,
  copyBucket,
  management,
  may,
  ourKey,
} from './policies.ts';

let policies: ArchivePolicies;
beforeAll(async () => {
  policies = await archivePolicies();
});

const object = `${bucket}/AWSLogs/o-exampleorgid/333333333333/CloudTrail/us-east-1/2026/11/21/file.json.gz`;
const ownObject = `${bucket}/AWSLogs/${management}/CloudTrail/us-east-1/2026/11/21/file.json.gz`;
const copied = object.replace(bucket, copyBucket);
const encryption = 's3:x-amz-server-side-encryption';
const keyId = 's3:x-amz-server-side-encryption-aws-kms-key-id';
const delivery = {
  's3:x-amz-acl': 'bucket-owner-full-control',
  [encryption]: 'aws:kms',
  [keyId]: ourKey,
};
const without = (...keys: string[]) =>
  Object.fromEntries(Object.entries(delivery).filter(([key]) => !keys.includes(key)));

type Row = [
  who: ActorName,
  action: string,
  resource: string,
  verdict: 'may' | 'may not',
  context?: Record<string, string>,
];
const table = (rows: Row[]) =>
  it.each(rows)('%s: %s on %s: %s %j', (who, action, resource, verdict, context = {}) => {
    const policy = policies.buckets[resource.split('/')[0] ?? ''];
    expect(policy).toBeDefined();
    const allowed = may(actors(policies)[who], action, resource, policy, context);
    expect(allowed ? 'may' : 'may not').toBe(verdict);
  });

describe('writing log files', () => {
  table([
    ['our trail', 's3:GetBucketAcl', bucket, 'may'],
    ['our trail', 's3:PutObject', object, 'may', delivery],
    ['our trail', 's3:PutObject', ownObject, 'may', delivery],
    // What CreateTrail tests with, and digests of earlier days: SSE-S3.
    ['our trail', 's3:PutObject', ownObject, 'may', { ...without(keyId), [encryption]: 'AES256' }],
    ['our trail', 's3:PutObject', ownObject, 'may not', without(keyId, encryption)],
    ['our trail', 's3:PutObject', ownObject, 'may not', { ...without(keyId), [encryption]: 'aws:kms:dsse' }],
    [
      'our trail',
      's3:PutObject',
      object,
      'may not',
      { ...delivery, [keyId]: ourKey.replace('2222', '9999') },
    ],
    [
      'our trail',
      's3:PutObject',
      object,
      'may not',
      { ...delivery, [keyId]: ourKey.replace('us-east-1', 'eu-west-1') },
    ],
    ['our trail', 's3:PutObject', object, 'may not', without('s3:x-amz-acl')],
    ['our trail', 's3:PutObject', object, 'may not', { ...delivery, 'aws:securetransport': 'false' }],
    ['our trail', 's3:PutObject', `${bucket}/elsewhere/file`, 'may not', delivery],
    ['our trail', 's3:PutObject', `${bucket}/AWSLogs/999999999999/file`, 'may not', delivery],
    ['our trail', 's3:GetObject', object, 'may not'],
    ['our trail', 's3:DeleteObject', object, 'may not'],
    ['another trail of the management account', 's3:PutObject', ownObject, 'may not', delivery],
    ['a trail of a member', 's3:PutObject', object, 'may not', delivery],
    ["another organization's trail", 's3:PutObject', object, 'may not', delivery],
    ["another organization's trail", 's3:GetBucketAcl', bucket, 'may not'],
    ['the deploy role', 's3:PutObject', object, 'may not', delivery],
    ['an administrator with MFA', 's3:PutObject', object, 'may not', delivery],
    ['an administrator with MFA', 's3:PutObjectTagging', object, 'may not'],
    ['root with MFA', 's3:PutObject', object, 'may not', delivery],
    ['break-glass with MFA', 's3:PutObject', object, 'may not', delivery],
    // Under a key of somebody else's a file is there and cannot be read.
    ['an administrator with MFA', 's3:UpdateObjectEncryption', object, 'may not'],
    ['an administrator of the management account', 's3:PutObject', ownObject, 'may not', delivery],
    ['anyone', 's3:PutObject', object, 'may not', delivery],
  ]);
});

describe('reading log files', () => {
  table([
    ['a reader of the security account', 's3:GetObject', object, 'may'],
    ['a reader of the security account', 's3:ListBucket', bucket, 'may'],
    ['a reader of the security account', 's3:RestoreObject', object, 'may'],
    [
      'a reader of the security account',
      's3:GetObject',
      object,
      'may not',
      { 'aws:securetransport': 'false' },
    ],
    ['a reader of the security account', 's3:GetBucketPolicy', bucket, 'may not'],
    ['a reader of the security account', 's3:DeleteObject', object, 'may not'],
    ['a reader of the security account', 's3:PutBucketPolicy', bucket, 'may not'],
    ['a reader of the archive account', 's3:GetObjectVersion', object, 'may'],
    ['a reader of Identity Center', 's3:GetObject', object, 'may'],
    ['a reader of Identity Center', 's3:GetObject', copied, 'may'],
    ['another role of the security account', 's3:GetObject', object, 'may not'],
    ['an administrator of the management account', 's3:GetObject', object, 'may not'],
    ['a role of another customer', 's3:GetObject', object, 'may not'],
    ['anyone', 's3:GetObject', object, 'may not'],
  ]);
});

describe('traffic of access points', () => {
  const point = {
    's3:dataaccesspointarn': 'arn:aws:s3:us-east-1:222222222222:accesspoint/side-door',
    's3:dataaccesspointaccount': '222222222222',
    's3:accesspointnetworkorigin': 'VPC',
  };
  table([
    ['a reader of the security account', 's3:GetObject', object, 'may not', point],
    ['an administrator with MFA', 's3:ListBucket', bucket, 'may not', point],
    ['break-glass with MFA', 's3:DeleteObject', object, 'may not', point],
    ['our trail', 's3:PutObject', object, 'may not', { ...delivery, ...point }],
  ]);
});

describe('deleting', () => {
  const deletions = ['s3:DeleteObject', 's3:DeleteObjectVersion', 's3:BypassGovernanceRetention'];
  const nobody: ActorName[] = [
    'the deploy role',
    'an administrator',
    'an administrator with MFA',
    'a user with a long-term key',
    'root',
    'root with MFA',
    'break-glass',
    'the copying role',
    'an administrator of the management account',
  ];
  for (const resource of [object, copied, `${accessBucket}/log`]) {
    table(deletions.flatMap((action) => nobody.map((who): Row => [who, action, resource, 'may not'])));
    table(deletions.map((action): Row => ['break-glass with MFA', action, resource, 'may']));
  }
  table([
    ['the copying role', 's3:ReplicateDelete', copied, 'may not'],
    ['an administrator with MFA', 's3:ReplicateDelete', object, 'may not'],
    ['the deploy role', 's3:DeleteBucket', bucket, 'may not'],
    ['the deploy role', 's3:DeleteBucketPolicy', bucket, 'may not'],
    ['root with MFA', 's3:DeleteBucket', bucket, 'may not'],
  ]);
});

describe('changing retention', () => {
  const changes = ['s3:PutLifecycleConfiguration', 's3:PutBucketObjectLockConfiguration'];
  for (const place of [bucket, copyBucket]) {
    table(
      changes.flatMap((action): Row[] => [
        ['the deploy role', action, place, 'may not'],
        ['an administrator with MFA', action, place, 'may not'],
        ['root with MFA', action, place, 'may not'],
        ['break-glass', action, place, 'may not'],
        ['break-glass with MFA', action, place, 'may'],
      ]),
    );
  }
  table([
    ['an administrator with MFA', 's3:PutBucketVersioning', bucket, 'may not'],
    ['the deploy role', 's3:PutObjectRetention', object, 'may not'],
    ['break-glass with MFA', 's3:PutObjectRetention', object, 'may'],
  ]);
});

describe('changing settings', () => {
  const settings = [
    's3:PutBucketPolicy',
    's3:PutBucketPublicAccessBlock',
    's3:PutBucketLogging',
    's3:PutBucketNotification',
    's3:PutEncryptionConfiguration',
    's3:PutReplicationConfiguration',
    's3:PutBucketOwnershipControls',
  ];
  for (const place of [bucket, accessBucket, copyBucket]) {
    table(
      settings.flatMap((action): Row[] => [
        ['the deploy role', action, place, 'may'],
        ['an administrator with MFA', action, place, 'may'],
        ['an administrator', action, place, 'may not'],
        ['a user with a long-term key', action, place, 'may not'],
        // S3 never keeps root from the policy of its own bucket: a service control policy has to.
        ['root', action, place, action === 's3:PutBucketPolicy' ? 'may' : 'may not'],
        ['an administrator of the management account', action, place, 'may not'],
      ]),
    );
  }
  table([['break-glass with MFA', 's3:PutBucketPolicy', bucket, 'may']]);
});

describe('access logs', () => {
  table([
    ['access logging of our bucket', 's3:PutObject', `${accessBucket}/logs/x`, 'may'],
    ['access logging of another bucket', 's3:PutObject', `${accessBucket}/logs/x`, 'may not'],
    ['our trail', 's3:PutObject', `${accessBucket}/AWSLogs/x`, 'may not', delivery],
    ['an administrator with MFA', 's3:PutObject', `${accessBucket}/logs/x`, 'may not'],
    ['a reader of the security account', 's3:GetObject', `${accessBucket}/logs/x`, 'may not'],
  ]);
});

describe('copying log files', () => {
  table([
    ['the copying role', 's3:GetObjectVersionForReplication', object, 'may'],
    ['the copying role', 's3:GetObjectRetention', object, 'may'],
    ['the copying role', 's3:ReplicateObject', copied, 'may'],
    ['the copying role', 's3:ReplicateObject', copied, 'may not', { 'aws:securetransport': 'false' }],
    ['the copying role', 's3:ReplicateObject', object, 'may not'],
    ['the copying role', 's3:PutObject', copied, 'may not'],
    ['the copying role', 's3:GetObject', object, 'may not'],
    ['an administrator with MFA', 's3:ReplicateObject', copied, 'may not'],
    ['our trail', 's3:PutObject', copied, 'may not', delivery],
  ]);
});

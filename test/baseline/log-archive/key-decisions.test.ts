import { beforeAll, describe, expect, it } from 'vitest';
import {
  type ActorName,
  type ArchivePolicies,
  actors,
  archive,
  archivePolicies,
  bucket,
  copyBucket,
  management,
  may,
  ourKey,
  ourTrail,
} from './policies.ts';

let policies: ArchivePolicies;
beforeAll(async () => {
  policies = await archivePolicies();
});

type Row = [who: ActorName, action: string, verdict: 'may' | 'may not', context?: Record<string, string>];
const table = (which: 'logKey' | 'copyKey' | 'noticeKey', rows: Row[]) =>
  it.each(rows)('%s: %s: %s %j', (who, action, verdict, context = {}) => {
    const key = which === 'copyKey' ? ourKey.replace('us-east-1', 'eu-west-1') : ourKey;
    // The mocks name a key after its resource.
    const names = which === 'copyKey' ? 'arn-of-logs-copy' : 'arn-of-logs';
    const actor = actors(policies)[who];
    const identity = actor.identity.map((text) => text.replaceAll(`"${names}"`, `"${key}"`));
    const allowed = may({ ...actor, identity }, action, key, policies[which], context);
    expect(allowed ? 'may' : 'may not').toBe(verdict);
  });

const ofTrail = (arn: string) => ({ 'kms:encryptioncontext:aws:cloudtrail:arn': arn });
const ofBucket = { 'kms:encryptioncontext:aws:s3:arn': bucket };
const throughS3 = { 'kms:viaservice': 's3.us-east-1.amazonaws.com', ...ofBucket };
const ofLogKey = { 'kms:resourcealiases': 'alias/trailguard-logs' };

describe('the key of the log files', () => {
  describe('encrypts for our trail', () => {
    table('logKey', [
      ['our trail', 'kms:GenerateDataKey', 'may', ofTrail(ourTrail)],
      ['our trail', 'kms:GenerateDataKey', 'may', ofBucket],
      ['our trail', 'kms:Decrypt', 'may', ofBucket],
      ['our trail', 'kms:DescribeKey', 'may'],
      ['our trail', 'kms:GenerateDataKey', 'may not'],
      ['our trail', 'kms:Decrypt', 'may not', ofTrail(ourTrail)],
      ['our trail', 'kms:GenerateDataKey', 'may not', ofTrail(ourTrail.replace(management, '999999999999'))],
      [
        'our trail',
        'kms:GenerateDataKey',
        'may not',
        { 'kms:encryptioncontext:aws:s3:arn': 'arn:aws:s3:::other' },
      ],
      ['another trail of the management account', 'kms:GenerateDataKey', 'may not', ofTrail(ourTrail)],
      ["another organization's trail", 'kms:GenerateDataKey', 'may not', ofTrail(ourTrail)],
      ["another organization's trail", 'kms:DescribeKey', 'may not'],
    ]);
  });

  describe('is read with by readers, through S3', () => {
    table('logKey', [
      ['a reader of the security account', 'kms:Decrypt', 'may', throughS3],
      ['a reader of the archive account', 'kms:Decrypt', 'may', throughS3],
      ['a reader of Identity Center', 'kms:Decrypt', 'may', throughS3],
      [
        'a reader of the security account',
        'kms:Decrypt',
        'may',
        { ...throughS3, 'kms:encryptioncontext:aws:s3:arn': `${bucket}/AWSLogs/x` },
      ],
      ['a reader of the security account', 'kms:Decrypt', 'may not'],
      ['a reader of the security account', 'kms:Decrypt', 'may not', ofBucket],
      [
        'a reader of the security account',
        'kms:Decrypt',
        'may not',
        { ...throughS3, 'kms:viaservice': 's3.eu-west-1.amazonaws.com' },
      ],
      [
        'a reader of the security account',
        'kms:Decrypt',
        'may not',
        { ...throughS3, 'kms:encryptioncontext:aws:s3:arn': 'arn:aws:s3:::other' },
      ],
      ['a reader of the security account', 'kms:PutKeyPolicy', 'may not'],
      ['a reader of the security account', 'kms:GenerateDataKey', 'may not', throughS3],
      ['another role of the security account', 'kms:Decrypt', 'may not', throughS3],
      ['a role of another customer', 'kms:Decrypt', 'may not', throughS3],
      ['an administrator', 'kms:Decrypt', 'may not', throughS3],
      ['an administrator with MFA', 'kms:Decrypt', 'may not', throughS3],
      ['the deploy role', 'kms:Decrypt', 'may not', throughS3],
      ['break-glass with MFA', 'kms:Decrypt', 'may not', throughS3],
      ['root with MFA', 'kms:Decrypt', 'may not', throughS3],
      ['an administrator of the management account', 'kms:Decrypt', 'may not', throughS3],
    ]);
  });

  describe('is administered by the account, changed by deployment, ended by break-glass', () => {
    const others: ActorName[] = [
      'the deploy role',
      'an administrator',
      'an administrator with MFA',
      'root with MFA',
    ];
    table('logKey', [
      ['an administrator', 'kms:DescribeKey', 'may'],
      ['an administrator', 'kms:EnableKeyRotation', 'may'],
      ['an administrator', 'kms:CancelKeyDeletion', 'may'],
      ['an administrator of the management account', 'kms:DescribeKey', 'may'],
      ['an administrator of the management account', 'kms:GetKeyPolicy', 'may not'],
      ['the deploy role', 'kms:PutKeyPolicy', 'may'],
      ['an administrator with MFA', 'kms:PutKeyPolicy', 'may not'],
      ['root with MFA', 'kms:PutKeyPolicy', 'may not'],
      ['break-glass with MFA', 'kms:PutKeyPolicy', 'may', ofLogKey],
      ...['kms:ScheduleKeyDeletion', 'kms:DisableKey', 'kms:DisableKeyRotation'].flatMap((action): Row[] => [
        ...others.map((who): Row => [who, action, 'may not']),
        ['break-glass with MFA', action, 'may', ofLogKey],
        ['break-glass with MFA', action, 'may not', { 'kms:resourcealiases': 'alias/of-another-key' }],
      ]),
    ]);
  });

  describe('is never granted on', () => {
    table('logKey', [
      ['the deploy role', 'kms:CreateGrant', 'may not'],
      ['an administrator with MFA', 'kms:CreateGrant', 'may not'],
      ['a reader of the archive account', 'kms:CreateGrant', 'may not', throughS3],
      ['root with MFA', 'kms:CreateGrant', 'may not', { 'kms:grantisforawsresource': 'true' }],
    ]);
    it('not even by a role that a later policy would let do anything', () => {
      const open = JSON.parse(policies.logKey);
      open.Statement.push({
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${archive}:root` },
        Action: 'kms:*',
        Resource: '*',
      });
      const administrator = actors(policies)['an administrator'];
      const grants = (context: Record<string, string>) =>
        may(administrator, 'kms:CreateGrant', ourKey, JSON.stringify(open), context);
      expect([grants({}), grants({ 'kms:grantisforawsresource': 'true' })]).toEqual([false, true]);
    });
  });

  describe('is read with to copy', () => {
    table('logKey', [
      ['the copying role', 'kms:Decrypt', 'may', throughS3],
      ['the copying role', 'kms:Decrypt', 'may not'],
      ['the copying role', 'kms:Encrypt', 'may not', throughS3],
    ]);
  });
});

describe('the key of the copies', () => {
  const inCopy = {
    'kms:viaservice': 's3.eu-west-1.amazonaws.com',
    'kms:encryptioncontext:aws:s3:arn': `${copyBucket}/AWSLogs/x`,
  };
  table('copyKey', [
    ['the copying role', 'kms:Encrypt', 'may', inCopy],
    ['the copying role', 'kms:Encrypt', 'may not'],
    ['the copying role', 'kms:Decrypt', 'may not', inCopy],
    ['a reader of the security account', 'kms:Decrypt', 'may', inCopy],
    ['an administrator with MFA', 'kms:Decrypt', 'may not', inCopy],
    ['our trail', 'kms:GenerateDataKey', 'may not', ofTrail(ourTrail)],
    ['the deploy role', 'kms:ScheduleKeyDeletion', 'may not'],
  ]);
});

describe('the key and the topic of the notices', () => {
  table('noticeKey', [
    ['S3 for our bucket', 'kms:GenerateDataKey', 'may'],
    ["S3 for another's bucket", 'kms:GenerateDataKey', 'may not'],
    ['an administrator with MFA', 'kms:Decrypt', 'may not'],
    ['the deploy role', 'kms:DisableKey', 'may not'],
  ]);
  it.each([
    ['S3 for our bucket', 'sns:Publish', 'may'],
    ["S3 for another's bucket", 'sns:Publish', 'may not'],
    ['our trail', 'sns:Publish', 'may not'],
    ['another role of the security account', 'sns:Subscribe', 'may'],
    ['another role of the security account', 'sns:Publish', 'may not'],
    ['a role of another customer', 'sns:Subscribe', 'may not'],
    ['anyone', 'sns:Subscribe', 'may not'],
  ] as const)('%s: %s: %s', (who, action, verdict) => {
    const topic = `arn:aws:sns:us-east-1:${archive}:trailguard-log-removals`;
    expect(may(actors(policies)[who], action, topic, policies.topic) ? 'may' : 'may not').toBe(verdict);
  });
});

describe('who becomes the roles', () => {
  const roleArn = (name: string) => `arn:aws:iam::${archive}:role/${name}`;
  const assume = (who: ActorName, name: string, trust: string, context = {}) =>
    may(actors(policies)[who], 'sts:AssumeRole', roleArn(name), trust, context);

  it.each([
    ['an administrator of the management account', {}, false],
    ['an administrator of the management account', { 'aws:multifactorauthpresent': 'true' }, true],
    ['an administrator with MFA', {}, false],
    ['the deploy role', {}, false],
    ['a role of another customer', { 'aws:multifactorauthpresent': 'true' }, false],
  ] as const)('break-glass: %s %j: %s', (who, context, allowed) => {
    expect(assume(who, 'TrailGuardBreakGlass', policies.breakGlassTrust, context)).toBe(allowed);
  });

  it.each([
    ['S3 for our bucket', true],
    ["S3 for another's bucket", false],
    ['an administrator with MFA', false],
  ] as const)('the copying role: %s: %s', (who, allowed) => {
    expect(assume(who, 'trailguard-log-replication', policies.replicationTrust)).toBe(allowed);
  });
});

import { MalwareProtectionForS3 } from '@trailguard/baseline';
import { recordProgram } from '@trailguard/baseline/testing';
import { type AuthorizationRequest, evaluate } from '@trailguard/sandbox/iam';
import { program as logArchive } from '@trailguard/stacks/log-archive';
import { program as security } from '@trailguard/stacks/security';
import { beforeAll, describe, expect, it } from 'vitest';

const archiveAccount = '222222222222';
const administrator = '333333333333';
const bucket = `arn:aws:s3:::trailguard-findings-${archiveAccount}-us-east-1`;
const lists = `arn:aws:s3:::trailguard-threat-lists-${administrator}-us-east-1`;
const key = `arn:aws:kms:us-east-1:${archiveAccount}:key/1`;
const finding = `${bucket}/AWSLogs/444444444444/GuardDuty/us-east-1/2026/11/21/file.jsonl.gz`;
const reader = `arn:aws:iam::${administrator}:role/Analyst`;

/** The policies that the stacks put in place, by what they are of. */
let policies: Record<string, string>;
beforeAll(async () => {
  const list = { name: 'own', kind: 'trusted', text: '203.0.113.0/24\n', owner: 'me', reason: 'ours' };
  const config = {
    organizationId: 'o-exampleorgid',
    managementAccountId: '111111111111',
    logArchiveAccountId: archiveAccount,
    securityAccountId: administrator,
    homeRegion: 'us-east-1',
    regions: '["us-east-1","ap-east-1"]',
    logReaderRoleArns: JSON.stringify([reader]),
    threatLists: JSON.stringify([{ ...list, expires: '2999-12-31' }]),
  };
  const options = {
    config: Object.fromEntries(Object.entries(config).map(([name, value]) => [`trailguard:${name}`, value])),
    calls: {
      // All Regions that AWS has are in the table over the log files.
      'aws:index/getRegions:getRegions': () => ({ names: ['us-east-1', 'ap-east-1'] }),
      'aws:kms/getKey:getKey': () => ({ arn: key }),
      'aws:guardduty/getDetector:getDetector': () => ({ id: 'd' }),
      'aws:index/getCallerIdentity:getCallerIdentity': () => ({
        arn: `arn:aws:sts::${archiveAccount}:assumed-role/OrganizationAccountAccessRole/test`,
      }),
    },
  };
  const archived = await recordProgram(logArchive, options);
  const watched = await recordProgram(security, options);
  const scanning = await recordProgram(
    () =>
      void new MalwareProtectionForS3('uploads', {
        buckets: [{ bucketName: 'uploads', objectPrefixes: ['in/'], kmsKeyArn: key }],
        region: 'us-east-1',
        accountId: archiveAccount,
      }),
  );
  policies = {
    bucket: String(archived.inputsOf('aws:s3/bucketPolicy:BucketPolicy', 'findings').policy),
    key: String(archived.inputsOf('aws:kms/key:Key', 'findings').policy),
    breakGlass: String(archived.inputsOf('aws:iam/rolePolicy:RolePolicy', 'break-glass').policy),
    lists: String(watched.inputsOf('aws:s3/bucketPolicy:BucketPolicy', 'threat-lists').policy),
    scan: String(scanning.inputsOf('aws:iam/rolePolicy:RolePolicy').policy),
  };
});

type Context = Record<string, string>;
interface Actor {
  readonly principal: AuthorizationRequest['principal'];
  readonly identity: readonly string[];
  readonly context: Context;
}
const everything = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
});
const role = (account: string, name: string, context: Context = {}, identity = [everything]): Actor => ({
  principal: {
    kind: 'role',
    arn: `arn:aws:iam::${account}:role/${name}`,
    sessionArn: `arn:aws:sts::${account}:assumed-role/${name}/session`,
    accountId: account,
  },
  identity,
  context: { 'aws:multifactorauthpresent': 'false', ...context },
});
const service = (name: string, account: string, sourceArn: string): Actor => ({
  principal: { kind: 'service', arn: name, service: name, accountId: '' },
  identity: [],
  context: { 'aws:sourceaccount': account, 'aws:sourcearn': sourceArn },
});
const detector = (account: string, region = 'us-east-1') =>
  `arn:aws:guardduty:${region}:${account}:detector/12abc34d567e8fa901bc2d34e56789f0`;
const withMfa = { 'aws:multifactorauthpresent': 'true' };

const actors = {
  'GuardDuty for our detector': () =>
    service('guardduty.amazonaws.com', administrator, detector(administrator)),
  'GuardDuty for our detector in an opt-in region': () =>
    service('guardduty.ap-east-1.amazonaws.com', administrator, detector(administrator, 'ap-east-1')),
  'GuardDuty in an opt-in region that we do not watch': () =>
    service('guardduty.me-south-1.amazonaws.com', administrator, detector(administrator, 'me-south-1')),
  'GuardDuty for a detector of a member': () =>
    service('guardduty.amazonaws.com', '444444444444', detector('444444444444')),
  'GuardDuty for a stranger': () =>
    service('guardduty.amazonaws.com', '999999999999', detector('999999999999')),
  'GuardDuty for something else of ours': () =>
    service(
      'guardduty.amazonaws.com',
      administrator,
      `arn:aws:guardduty:us-east-1:${administrator}:malware-protection-plan/1`,
    ),
  'CloudTrail for a trail of ours': () =>
    service('cloudtrail.amazonaws.com', administrator, detector(administrator)),
  'a reader': () => role(administrator, 'Analyst'),
  'another role of the security account': () => role(administrator, 'Other'),
  'the deploy role': () => role(archiveAccount, 'OrganizationAccountAccessRole'),
  'an administrator with MFA': () => role(archiveAccount, 'Administrator', withMfa),
  'break-glass with MFA': () =>
    role(archiveAccount, 'TrailGuardBreakGlass', withMfa, [policies.breakGlass ?? '']),
  'the deploy role of the security account': () => role(administrator, 'OrganizationAccountAccessRole'),
  "GuardDuty's role in the security account": () =>
    role(administrator, 'aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty'),
  'the scanning role': () => role(archiveAccount, 'malware-scan-uploads', {}, [policies.scan ?? '']),
};
type Row = [
  who: keyof typeof actors,
  action: string,
  resource: string,
  verdict: 'may' | 'may not',
  context?: Context,
];

/** Decides each row by the policy of the thing, and of the actor. */
const table = (of: string | undefined, owner: string, rows: Row[]) =>
  it.each(rows)('%s: %s on %s: %s %j', (who, action, resource, verdict, context = {}) => {
    const actor = actors[who]();
    const merged = { 'aws:securetransport': 'true', ...actor.context, ...context };
    const { allowed } = evaluate(
      {
        principal: actor.principal,
        action,
        resource,
        resourceAccountId: owner,
        context: Object.fromEntries(Object.entries(merged).map(([name, value]) => [name, [value]])),
      },
      {
        identity: actor.identity,
        ...(of === undefined ? {} : { resource: policies[of] ?? '' }),
        serviceControl: [],
        resourceControl: [],
        blockPublicAccess: { restrictPublicBuckets: true },
      },
    );
    expect(allowed ? 'may' : 'may not').toBe(verdict);
  });

const encryption = 's3:x-amz-server-side-encryption';
const keyId = 's3:x-amz-server-side-encryption-aws-kms-key-id';
const upload = { [encryption]: 'aws:kms', [keyId]: key };

describe('the bucket of findings', () => {
  table('bucket', archiveAccount, [
    ['GuardDuty for our detector', 's3:GetBucketLocation', bucket, 'may'],
    ['GuardDuty for our detector', 's3:PutObject', finding, 'may', upload],
    ['GuardDuty for our detector in an opt-in region', 's3:PutObject', finding, 'may', upload],
    ['GuardDuty for our detector in an opt-in region', 's3:GetBucketLocation', bucket, 'may'],
    ['GuardDuty in an opt-in region that we do not watch', 's3:PutObject', finding, 'may not', upload],
    ['GuardDuty for our detector', 's3:PutObject', finding, 'may not', { [keyId]: key }],
    ['GuardDuty for our detector', 's3:PutObject', finding, 'may not', { [encryption]: 'AES256' }],
    ['GuardDuty for our detector', 's3:PutObject', finding, 'may not', { [encryption]: 'aws:kms' }],
    [
      'GuardDuty for our detector',
      's3:PutObject',
      finding,
      'may not',
      { ...upload, [keyId]: key.replace(archiveAccount, '999999999999') },
    ],
    [
      'GuardDuty for our detector',
      's3:PutObject',
      finding,
      'may not',
      { ...upload, 'aws:securetransport': 'false' },
    ],
    ['GuardDuty for our detector', 's3:GetObject', finding, 'may not'],
    ['GuardDuty for our detector', 's3:DeleteObject', finding, 'may not'],
    ['GuardDuty for a detector of a member', 's3:PutObject', finding, 'may not', upload],
    ['GuardDuty for a stranger', 's3:PutObject', finding, 'may not', upload],
    ['GuardDuty for a stranger', 's3:GetBucketLocation', bucket, 'may not'],
    ['GuardDuty for something else of ours', 's3:PutObject', finding, 'may not', upload],
    ['CloudTrail for a trail of ours', 's3:PutObject', finding, 'may not', upload],
    ['a reader', 's3:GetObject', finding, 'may'],
    ['another role of the security account', 's3:GetObject', finding, 'may not'],
    ['the deploy role', 's3:PutObject', finding, 'may not', upload],
    ['the deploy role', 's3:DeleteObject', finding, 'may not'],
    ['the deploy role', 's3:PutLifecycleConfiguration', bucket, 'may not'],
    ['the deploy role', 's3:PutBucketPolicy', bucket, 'may'],
    ['an administrator with MFA', 's3:DeleteObjectVersion', finding, 'may not'],
    ['break-glass with MFA', 's3:DeleteObjectVersion', finding, 'may'],
  ]);
});

describe('the key of findings', () => {
  const ours = { 'kms:resourcealiases': 'alias/trailguard-findings' };
  const inBucket = { 'kms:encryptioncontext:aws:s3:arn': bucket };
  table('key', archiveAccount, [
    ['GuardDuty for our detector', 'kms:GenerateDataKey', key, 'may'],
    ['GuardDuty for our detector in an opt-in region', 'kms:GenerateDataKey', key, 'may'],
    ['GuardDuty for our detector', 'kms:Decrypt', key, 'may', inBucket],
    ['GuardDuty for our detector', 'kms:Decrypt', key, 'may not'],
    [
      'GuardDuty for our detector',
      'kms:Decrypt',
      key,
      'may not',
      { 'kms:encryptioncontext:aws:s3:arn': 'arn:aws:s3:::other' },
    ],
    ['GuardDuty for a stranger', 'kms:GenerateDataKey', key, 'may not'],
    ['GuardDuty for a detector of a member', 'kms:GenerateDataKey', key, 'may not'],
    ['GuardDuty for something else of ours', 'kms:GenerateDataKey', key, 'may not'],
    ['the deploy role of the security account', 'kms:DescribeKey', key, 'may'],
    ['the deploy role of the security account', 'kms:Decrypt', key, 'may not', inBucket],
    ['a reader', 'kms:Decrypt', key, 'may', { ...inBucket, 'kms:viaservice': 's3.us-east-1.amazonaws.com' }],
    ['a reader', 'kms:Decrypt', key, 'may not', inBucket],
    ['the deploy role', 'kms:PutKeyPolicy', key, 'may'],
    ['the deploy role', 'kms:ScheduleKeyDeletion', key, 'may not'],
    ['an administrator with MFA', 'kms:PutKeyPolicy', key, 'may not'],
    ['break-glass with MFA', 'kms:ScheduleKeyDeletion', key, 'may', ours],
    ['break-glass with MFA', 'kms:ScheduleKeyDeletion', key, 'may not'],
  ]);
});

describe('the bucket of threat lists', () => {
  const file = `${lists}/trusted/own/0.txt`;
  table('lists', administrator, [
    ['the deploy role of the security account', 's3:PutObject', file, 'may'],
    [
      'the deploy role of the security account',
      's3:PutObject',
      file,
      'may not',
      { 'aws:securetransport': 'false' },
    ],
    ['the deploy role of the security account', 's3:DeleteObjectVersion', file, 'may not'],
    ['the deploy role of the security account', 's3:PutBucketPolicy', lists, 'may'],
    ["GuardDuty's role in the security account", 's3:GetObject', file, 'may'],
    ["GuardDuty's role in the security account", 's3:PutObject', file, 'may not'],
    ['another role of the security account', 's3:PutObject', file, 'may not'],
    ['another role of the security account', 's3:DeleteObject', file, 'may not'],
    ['another role of the security account', 's3:PutBucketPolicy', lists, 'may not'],
    ['another role of the security account', 's3:PutBucketVersioning', lists, 'may not'],
    ['GuardDuty for a stranger', 's3:GetObject', file, 'may not'],
  ]);
});

describe('the role that scans uploads', () => {
  const uploads = 'arn:aws:s3:::uploads';
  const rule = `arn:aws:events:us-east-1:${archiveAccount}:rule/DO-NOT-DELETE-AmazonGuardDutyMalwareProtectionS3-1`;
  const managed = { 'events:managedby': 'malware-protection-plan.guardduty.amazonaws.com' };
  const throughS3 = { 'kms:viaservice': 's3.us-east-1.amazonaws.com' };
  table(undefined, archiveAccount, [
    ['the scanning role', 's3:GetObject', `${uploads}/in/file`, 'may'],
    ['the scanning role', 's3:PutObjectTagging', `${uploads}/in/file`, 'may'],
    ['the scanning role', 's3:GetObject', `${uploads}/other/file`, 'may not'],
    ['the scanning role', 's3:GetObject', 'arn:aws:s3:::another/in/file', 'may not'],
    ['the scanning role', 's3:PutObject', `${uploads}/in/file`, 'may not'],
    ['the scanning role', 's3:PutObject', `${uploads}/malware-protection-resource-validation-object`, 'may'],
    ['the scanning role', 's3:DeleteObject', `${uploads}/in/file`, 'may not'],
    ['the scanning role', 's3:PutBucketNotification', uploads, 'may'],
    ['the scanning role', 's3:PutBucketPolicy', uploads, 'may not'],
    ['the scanning role', 'events:PutRule', rule, 'may', managed],
    ['the scanning role', 'events:PutRule', rule, 'may not'],
    [
      'the scanning role',
      'events:PutRule',
      rule.replace('DO-NOT-DELETE-AmazonGuardDuty', 'trailguard'),
      'may not',
      managed,
    ],
    ['the scanning role', 'kms:Decrypt', `${key}2`, 'may not', throughS3],
    ['the scanning role', 'iam:PassRole', 'arn:aws:iam::222222222222:role/any', 'may not'],
  ]);
});

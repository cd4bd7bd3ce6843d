import { describe, expect, it } from 'vitest';
import {
  aControlPolicy,
  aDeny,
  aLogBucket,
  anAccount,
  anEstate,
  aTrail,
  complete,
  names,
} from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Estate, Trail } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import type { PolicyStatement } from '../../model/policy-document.ts';
import control from './log-storage-is-guarded.ts';

const onBucket = [
  's3:DeleteBucket',
  's3:DeleteBucketPolicy',
  's3:PutBucketPolicy',
  's3:PutLifecycleConfiguration',
  's3:PutBucketVersioning',
  's3:PutBucketPublicAccessBlock',
  's3:PutEncryptionConfiguration',
  's3:BypassGovernanceRetention',
  's3:DeleteObject',
  's3:DeleteObjectVersion',
];
const onKey = ['kms:ScheduleKeyDeletion', 'kms:DisableKey', 'kms:PutKeyPolicy'];
const onMemberChain = [
  'logs:DeleteLogGroup',
  'logs:DeleteLogStream',
  'logs:PutRetentionPolicy',
  'sns:DeleteTopic',
  'sns:SetTopicAttributes',
];
const inMember = {
  logGroupArn: `arn:aws:logs:us-east-1:${names.member}:log-group:trail:*`,
  topicArn: `arn:aws:sns:us-east-1:${names.member}:trail`,
};
const bucketArns = [`arn:aws:s3:::${names.bucket}`, `arn:aws:s3:::${names.bucket}/*`];

function judged(
  actions: readonly string[],
  deny: Partial<PolicyStatement> = {},
  trail: Partial<Trail> = {},
  differing: Partial<Estate> = {},
  parameters = {},
) {
  return verdictOf(
    control,
    anEstate({
      trails: complete([aTrail(trail)]),
      controlPolicies: complete([aControlPolicy([aDeny(actions, deny)])]),
      ...differing,
    }),
    parameters,
  );
}

describe(control.id, () => {
  it.each([...onBucket, ...onKey])('fails without %s', (action) => {
    const others = [...onBucket, ...onKey].filter((other) => other !== action);
    expect(judged(others)).toMatchObject({ status: 'fail', reason: expect.stringContaining(action) });
  });

  it.each(onMemberChain)('fails without %s where log group and topic are in a member', (action) => {
    const all = [...onBucket, ...onKey, ...onMemberChain];
    expect(judged(all, {}, inMember).status).toBe('pass');
    expect(
      judged(
        all.filter((other) => other !== action),
        {},
        inMember,
      ),
    ).toMatchObject({
      status: 'fail',
      reason: expect.stringContaining(action),
    });
  });

  it('leaves out what is in the management account, which no policy binds', () => {
    expect(judged([...onBucket, ...onKey]).status).toBe('pass');
  });

  it.each<[string, Partial<PolicyStatement>, string]>([
    ['on bucket, objects and key by name', { Resource: [...bucketArns, names.keyArn] }, 'pass'],
    [
      'on all keys of the account',
      { Resource: [...bucketArns, `arn:aws:kms:*:${names.logArchive}:key/*`] },
      'pass',
    ],
    ['on the bucket without its objects', { Resource: [bucketArns[0] ?? '', names.keyArn] }, 'fail'],
    ['on another bucket', { Resource: ['arn:aws:s3:::other', 'arn:aws:s3:::other/*', names.keyArn] }, 'fail'],
    [
      'but to the break-glass role',
      { Condition: { ArnNotEquals: { 'aws:PrincipalArn': names.breakGlassRoleArn } } },
      'pass',
    ],
    [
      'but to a stranger',
      { Condition: { ArnNotEquals: { 'aws:PrincipalArn': 'arn:aws:iam::222222222222:role/x' } } },
      'fail',
    ],
  ])('denied %s -> %s', (_case, deny, status) => {
    expect(judged([...onBucket, ...onKey], deny).status).toBe(status);
  });

  it('takes a topic’s name for one of the account and Region of the trail', () => {
    const trail = { topicArn: 'trail', arn: `arn:aws:cloudtrail:us-east-1:${names.member}:trail/own` };
    expect(judged([...onBucket, ...onKey], {}, trail)).toMatchObject({
      status: 'fail',
      reason: expect.stringContaining('sns:DeleteTopic'),
    });
    expect(judged([...onBucket, ...onKey], {}, { topicArn: 'trail' }).status).toBe('pass');
  });

  it('takes the key from an alias to be any key of its account', () => {
    const kmsKeyId = `arn:aws:kms:us-east-1:${names.logArchive}:alias/logs`;
    const Resource = [...bucketArns, `arn:aws:kms:*:${names.logArchive}:key/*`];
    expect(judged([...onBucket, ...onKey], { Resource }, { kmsKeyId }).status).toBe('pass');
  });

  it('asks for the account of the log archive alone', () => {
    const policies = [aControlPolicy([aDeny([...onBucket, ...onKey])], { targets: [names.logArchive] })];
    const accounts = [names.management, names.logArchive, names.member].map((id) => anAccount({ id }));
    const differing = { controlPolicies: complete(policies), accounts: complete(accounts) };
    expect(judged([], {}, {}, differing).status).toBe('pass');
  });

  it('does not apply where all of it is in the management account', () => {
    const buckets = complete([aLogBucket({ accountId: names.management })]);
    expect(judged([], {}, { kmsKeyId: null }, { buckets }).status).toBe('not_applicable');
  });

  it('is not known while the owner of the bucket is not, unless it is denied everywhere', () => {
    const accountId = unknownBecause('access-denied', 'AccessDenied');
    const buckets = complete([aLogBucket({ accountId })]);
    const atUnit = [aControlPolicy([aDeny(onKey)])];
    expect(judged([], {}, {}, { buckets, controlPolicies: complete(atUnit) }).status).toBe('unknown');
    expect(judged([...onBucket, ...onKey], {}, {}, { buckets }).status).toBe('pass');
  });
});

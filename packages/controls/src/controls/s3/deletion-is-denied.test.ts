import { describe, expect, it } from 'vitest';
import {
  aBucketPolicy,
  aDeletionDeny,
  aLogBucket,
  anEstate,
  complete,
  denied,
  names,
} from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Bucket } from '../../model/estate.ts';
import type { PolicyStatement } from '../../model/policy-document.ts';
import control from './deletion-is-denied.ts';

const role = names.breakGlassRoleArn;

function judged(bucket: Partial<Bucket>, parameters = {}) {
  return verdictOf(control, anEstate({ buckets: complete([aLogBucket(bucket)]) }), parameters);
}
function withDeny(differing: Partial<PolicyStatement>, parameters = {}) {
  return judged({ policy: aBucketPolicy(aDeletionDeny(differing)) }, parameters);
}
function excepting(...arns: string[]): Partial<PolicyStatement> {
  return { Condition: { ArnNotEquals: { 'aws:PrincipalArn': arns } } };
}

describe(control.id, () => {
  it.each<[string, Partial<PolicyStatement>]>([
    ['one role by ArnNotEquals', {}],
    ['one role by StringNotEquals', { Condition: { StringNotEquals: { 'aws:PrincipalArn': role } } }],
    ['one role by ArnNotLike', { Condition: { ArnNotLike: { 'AWS:PrincipalArn': [role] } } }],
    ['every principal of AWS but one role', { Principal: { AWS: '*' } }],
    ['wildcards of actions', { Action: ['s3:Delete*', 's3:PutLifecycle*', 's3:bypass*'] }],
    ['all actions', { Action: 's3:*' }],
  ])('passes a Deny that excepts %s', (_case, differing) => {
    expect(withDeny(differing).status).toBe('pass');
  });

  it('passes a Deny without exception, and warns', () => {
    const { Condition: _none, ...statement } = aDeletionDeny();
    expect(judged({ policy: aBucketPolicy(statement) })).toMatchObject({
      status: 'pass',
      evidence: expect.arrayContaining([
        { field: 'policy', value: expect.stringContaining('nobody can undo it') },
      ]),
    });
  });

  it('adds up statements that each deny a part', () => {
    const [objects, bucket] = [`arn:aws:s3:::${names.bucket}/*`, `arn:aws:s3:::${names.bucket}`];
    const policy = aBucketPolicy(
      aDeletionDeny({
        Action: ['s3:DeleteObject', 's3:DeleteObjectVersion', 's3:BypassGovernanceRetention'],
        Resource: objects,
      }),
      aDeletionDeny({
        Action: ['s3:PutLifecycleConfiguration', 's3:DeleteBucket', 's3:DeleteBucketPolicy'],
        Resource: bucket,
      }),
    );
    expect(judged({ policy }).status).toBe('pass');
  });

  it.each<[string, Partial<PolicyStatement>, string]>([
    ['for one action only', { Action: 's3:DeleteObject' }, 's3:DeleteObjectVersion is not denied'],
    ['for a part of the objects', { Resource: `arn:aws:s3:::${names.bucket}/AWSLogs/*` }, 'is not denied'],
    ['for some principals', { Principal: { AWS: 'arn:aws:iam::222222222222:role/x' } }, 'is not denied'],
    [
      'that excepts an account',
      excepting('arn:aws:iam::222222222222:root'),
      'excepts arn:aws:iam::222222222222:root',
    ],
    ['that excepts by wildcard', excepting('arn:aws:iam::222222222222:role/*'), 'role/*'],
    ['that excepts a user', excepting('arn:aws:iam::222222222222:user/eve'), 'user/eve'],
    ['that excepts two roles', excepting(role, 'arn:aws:iam::222222222222:role/other'), 'more than one role'],
    [
      'with a second condition',
      {
        Condition: {
          ArnNotEquals: { 'aws:PrincipalArn': role },
          Bool: { 'aws:MultiFactorAuthPresent': 'false' },
        },
      },
      'other conditions',
    ],
    [
      'whose exception is a set, which no principal of a single ARN is held to',
      { Condition: { 'ForAnyValue:ArnNotEquals': { 'aws:PrincipalArn': role } } },
      'other conditions',
    ],
    ['that allows', { Effect: 'Allow' }, 'is not denied'],
  ])('fails a Deny %s', (_case, differing, reason) => {
    expect(withDeny(differing)).toMatchObject({ status: 'fail', reason: expect.stringContaining(reason) });
  });

  it('lets several approved roles through, and only those', () => {
    const others = ['arn:aws:iam::222222222222:role/a', 'arn:aws:iam::222222222222:role/b'];
    expect(withDeny(excepting(...others), { breakGlassRoleArns: others }).status).toBe('pass');
    expect(withDeny({}, { breakGlassRoleArns: others }).status).toBe('fail');
  });

  it('asks for the deletion of objects alone when not strict', () => {
    const differing = { Action: ['s3:DeleteObject', 's3:DeleteObjectVersion'] };
    expect(withDeny(differing).status).toBe('fail');
    expect(withDeny(differing, { strictDeny: false }).status).toBe('pass');
  });

  it('fails a bucket without a policy', () => {
    expect(judged({ policy: null }).status).toBe('fail');
  });

  const locked = { defaultRetention: { mode: 'COMPLIANCE', days: 400 } } as const;

  it('does not need the Deny under a lock in compliance mode that lasts as long', () => {
    expect(judged({ policy: null, objectLock: locked }).status).toBe('not_applicable');
    expect(judged({ policy: null, objectLock: locked }, { retentionDays: 401 }).status).toBe('fail');
  });

  it('is not about the bucket of access logs', () => {
    expect(judged({ role: 'access-logs', policy: null }).status).toBe('not_applicable');
  });

  it.each<[string, Partial<Bucket>]>([
    ['policy', { policy: denied }],
    ['lock, where the policy has no Deny', { policy: null, objectLock: denied }],
    ['name', { name: denied }],
  ])('does not know while the bucket’s %s could not be read', (_what, bucket) => {
    expect(judged(bucket).status).toBe('unknown');
  });
});

import { describe, expect, it } from 'vitest';
import {
  aBucketPolicy,
  aDeletionDeny,
  aLogBucket,
  anEstate,
  anMfaDeny,
  complete,
  names,
} from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Bucket, Estate } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import type { PolicyStatement } from '../../model/policy-document.ts';
import control from './mfa-on-destruction.ts';

const hidden = unknownBecause('access-denied', 'AccessDenied');
const deploy = `arn:aws:iam::${names.logArchive}:role/deploy`;
const judged = (bucket: Partial<Bucket>, parameters = {}, estate: Partial<Estate> = {}) =>
  verdictOf(control, anEstate({ buckets: complete([aLogBucket(bucket)]), ...estate }), parameters);
const withStatements = (statements: PolicyStatement[], parameters = {}, estate: Partial<Estate> = {}) =>
  judged({ policy: aBucketPolicy(...statements) }, parameters, estate);
const mfa = { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } };
const exceptDeploy = { ...mfa, StringNotEquals: { 'aws:PrincipalArn': deploy } };
/** Settings are guarded by MFA, and deletions by nothing but an exception for one role. */
const trusted = [
  anMfaDeny({ Action: ['s3:Put*Configuration', 's3:PutBucket*'] }),
  aDeletionDeny({ Action: 's3:Delete*' }),
];
function withRole(trust: Record<string, unknown>): Partial<Estate> {
  const estate = anEstate();
  const role = {
    kind: 'role' as const,
    name: 'break-glass',
    path: '/',
    boundary: null,
    groups: [],
    trust: {
      Statement: [{ Effect: 'Allow' as const, Principal: '*' as const, Action: 'sts:AssumeRole', ...trust }],
    },
    maximumSessionSeconds: 3600,
    lastUsed: null,
    observation: { arn: names.breakGlassRoleArn },
  };
  const [first] = estate.access.items;
  const access = {
    ...(first as NonNullable<typeof first>),
    accountId: names.logArchive,
    identities: complete([role]),
  };
  return { access: complete([access]) };
}

describe(control.id, () => {
  it.each<[string, PolicyStatement[]]>([
    ['a Deny of deletion and settings without MFA', [anMfaDeny()]],
    [
      'a Deny for sessions and one for keys',
      [
        anMfaDeny({ Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } } }),
        anMfaDeny({ Condition: { Null: { 'aws:MultiFactorAuthPresent': 'true' } } }),
      ],
    ],
    [
      'a pipeline that may change settings and not delete',
      [anMfaDeny({ Condition: exceptDeploy }), aDeletionDeny({ Action: 's3:Delete*' })],
    ],
    [
      'a Deny that leaves services alone',
      [anMfaDeny({ Condition: { ...mfa, Bool: { 'aws:PrincipalIsAWSService': 'false' } } })],
    ],
    ['a Deny for all', [anMfaDeny({ Condition: {} })]],
  ])('passes %s', (_case, statements) => {
    expect(withStatements(statements).status).toBe('pass');
  });

  it.each<[string, PolicyStatement[], string]>([
    ['no such Deny', [aDeletionDeny({ Effect: 'Allow' })], 's3:DeleteObject is not denied'],
    [
      'a Deny that long-term keys walk around',
      [anMfaDeny({ Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } } })],
      'not denied',
    ],
    ['a Deny of deletion alone', [anMfaDeny({ Action: 's3:Delete*' })], 's3:PutBucketPolicy'],
    ['a Deny of settings alone', [anMfaDeny({ Action: 's3:Put*' })], 's3:DeleteObject'],
    [
      'a Deny for the bucket alone',
      [anMfaDeny({ Resource: `arn:aws:s3:::${names.bucket}` })],
      's3:DeleteObject',
    ],
    [
      'an account that is excepted',
      [
        anMfaDeny({
          Condition: { ...mfa, ArnNotLike: { 'aws:PrincipalArn': `arn:aws:iam::${names.logArchive}:*` } },
        }),
      ],
      'without MFA',
    ],
    [
      'a Deny within a network',
      [anMfaDeny({ Condition: { ...mfa, NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } })],
      'not denied',
    ],
    ['a Deny for one role', [anMfaDeny({ Principal: { AWS: deploy } })], 'not denied'],
  ])('fails %s', (_case, statements, reason) => {
    expect(withStatements(statements)).toMatchObject({
      status: 'fail',
      reason: expect.stringContaining(reason),
    });
  });

  it('takes pipelines from the parameter', () => {
    const statements = [anMfaDeny({ Condition: exceptDeploy }), aDeletionDeny({ Action: 's3:Delete*' })];
    expect(withStatements(statements, { deployRoleArns: [deploy] }).status).toBe('pass');
    expect(withStatements(statements, { deployRoleArns: [`${deploy}-2`] }).status).toBe('fail');
  });

  it('takes the trust of the only role that deletes instead', () => {
    const asking = withRole({ Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } });
    expect(withStatements(trusted, {}, asking).status).toBe('pass');
    expect(withStatements(trusted, {}, withRole({})).status).toBe('fail');
    const lenient = withRole({ Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' } } });
    expect(withStatements(trusted, {}, lenient).status).toBe('fail');
  });

  it('is not about a lock in compliance mode, nor the bucket of access logs', () => {
    const objectLock = { defaultRetention: { mode: 'COMPLIANCE', days: 1 } } as const;
    expect(judged({ objectLock, policy: null }).status).toBe('not_applicable');
    expect(judged({ role: 'access-logs', policy: null }).status).toBe('not_applicable');
  });

  it('fails a bucket without a policy', () => {
    expect(judged({ policy: null }).status).toBe('fail');
  });

  it.each<[string, Partial<Bucket>]>([
    ['policy', { policy: hidden }],
    ['lock', { objectLock: hidden }],
    ['name', { name: hidden }],
  ])('does not know while the %s could not be read', (_what, bucket) => {
    expect(judged(bucket).status).toBe('unknown');
  });

  it('does not know while the trust of the only deleter could not be read', () => {
    const access = { items: [], complete: hidden };
    expect(withStatements(trusted, {}, { access }).status).toBe('unknown');
  });
});

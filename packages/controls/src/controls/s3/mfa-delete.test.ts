import { describe, expect, it } from 'vitest';
import {
  aBucketPolicy,
  aDeletionDeny,
  aLogBucket,
  anEstate,
  complete,
  names,
} from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Bucket, Estate } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import control from './mfa-delete.ts';

const hidden = unknownBecause('access-denied', 'AccessDenied');
const lock = (mode: 'GOVERNANCE' | 'COMPLIANCE', days = 365) => ({ defaultRetention: { mode, days } });
const judged = (bucket: Partial<Bucket>, estate: Partial<Estate> = {}, parameters = {}) =>
  verdictOf(control, anEstate({ buckets: complete([aLogBucket(bucket)]), ...estate }), parameters);

describe(control.id, () => {
  it.each<[string, Partial<Bucket>, string]>([
    ['MFA Delete, without any lock', { mfaDelete: true, objectLock: null }, 'mfaDelete'],
    ['a lock that nobody lifts', { objectLock: lock('COMPLIANCE'), policy: null }, 'objectLock'],
    ['a lock whose bypass policy and organization deny', { objectLock: lock('GOVERNANCE') }, 'objectLock'],
  ])('passes by %s, and says so', (_case, bucket, field) => {
    expect(judged(bucket)).toMatchObject({
      status: 'pass',
      evidence: expect.arrayContaining([expect.objectContaining({ field })]),
    });
  });

  it.each<[string, Partial<Bucket>, Partial<Estate>]>([
    ['neither', { objectLock: null }, {}],
    ['a lock without default retention', { objectLock: { defaultRetention: null } }, {}],
    ['a short lock', { objectLock: lock('COMPLIANCE', 30) }, {}],
    [
      'a lock that any administrator lifts',
      { policy: aBucketPolicy(aDeletionDeny({ Action: 's3:Delete*' })) },
      {},
    ],
    [
      'a lock that a whole account lifts',
      {
        policy: aBucketPolicy(
          aDeletionDeny({
            Condition: { ArnNotLike: { 'aws:PrincipalArn': `arn:aws:iam::${names.logArchive}:*` } },
          }),
        ),
      },
      {},
    ],
    ['a lock that the root user lifts', {}, { controlPolicies: complete([]) }],
    ['a lock that no organization guards', {}, { organization: null }],
    ['a lock in the management account', { accountId: names.management }, {}],
  ])('fails %s', (_case, bucket, estate) => {
    expect(judged({ mfaDelete: false, ...bucket }, estate).status).toBe('fail');
  });

  it('takes the days of the lock from the parameter', () => {
    expect(judged({ objectLock: lock('COMPLIANCE', 30) }, {}, { lockMinDays: 30 }).status).toBe('pass');
  });

  it('is not about the bucket of access logs', () => {
    expect(judged({ role: 'access-logs', objectLock: null }).status).toBe('not_applicable');
  });

  it.each<[string, Partial<Bucket>, Partial<Estate>]>([
    ['MFA Delete', { mfaDelete: hidden, objectLock: null }, {}],
    ['lock', { objectLock: hidden }, {}],
    ['policy', { policy: hidden }, {}],
    ['owner', { accountId: hidden }, {}],
    ['organization', {}, { organization: hidden }],
    ['guardrails', {}, { controlPolicies: { items: [], complete: hidden } }],
  ])('does not know while the %s could not be read', (_what, bucket, estate) => {
    expect(judged(bucket, estate).status).toBe('unknown');
  });
});

import { describe, expect, it } from 'vitest';
import {
  aBucketPolicy,
  aLogBucket,
  anEstate,
  aTrail,
  aWriteStatement,
  complete,
  names,
} from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Bucket, Estate } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import control from './dedicated-bucket.ts';

const hidden = unknownBecause('access-denied', 'AccessDenied');
const archive = { logArchiveAccountId: names.logArchive };
const judged = (bucket: Partial<Bucket>, parameters: object = archive, estate: Partial<Estate> = {}) =>
  verdictOf(control, anEstate({ buckets: complete([aLogBucket(bucket)]), ...estate }), { ...parameters });

describe(control.id, () => {
  it('passes a bucket of the log archive that log services alone write into', () => {
    expect(judged({}).status).toBe('pass');
  });

  it.each<[string, Partial<Bucket>, string]>([
    ['the management account', { accountId: names.management }, 'management account'],
    ['a workload account', { accountId: names.member }, names.member],
  ])('fails a bucket of %s', (_whose, bucket, reason) => {
    expect(judged(bucket)).toMatchObject({ status: 'fail', reason: expect.stringContaining(reason) });
  });

  it('fails a bucket of the management account, whichever the archive is', () => {
    expect(judged({ accountId: names.management }, {}).status).toBe('fail');
  });

  it('fails a bucket that an application writes into', () => {
    const application = aWriteStatement({ Principal: { AWS: `arn:aws:iam::${names.member}:role/app` } });
    expect(judged({ policy: aBucketPolicy(aWriteStatement(), application) }).status).toBe('fail');
  });

  it('takes other audit logs where they are listed', () => {
    const config = aWriteStatement({ Principal: { Service: 'config.amazonaws.com' } });
    const policy = aBucketPolicy(aWriteStatement(), config);
    expect(judged({ policy }).status).toBe('fail');
    expect(judged({ policy }, { ...archive, otherLogServices: ['config.amazonaws.com'] }).status).toBe(
      'pass',
    );
  });

  it('fails when the bucket is in none of our accounts', () => {
    expect(judged({}, archive, { buckets: complete([]) }).status).toBe('fail');
  });

  it('is not about a standalone account, nor one without an organization trail', () => {
    expect(judged({}, archive, { organization: null }).status).toBe('not_applicable');
    const trails = complete([aTrail({ isOrganization: false })]);
    expect(judged({}, archive, { trails }).status).toBe('not_applicable');
  });

  it.each<[string, Partial<Bucket>, object, Partial<Estate>]>([
    ['owner', { accountId: hidden }, archive, {}],
    ['owner in a program', { accountId: '(account of provider x)' }, archive, {}],
    ['policy', { policy: hidden }, archive, {}],
    ['log archive, which is not configured,', {}, {}, {}],
    ['bucket', {}, archive, { buckets: { items: [], complete: hidden } }],
    ['trails', {}, archive, { trails: { items: [], complete: hidden } }],
  ])('does not know while the %s is not known', (_what, bucket, parameters, estate) => {
    expect(judged(bucket, parameters, estate).status).toBe('unknown');
  });
});

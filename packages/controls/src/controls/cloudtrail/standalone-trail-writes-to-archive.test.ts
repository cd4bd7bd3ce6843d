import { describe, expect, it } from 'vitest';
import { aLogBucket, anAccount, anEstate, aTrail, complete, denied, names } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Bucket, Trail } from '../../model/estate.ts';
import control from './standalone-trail-writes-to-archive.ts';

const archive = { archiveBuckets: [names.bucket], archiveAccountIds: [names.logArchive] };

/** The verdict on an account that stands alone, with a trail of its own. */
function judged(
  trail: Partial<Trail>,
  {
    bucket = {},
    account = {},
    parameters = archive,
  }: {
    bucket?: Partial<Bucket>;
    account?: object;
    parameters?: Record<string, unknown>;
  } = {},
) {
  const own = aTrail({ isOrganization: false, ownerAccountId: names.member, ...trail });
  const estate = anEstate({
    organization: null,
    accounts: complete([anAccount(account)]),
    trails: complete([own]),
    buckets: complete([aLogBucket(bucket)]),
  });
  return verdictOf(control, estate, parameters);
}

describe(control.id, () => {
  it('passes a trail that delivers into the archive', () => {
    expect(judged({}).status).toBe('pass');
  });

  it('fails another bucket, and a bucket of that name that is somebody else’s', () => {
    expect(judged({ bucketName: 'elsewhere' })).toMatchObject({
      status: 'fail',
      reason: expect.stringContaining('delivers into elsewhere, which is not approved'),
    });
    expect(judged({}, { bucket: { accountId: '999999999999' } })).toMatchObject({
      status: 'fail',
      reason: expect.stringContaining('a bucket of account 999999999999, not of the archive'),
    });
  });

  it.each<[string, Partial<Trail>, object]>([
    ['that the organization’s trail records', { isOrganization: true }, {}],
    ['without a trail of all Regions', { isMultiRegion: false, bucketName: 'elsewhere' }, {}],
    ['that is closed', { bucketName: 'elsewhere' }, { status: 'SUSPENDED' }],
  ])('is not about an account %s', (_case, trail, account) => {
    expect(judged(trail, { account }).status).toBe('not_applicable');
  });

  it('still asks where the organization’s trail is stopped', () => {
    expect(judged({ isOrganization: true, isLogging: false, bucketName: 'elsewhere' }).status).toBe('fail');
  });

  it('does not know while nobody said which bucket is approved', () => {
    expect(judged({}, { parameters: {} })).toMatchObject({
      status: 'unknown',
      because: { unknown: 'not-read' },
    });
  });

  it.each<[string, Partial<Trail>, Partial<Bucket>]>([
    ['bucket of the trail', { bucketName: denied }, {}],
    ['kind of the trail', { isOrganization: denied }, {}],
    ['owner of the bucket', {}, { accountId: denied }],
    ['bucket', {}, { name: 'another' }],
  ])('does not know while the %s could not be read', (_what, trail, bucket) => {
    expect(judged(trail, { bucket }).status).toBe('unknown');
  });
});

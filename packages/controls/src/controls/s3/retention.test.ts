import { describe, expect, it } from 'vitest';
import { aLogBucket, anEstate, complete, names } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Bucket, LifecycleRule } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import control from './retention.ts';

const hidden = unknownBecause('access-denied', 'AccessDenied');
const [standard] = aLogBucket().lifecycle as readonly LifecycleRule[];
const rule = (differing: Partial<LifecycleRule>) => ({ ...(standard as LifecycleRule), ...differing });
const judged = (bucket: Partial<Bucket>, parameters = {}) =>
  verdictOf(control, anEstate({ buckets: complete([aLogBucket(bucket)]) }), parameters);

describe(control.id, () => {
  it.each<[string, LifecycleRule[] | null]>([
    ['seven years', [rule({})]],
    ['exactly a year', [rule({ expirationDays: 365 })]],
    ['for ever, without rules', null],
    ['for ever, with archiving', [rule({ expirationDays: null, noncurrentExpirationDays: null })]],
    ['a short rule that is off', [rule({ enabled: false, expirationDays: 1 })]],
    ['a short rule for tagged objects', [rule({ byTag: true, expirationDays: 1 })]],
    ['a short rule for another prefix', [rule({ prefix: 'scratch/', expirationDays: 1 })]],
  ])('passes %s', (_case, lifecycle) => {
    expect(judged({ lifecycle }).status).toBe('pass');
  });

  it.each<[string, Partial<LifecycleRule>, string]>([
    ['a day less than a year', { expirationDays: 364 }, '364 days'],
    ['a short rule for the bucket', { prefix: '', expirationDays: 1 }, '1 days'],
    ['a short rule for one account', { prefix: `AWSLogs/${names.management}/`, expirationDays: 1 }, '1 days'],
    ['a short rule for large files', { bySize: true, expirationDays: 1 }, '1 days'],
    ['a day at which all goes', { expirationDays: null, expirationDate: '2027-01-01' }, '2027-01-01'],
    ['replaced versions that go at once', { noncurrentExpirationDays: 1 }, 'replaced versions after 1'],
  ])('fails %s', (_case, differing, reason) => {
    expect(judged({ lifecycle: [rule(differing)] })).toMatchObject({
      status: 'fail',
      reason: expect.stringContaining(reason),
    });
  });

  it('fails an expiration before the end of the lock', () => {
    const objectLock = { defaultRetention: { mode: 'GOVERNANCE', days: 3000 } } as const;
    expect(judged({ objectLock })).toMatchObject({ status: 'fail', reason: expect.stringContaining('3000') });
  });

  it('takes the days from parameters', () => {
    const lifecycle = [rule({ expirationDays: 400, noncurrentExpirationDays: 10 })];
    expect(judged({ lifecycle }, { noncurrentDays: 10 }).status).toBe('pass');
    expect(judged({ lifecycle }, { noncurrentDays: 10, retentionDays: 401 }).status).toBe('fail');
  });

  it('is not about the bucket of access logs', () => {
    expect(judged({ role: 'access-logs', lifecycle: [rule({ expirationDays: 1 })] }).status).toBe(
      'not_applicable',
    );
  });

  it.each<[string, Partial<Bucket>]>([
    ['rules', { lifecycle: hidden }],
    ['lock', { objectLock: hidden }],
    ['policy, which tells the prefix', { policy: hidden }],
  ])('does not know while the %s could not be read', (_what, bucket) => {
    expect(judged(bucket).status).toBe('unknown');
  });
});

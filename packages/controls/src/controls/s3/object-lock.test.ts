import { describe, expect, it } from 'vitest';
import { aLogBucket, anEstate, complete } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Bucket, ObjectLock } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import control from './object-lock.ts';

function judged(bucket: Partial<Bucket>, parameters = {}) {
  return verdictOf(control, anEstate({ buckets: complete([aLogBucket(bucket)]) }), parameters);
}
function lock(mode: 'GOVERNANCE' | 'COMPLIANCE', days: number): ObjectLock {
  return { defaultRetention: { mode, days } };
}

describe(control.id, () => {
  it.each([
    ['a year in governance mode', lock('GOVERNANCE', 365), 'pass'],
    ['a year in compliance mode', lock('COMPLIANCE', 365), 'pass'],
    ['a day less', lock('COMPLIANCE', 364), 'fail'],
    ['no default retention', { defaultRetention: null }, 'fail'],
    ['no lock', null, 'fail'],
    ['a lock that is hidden', unknownBecause('access-denied', 'AccessDenied'), 'unknown'],
  ] as const)('%s -> %s', (_case, objectLock, status) => {
    expect(judged({ objectLock }).status).toBe(status);
  });

  it('asks for compliance mode where the parameter does', () => {
    const parameters = { lockMode: 'COMPLIANCE' };
    expect(judged({ objectLock: lock('GOVERNANCE', 365) }, parameters).status).toBe('fail');
    expect(judged({ objectLock: lock('COMPLIANCE', 365) }, parameters).status).toBe('pass');
  });

  it('takes the days from the parameter', () => {
    expect(judged({ objectLock: lock('GOVERNANCE', 30) }, { lockMinDays: 30 }).status).toBe('pass');
  });

  it('is not about the bucket of access logs', () => {
    expect(judged({ role: 'access-logs', objectLock: null }).status).toBe('not_applicable');
  });
});

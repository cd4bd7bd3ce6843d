import { describe, expect, it } from 'vitest';
import { aKey, aLogBucket, anEstate, aTrail, complete, names } from '../../../test/builders.ts';
import { verdictOf, verdictsOf } from '../../../test/verdicts-of.ts';
import type { Estate, Key } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import control from './usable-key.ts';

const hidden = unknownBecause('access-denied', 'AccessDenied');
const judged = (key: Partial<Key>, estate: Partial<Estate> = {}) =>
  verdictOf(control, anEstate({ keys: complete([aKey(key)]), ...estate }));

describe(control.id, () => {
  it('passes an enabled, symmetric key of the customer beside the bucket', () => {
    expect(judged({}).status).toBe('pass');
  });

  it.each<[string, Partial<Key>]>([
    ['that AWS manages', { manager: 'AWS' }],
    ['that is disabled', { state: 'Disabled' }],
    ['that is about to be deleted', { state: 'PendingDeletion' }],
    ['that waits for its material', { state: 'PendingImport' }],
    ['whose key store is cut off', { state: 'Unavailable' }],
    ['that signs', { usage: 'SIGN_VERIFY', spec: 'RSA_2048' }],
    ['of another Region', { region: 'eu-west-1' }],
  ])('fails a key %s', (_case, key) => {
    expect(judged(key).status).toBe('fail');
  });

  it('fails a key of another Region that only a trail uses', () => {
    const buckets = complete([aLogBucket({ encryption: null, region: 'eu-west-1' })]);
    expect(judged({}, { buckets }).status).toBe('fail');
  });

  it('is not about keys of other things', () => {
    expect(
      verdictsOf(control, anEstate({ keys: complete([aKey({ role: 'other', state: 'Disabled' })]) })),
    ).toEqual([]);
  });

  it.each<[string, Partial<Key>, Partial<Estate>]>([
    ['state of a key in another account', { state: hidden }, {}],
    ['manager', { manager: hidden }, {}],
    ['Region of the bucket', {}, { buckets: complete([aLogBucket({ region: hidden })]) }],
    ['encryption of the bucket', {}, { buckets: complete([aLogBucket({ encryption: hidden })]) }],
    ['key of a trail', {}, { trails: complete([aTrail({ kmsKeyId: hidden })]) }],
  ])('does not know while the %s is hidden', (_what, key, estate) => {
    expect(judged(key, estate).status).toBe('unknown');
  });

  it('finds a key by the reference of the trail', () => {
    const trails = complete([aTrail({ kmsKeyId: names.keyId })]);
    expect(judged({ region: 'eu-west-1' }, { trails }).status).toBe('fail');
  });
});

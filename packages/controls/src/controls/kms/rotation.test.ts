import { describe, expect, it } from 'vitest';
import { aKey, anEstate, complete } from '../../../test/builders.ts';
import { verdictOf, verdictsOf } from '../../../test/verdicts-of.ts';
import type { Key } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import control from './rotation.ts';

const hidden = unknownBecause('access-denied', 'AccessDenied');
const judged = (key: Partial<Key>, parameters = {}) =>
  verdictOf(control, anEstate({ keys: complete([aKey(key)]) }), parameters);

describe(control.id, () => {
  it.each<[string, Partial<Key>, string]>([
    ['each year', {}, 'pass'],
    ['at AWS’s own pace, a year', { rotationPeriodDays: null }, 'pass'],
    ['each quarter', { rotationPeriodDays: 90 }, 'pass'],
    ['every other year', { rotationPeriodDays: 730 }, 'fail'],
    ['never', { rotates: false }, 'fail'],
    ['never, as the program leaves it out', { rotates: null }, 'fail'],
    ['by hand, with imported material', { rotates: false, origin: 'EXTERNAL' }, 'not_applicable'],
    ['by hand, in a key store of its own', { rotates: false, origin: 'AWS_CLOUDHSM' }, 'not_applicable'],
    ['never, as it is asymmetric', { rotates: null, spec: 'RSA_2048' }, 'not_applicable'],
    ['nobody knows how often', { rotationPeriodDays: hidden }, 'unknown'],
    ['nobody knows whether', { rotates: hidden }, 'unknown'],
    ['nobody knows of what origin', { origin: hidden, rotates: false }, 'unknown'],
  ])('a key that rotates %s -> %s', (_case, key, status) => {
    expect(judged(key).status).toBe(status);
  });

  it('takes the longest period from the parameter', () => {
    expect(judged({ rotationPeriodDays: 730 }, { maxRotationDays: 730 }).status).toBe('pass');
  });

  it('judges the primary in place of a replica', () => {
    const replica = aKey({ arn: 'replica', id: 'mrk-2', primaryArn: 'primary', rotates: null });
    const withPrimary = (rotates: boolean) =>
      verdictsOf(
        control,
        anEstate({ keys: complete([aKey({ arn: 'primary', id: 'mrk-1', rotates }), replica]) }),
      );
    expect(withPrimary(true).map(({ status }) => status)).toEqual(['pass', 'pass']);
    expect(withPrimary(false).map(({ status }) => status)).toEqual(['fail', 'fail']);
    const alone = { items: [replica], complete: hidden };
    expect(verdictsOf(control, anEstate({ keys: alone }))[0]?.status).toBe('unknown');
  });
});

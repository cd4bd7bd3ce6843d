import { describe, expect, it } from 'vitest';
import { aTrail, anEstate, complete } from '../../../test/builders.ts';
import { verdictOf, verdictsOf } from '../../../test/verdicts-of.ts';
import { unknownBecause } from '../../model/fact.ts';
import control from './log-file-validation.ts';

describe(control.id, () => {
  it.each([
    ['signs', true, 'pass'],
    ['does not sign', false, 'fail'],
    ['says nothing about signing', null, 'fail'],
    ['is decided by the update', unknownBecause('unresolved', 'known after the update'), 'unknown'],
  ] as const)('a trail that %s -> %s', (_case, validatesLogFiles, status) => {
    const trails = complete([aTrail({ validatesLogFiles })]);
    expect(verdictOf(control, anEstate({ trails })).status).toBe(status);
  });

  it('gives no verdict where there is no trail: that is the finding of CT-01', () => {
    expect(verdictsOf(control, anEstate({ trails: complete([]) }))).toEqual([]);
  });
});

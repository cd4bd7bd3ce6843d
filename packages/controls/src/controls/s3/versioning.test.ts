import { describe, expect, it } from 'vitest';
import { aLogBucket, anEstate, complete } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import { unknownBecause } from '../../model/fact.ts';
import control from './versioning.ts';

describe(control.id, () => {
  it.each([
    ['enabled', 'Enabled', 'pass'],
    ['suspended', 'Suspended', 'fail'],
    ['never enabled', null, 'fail'],
    ['hidden', unknownBecause('access-denied', 'AccessDenied'), 'unknown'],
  ] as const)('versioning that is %s -> %s', (_case, versioning, status) => {
    const buckets = complete([aLogBucket({ versioning })]);
    expect(verdictOf(control, anEstate({ buckets })).status).toBe(status);
  });
});

import { describe, expect, it } from 'vitest';
import { aLogBucket, anEstate, complete } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Bucket, Removal } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import control from './survives-its-program.ts';

const judged = (removal: Bucket['removal'], parameters = {}) =>
  verdictOf(control, anEstate({ buckets: complete([aLogBucket({ removal })]) }), parameters);
const removal = (differing: Partial<Removal>): Removal => ({
  isProtected: false,
  isRetained: false,
  isForced: false,
  ...differing,
});

describe(control.id, () => {
  it.each<[string, Bucket['removal'], string]>([
    ['protected', removal({ isProtected: true }), 'pass'],
    ['retained on deletion', removal({ isRetained: true }), 'pass'],
    ['neither', removal({}), 'fail'],
    ['protected, and emptied once it is not', removal({ isProtected: true, isForced: true }), 'fail'],
    ['seen without its program', null, 'not_applicable'],
    ['not known yet', unknownBecause('unresolved', 'later'), 'unknown'],
  ])('a bucket that is %s -> %s', (_case, value, status) => {
    expect(judged(value).status).toBe(status);
  });

  it('leaves an ephemeral stack alone', () => {
    expect(judged(removal({ isForced: true }), { ephemeral: true }).status).toBe('not_applicable');
  });
});

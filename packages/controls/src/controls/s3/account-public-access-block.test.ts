import { describe, expect, it } from 'vitest';
import { aLogBucket, anEstate, complete } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Bucket } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import control from './account-public-access-block.ts';

const on = {
  blockPublicAcls: true,
  ignorePublicAcls: true,
  blockPublicPolicy: true,
  restrictPublicBuckets: true,
};
const judged = (accountPublicAccessBlock: Bucket['accountPublicAccessBlock']) =>
  verdictOf(control, anEstate({ buckets: complete([aLogBucket({ accountPublicAccessBlock })]) }));

describe(control.id, () => {
  it.each([
    ['all four switches on', on, 'pass'],
    ['no block at all', null, 'fail'],
    ['a block that is hidden', unknownBecause('access-denied', 'AccessDenied'), 'unknown'],
  ] as const)('%s -> %s', (_case, block, status) => {
    expect(judged(block).status).toBe(status);
  });

  it.each(Object.keys(on))('fails without %s', (name) => {
    expect(judged({ ...on, [name]: false })).toMatchObject({
      status: 'fail',
      reason: `${name} is off for the account that owns the bucket`,
    });
  });

  it('takes the block of the bucket for no excuse', () => {
    const bucket = aLogBucket({ publicAccessBlock: on, accountPublicAccessBlock: null });
    expect(verdictOf(control, anEstate({ buckets: complete([bucket]) })).status).toBe('fail');
  });
});

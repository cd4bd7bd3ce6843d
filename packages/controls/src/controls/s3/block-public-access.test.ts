import { describe, expect, it } from 'vitest';
import { aLogBucket, anEstate, complete } from '../../../test/builders.ts';
import { verdictOf, verdictsOf } from '../../../test/verdicts-of.ts';
import type { Bucket, PublicAccessBlock } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import control from './block-public-access.ts';

const judged = (bucket: Partial<Bucket>) =>
  verdictOf(control, anEstate({ buckets: complete([aLogBucket(bucket)]) }));
const all: PublicAccessBlock = {
  blockPublicAcls: true,
  ignorePublicAcls: true,
  blockPublicPolicy: true,
  restrictPublicBuckets: true,
};

describe(control.id, () => {
  it('passes all four settings', () => {
    expect(judged({ publicAccessBlock: all }).status).toBe('pass');
  });

  it.each(Object.keys(all))('fails without %s', (name) => {
    expect(judged({ publicAccessBlock: { ...all, [name]: false } })).toMatchObject({
      status: 'fail',
      reason: `${name} is off for the bucket`,
    });
  });

  it('fails a bucket without a block of its own', () => {
    expect(judged({ publicAccessBlock: null }).status).toBe('fail');
  });

  it('judges the bucket of access logs too, and no other bucket', () => {
    const buckets = complete([
      aLogBucket({ role: 'access-logs', name: 'a', publicAccessBlock: null }),
      aLogBucket({ role: 'other', name: 'b', publicAccessBlock: null }),
    ]);
    expect(verdictsOf(control, anEstate({ buckets })).map(({ status }) => status)).toEqual(['fail']);
  });

  it('does not know while the block could not be read', () => {
    expect(judged({ publicAccessBlock: unknownBecause('throttled', 'SlowDown after 5 tries') }).status).toBe(
      'unknown',
    );
  });
});

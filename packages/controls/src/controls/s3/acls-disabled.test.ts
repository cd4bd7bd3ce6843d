import { describe, expect, it } from 'vitest';
import { aLogBucket, anEstate, complete } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Bucket } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import control from './acls-disabled.ts';

const hidden = unknownBecause('access-denied', 'AccessDenied');
const judged = (bucket: Partial<Bucket>) =>
  verdictOf(control, anEstate({ buckets: complete([aLogBucket(bucket)]) }));

describe(control.id, () => {
  it.each<[string, Partial<Bucket>, string]>([
    ['the owner alone', { ownership: 'BucketOwnerEnforced' }, 'pass'],
    ['the owner by preference', { ownership: 'BucketOwnerPreferred' }, 'fail'],
    ['the writer', { ownership: 'ObjectWriter' }, 'fail'],
    ['nobody, in an old bucket,', { ownership: null }, 'fail'],
    ['the writer of access logs', { ownership: 'ObjectWriter', role: 'access-logs' }, 'fail'],
    [
      'S3’s log delivery group, of access logs,',
      { ownership: 'ObjectWriter', role: 'access-logs', admitsLogDeliveryGroup: true },
      'not_applicable',
    ],
    ['that group, of log files,', { ownership: 'ObjectWriter', admitsLogDeliveryGroup: true }, 'fail'],
    ['somebody hidden', { ownership: hidden }, 'unknown'],
    [
      'somebody by a hidden ACL, of access logs,',
      { ownership: 'ObjectWriter', role: 'access-logs', admitsLogDeliveryGroup: hidden },
      'unknown',
    ],
  ])('owned by %s -> %s', (_case, bucket, status) => {
    expect(judged(bucket).status).toBe(status);
  });
});

import { partitions } from './arn.ts';
import type { Bucket, Estate, Trail } from '../model/estate.ts';
import type { Unknown } from '../model/fact.ts';
import { isUnknown } from '../model/fact.ts';
import type { Verdict } from '../model/verdict.ts';
import { unknown } from '../verdicts.ts';

/** Tells whether a bucket has this name, or is the program's resource with this URN. */
export function isBucketNamed(bucket: Bucket, reference: string): boolean {
  return bucket.name === reference || bucket.observation.urn === reference;
}

/** Trails that deliver into a bucket, and why there may be others. */
export function trailsInto(
  bucket: Bucket,
  estate: Estate,
): { trails: readonly Trail[]; complete: true | Unknown } {
  const trails = estate.trails.items.filter(
    ({ bucketName }) => typeof bucketName === 'string' && isBucketNamed(bucket, bucketName),
  );
  const elsewhere = [bucket.name, ...estate.trails.items.map(({ bucketName }) => bucketName)].find(isUnknown);
  return { trails, complete: elsewhere ?? estate.trails.complete };
}

/** The bucket that a name, or the URN of a program's resource, stands for, if the lens read it. */
function findBucket(estate: Estate, reference: string): Bucket | undefined {
  return estate.buckets.items.find((bucket) => isBucketNamed(bucket, reference));
}

/**
 * Judges the bucket that a name, or the URN of a program's resource, stands for.
 *
 * @param absent the verdict where there is no such bucket among all that the lens read
 */
export function judgeBucketNamed(
  estate: Estate,
  reference: string,
  judge: (bucket: Bucket) => Verdict,
  absent: () => Verdict,
): Verdict {
  const bucket = findBucket(estate, reference);
  if (bucket !== undefined) return judge(bucket);
  const hidden = estate.buckets.items.map(({ name }) => name).find(isUnknown);
  const complete = hidden ?? estate.buckets.complete;
  return complete === true ? absent() : unknown(`the bucket ${reference} could not be looked at`, complete);
}

/** ARNs that a bucket has in the partitions that anyone can have an account in, with `suffix` for its objects. */
export function arnsOfBucket(name: string, suffix: '' | '/*'): readonly string[] {
  return partitions.map((partition) => `arn:${partition}:s3:::${name}${suffix}`);
}

/** Tells a bucket that keeps log files of trails, originals or copies, from one of access logs. */
export function keepsLogFiles({ role }: Bucket): boolean {
  return role === 'trail-logs' || role === 'log-copy';
}

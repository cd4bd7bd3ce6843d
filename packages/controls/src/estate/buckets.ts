import type { Bucket, Estate, Trail } from '../model/estate.ts';
import type { Unknown } from '../model/fact.ts';
import { isUnknown } from '../model/fact.ts';

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
  const elsewhere = estate.trails.items.map(({ bucketName }) => bucketName).find(isUnknown);
  return { trails, complete: elsewhere ?? estate.trails.complete };
}

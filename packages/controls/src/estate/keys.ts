import type { Bucket, Estate, Key } from '../model/estate.ts';
import type { Unknown } from '../model/fact.ts';
import { isUnknown } from '../model/fact.ts';
import type { Evidence, Verdict } from '../model/verdict.ts';
import { decide, evidenceElsewhere, fail, pass, unknown } from '../verdicts.ts';
import { isBucketNamed, keepsLogFiles } from './buckets.ts';
import { listIndex } from './list-index.ts';

/** A key is named by its ARN, its id, or the URN of a program's resource. */
const keysByReference = listIndex<Key>(({ arn, id, observation }) => [
  arn,
  id,
  observation.arn,
  observation.urn,
]);

/** The key that a reference names, if the lens read it. Aliases are resolved by the lens. */
export function findKey(estate: Estate, reference: string): Key | undefined {
  return keysByReference(estate.keys.items, reference)[0];
}

/** Buckets whose log files a key encrypts: by their default encryption, or as the trail that delivers into them asks. */
export function bucketsOfKey(key: Key, estate: Estate): readonly Bucket[] {
  const names = (reference: string | null) => reference !== null && findKey(estate, reference) === key;
  const trails = estate.trails.items.filter(
    ({ kmsKeyId }) => typeof kmsKeyId === 'string' && names(kmsKeyId),
  );
  return estate.buckets.items
    .filter(keepsLogFiles)
    .filter(
      (bucket) =>
        (bucket.encryption !== null && !isUnknown(bucket.encryption) && names(bucket.encryption.keyId)) ||
        trails.some(({ bucketName }) => typeof bucketName === 'string' && isBucketNamed(bucket, bucketName)),
    );
}

/** Why more buckets may be encrypted with a key than are known to be. */
export function hiddenUsesOfKeys({ trails, buckets }: Estate): Unknown | undefined {
  return [
    ...trails.items.flatMap(({ kmsKeyId, bucketName }) => [kmsKeyId, bucketName]),
    ...buckets.items.filter(keepsLogFiles).flatMap(({ encryption, name }) => [encryption, name]),
  ].find(isUnknown);
}

/**
 * Judges whether a key is one that the customer manages.
 *
 * @param reference ARN, id or alias of the key, or the URN of a program's resource
 * @param found the setting that names it
 */
export function judgeCustomerKey(reference: string, estate: Estate, found: Evidence): Verdict {
  if (reference.includes('alias/aws/')) return fail(`${reference} is a key that AWS manages`, found);
  const key = findKey(estate, reference);
  if (key === undefined) {
    return estate.keys.complete === true
      ? fail(`the key ${reference} does not exist`, found)
      : unknown(`the key ${reference} could not be looked at`, estate.keys.complete);
  }
  return decide(key.manager, 'who manages the key', (manager) =>
    manager === 'CUSTOMER'
      ? pass(evidenceElsewhere(key, 'manager'))
      : fail('the key is not managed by the customer', evidenceElsewhere(key, 'manager')),
  );
}

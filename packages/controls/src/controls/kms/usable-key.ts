import { defineControl } from '../../define-control.ts';
import { bucketsOfKey, hiddenUsesOfKeys } from '../../estate/keys.ts';
import type { Bucket, Estate, Key } from '../../model/estate.ts';
import type { Verdict } from '../../model/verdict.ts';
import { all, decide, evidence, evidenceElsewhere, fail, pass, unknown } from '../../verdicts.ts';

const wanted = [
  ['manager', 'CUSTOMER', 'the customer does not manage the key'],
  ['state', 'Enabled', 'the key is not enabled'],
  ['spec', 'SYMMETRIC_DEFAULT', 'the key is not symmetric'],
  ['usage', 'ENCRYPT_DECRYPT', 'the key does not encrypt and decrypt'],
] as const;

/** A key that is disabled, about to be deleted or without its material stops delivery and hides what was delivered. */
export default defineControl({
  id: 'KM-01',
  title: 'Log key is customer managed, enabled and usable',
  intent: 'Encryption does not stop delivery.',
  severity: 'critical',
  appliesTo: 'key',
  policies: ['resource', 'stack'],
  pulumiTypes: ['aws:kms/key:Key'],
  needs: ['kms:DescribeKey'],
  fix: 'Enable the key, or replace it by a symmetric one of the customer in the Region of the bucket.',
  url: 'https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html',
  evaluate(key, { estate }) {
    return all([
      ...wanted.map(([field, value, fault]) =>
        decide(key[field], `the ${field} of the key`, (seen) =>
          seen === value
            ? pass(evidence(key, field))
            : fail(`${fault}: ${field} is ${seen}`, evidence(key, field)),
        ),
      ),
      ...bucketsOfKey(key, estate).map((bucket) => inRegionOf(bucket, key)),
      usesAreKnown(key, estate),
    ]);
  },
});

/** What is not known of trails and log buckets leaves open whether the key serves one of another Region. */
function usesAreKnown(key: Key, estate: Estate): Verdict {
  const hidden = hiddenUsesOfKeys(estate);
  return hidden === undefined
    ? pass(evidence(key, 'region'))
    : unknown('which buckets the key encrypts is not known', hidden);
}

function inRegionOf(bucket: Bucket, key: Key): Verdict {
  return decide(key.region, 'the Region of the key', (own) =>
    decide(bucket.region, 'the Region of the bucket', (region) =>
      own === region
        ? pass(evidence(key, 'region'))
        : fail(`the key is in ${own}, the bucket in ${region}`, evidenceElsewhere(bucket, 'region')),
    ),
  );
}

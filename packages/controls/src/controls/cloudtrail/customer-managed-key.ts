import { defineControl } from '../../define-control.ts';
import { isBucketNamed } from '../../estate/buckets.ts';
import { customerManaged } from '../../estate/customer-key.ts';
import { findKey } from '../../estate/keys.ts';
import type { Bucket, Estate, Key, Trail } from '../../model/estate.ts';
import { isUnknown } from '../../model/fact.ts';
import type { Verdict } from '../../model/verdict.ts';
import {
  all,
  decide,
  evidence,
  evidenceElsewhere,
  fail,
  notApplicable,
  pass,
  unknown,
} from '../../verdicts.ts';

/**
 * The bucket’s default encryption is no replacement: without a key of its own CloudTrail writes with SSE-S3. In a
 * program a reference to a key of the same program counts as set while the ARN is not known.
 */
export default defineControl({
  id: 'CT-08',
  title: 'Trail encrypts with a customer managed KMS key',
  intent: 'Reading the logs takes a second permission that others administer.',
  severity: 'high',
  appliesTo: 'trail',
  policies: ['resource', 'stack'],
  pulumiTypes: ['aws:cloudtrail/trail:Trail'],
  needs: ['cloudtrail:DescribeTrails', 'kms:DescribeKey', 's3:GetBucketLocation'],
  fix: 'Create a key whose policy admits CloudTrail and set kmsKeyId to its ARN.',
  url: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/encrypting-cloudtrail-log-files-with-aws-kms.html',
  evaluate(trail, { estate }) {
    return decide(trail.kmsKeyId, 'the trail’s key', (reference) => {
      const set = evidence(trail, 'kmsKeyId');
      if (reference === null || reference === '')
        return fail('kmsKeyId is not set: log files have SSE-S3 only', set);
      if (reference.includes('alias/aws/')) return fail(`${reference} is a key that AWS manages`, set);
      const key = findKey(estate, reference);
      if (key !== undefined)
        return all([pass(set), customerManaged(key), usable(key), inRegionOfBucket(trail, key, estate)]);
      return estate.keys.complete === true
        ? fail(`the key ${reference} does not exist`, set)
        : unknown(`the key ${reference} could not be looked at`, estate.keys.complete);
    });
  },
});

function usable(key: Key): Verdict {
  return decide(key.state, 'the state of the key', (state) =>
    state === 'Enabled'
      ? pass(evidenceElsewhere(key, 'state'))
      : fail(`the key is ${state ?? 'missing'}, not Enabled`, evidenceElsewhere(key, 'state')),
  );
}

/** CloudTrail takes only a key in the Region of the bucket. A bucket that nobody read is no finding of this control. */
function inRegionOfBucket(trail: Trail, key: Key, estate: Estate): Verdict {
  return decide(trail.bucketName, 'the trail’s bucket', (name) => {
    const bucket = estate.buckets.items.find((candidate) => name !== null && isBucketNamed(candidate, name));
    if (bucket !== undefined) return inSameRegion(key, bucket);
    const nameless = estate.buckets.items.map((candidate) => candidate.name).find(isUnknown);
    return nameless === undefined
      ? notApplicable('the bucket was not read')
      : unknown('which bucket is the trail’s is not known', nameless);
  });
}

function inSameRegion(key: Key, bucket: Bucket): Verdict {
  return decide(key.region, 'the Region of the key', (keyRegion) =>
    decide(bucket.region, 'the Region of the bucket', (bucketRegion) =>
      keyRegion === bucketRegion
        ? pass(evidenceElsewhere(key, 'region'))
        : fail(
            `the key is in ${keyRegion}, the bucket in ${bucketRegion}`,
            evidenceElsewhere(key, 'region'),
            evidenceElsewhere(bucket, 'region'),
          ),
    ),
  );
}

import { defineControl } from '../../define-control.ts';
import { judgeBucketNamed } from '../../estate/buckets.ts';
import { logPrefixesOf } from '../../estate/log-prefixes.ts';
import type { Bucket, Estate, ReplicationRule } from '../../model/estate.ts';
import { isUnknown } from '../../model/fact.ts';
import type { Evidence, Verdict } from '../../model/verdict.ts';
import {
  all,
  any,
  decide,
  evidence,
  evidenceElsewhere,
  fail,
  notApplicable,
  pass,
  unknown,
} from '../../verdicts.ts';

/** The bucket of the copies is judged as a log bucket itself: closed, versioned, locked and encrypted. */
export default defineControl({
  id: 'LB-19',
  title: 'Cross-Region copy of logs',
  intent: 'Loss of a Region or bucket does not lose the record.',
  severity: 'low',
  appliesTo: 'logBucket',
  policies: ['resource', 'stack'],
  pulumiTypes: ['aws:s3/bucketReplicationConfig:BucketReplicationConfig'],
  needs: ['s3:GetBucketReplication', 's3:GetBucketLocation', 's3:GetBucketPolicy'],
  fix: 'Add an enabled rule that copies the log prefix into a bucket in another Region, without delete markers.',
  url: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html',
  parameters: { requireReplication: false },
  parameterHelp: {
    requireReplication: { description: 'Whether log files must be copied into another Region.' },
  },
  evaluate(bucket, { estate, parameters: { requireReplication } }) {
    if (!requireReplication) return notApplicable('no copy in another Region is required');
    if (bucket.role !== 'trail-logs') return notApplicable('the bucket is no destination of a trail');
    return decide(bucket.replication, 'the bucket’s replication', (rules) => {
      const found = evidence(bucket, 'replication');
      if (rules === null) return fail('the bucket has no replication', found);
      const prefixes = logPrefixesOf(bucket, estate);
      if (isUnknown(prefixes))
        return unknown('what the bucket’s log files begin with is not known', prefixes);
      return all(
        prefixes.map((prefix) => {
          const copying = rules.filter((rule) => copies(rule, prefix));
          return copying.length === 0
            ? fail(`no enabled rule copies ${prefix}`, found)
            : any(copying.map((rule) => isElsewhere(bucket, rule, estate)));
        }),
      );
    });
  },
});

function copies({ enabled, byTag, prefix }: ReplicationRule, logPrefix: string): boolean {
  return enabled && !byTag && logPrefix.startsWith(prefix);
}

function isElsewhere(bucket: Bucket, rule: ReplicationRule, estate: Estate): Verdict {
  const found = evidence(bucket, 'replication', rule);
  if (rule.copiesDeleteMarkers)
    return fail(`rule ${rule.id} copies delete markers, so that who hides a file hides its copy`, found);
  return judgeBucketNamed(
    estate,
    rule.destinationBucket,
    (copy) => isInOtherRegion(bucket, copy, found),
    () => fail(`the bucket ${rule.destinationBucket} does not exist`, found),
  );
}

function isInOtherRegion(bucket: Bucket, copy: Bucket, found: Evidence): Verdict {
  return decide(copy.region, 'the Region of the copies', (region) =>
    decide(bucket.region, 'the Region of the bucket', (own) =>
      region === own
        ? fail(`the copies are in ${own} too`, found)
        : pass(found, evidenceElsewhere(copy, 'region')),
    ),
  );
}

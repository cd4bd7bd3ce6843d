import { defineControl } from '../../define-control.ts';
import { isBucketNamed, judgeBucketNamed } from '../../estate/buckets.ts';
import { judgeObjectsRecorded } from '../../estate/log-bucket-events.ts';
import type { Bucket, Estate } from '../../model/estate.ts';
import type { Verdict } from '../../model/verdict.ts';
import { all, decide, evidence, evidenceElsewhere, fail, notApplicable, pass } from '../../verdicts.ts';

/**
 * CIS asks for server access logging even where data events of the bucket are recorded; a user may take these instead.
 * The target cannot have an Object Lock with a default retention.
 */
export default defineControl({
  id: 'LB-15',
  title: 'Server access logging on the log bucket',
  intent: 'Reads of the audit log are themselves logged.',
  severity: 'medium',
  appliesTo: 'logBucket',
  policies: ['resource', 'stack'],
  pulumiTypes: ['aws:s3/bucketLogging:BucketLogging', 'aws:s3/bucket:Bucket'],
  needs: ['s3:GetBucketLogging'],
  fix: 'Create a bucket of the same account and Region and a BucketLogging that names it.',
  url: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html',
  parameters: { acceptDataEvents: false },
  parameterHelp: {
    acceptDataEvents: {
      description: 'Whether data events of the bucket’s objects, recorded by a trail, will do instead.',
    },
  },
  evaluate(bucket, { estate, parameters: { acceptDataEvents } }) {
    if (bucket.role === 'access-logs') return notApplicable('the bucket takes access logs itself');
    const verdict = isLogged(bucket, estate);
    if (!acceptDataEvents || verdict.status === 'pass') return verdict;
    const recorded = judgeObjectsRecorded(bucket, estate);
    if (recorded.status === 'pass') return notApplicable('data events of the bucket’s objects are recorded');
    return recorded.status === 'unknown' ? recorded : verdict;
  },
});

function isLogged(bucket: Bucket, estate: Estate): Verdict {
  return decide(bucket.accessLogging, 'the bucket’s access logging', (logging) => {
    const found = evidence(bucket, 'accessLogging');
    if (logging === null) return fail('server access logging is not enabled', found);
    if (isBucketNamed(bucket, logging.targetBucket)) return fail('the bucket logs into itself', found);
    const { targetBucket } = logging;
    return judgeBucketNamed(
      estate,
      targetBucket,
      (target) => all([pass(found), isBeside(bucket, target)]),
      () => fail(`the bucket ${targetBucket} does not exist in the account`, found),
    );
  });
}

function isBeside(bucket: Bucket, target: Bucket): Verdict {
  return all(
    (['accountId', 'region'] as const).map((field) =>
      decide(bucket[field], `the ${field} of the bucket`, (own) =>
        decide(target[field], `the ${field} of the bucket of access logs`, (other) =>
          own === other
            ? pass(evidenceElsewhere(target, field))
            : fail(`access logs go to a bucket in ${other}, not in ${own}`, evidenceElsewhere(target, field)),
        ),
      ),
    ),
  );
}

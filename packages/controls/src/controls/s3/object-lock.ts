import { defineControl } from '../../define-control.ts';
import { decide, evidence, fail, notApplicable, pass } from '../../verdicts.ts';

/**
 * Object Lock without a default retention fails: files would arrive unlocked. The target of server access logs is
 * left out, for AWS cannot deliver into a bucket with a default retention.
 */
export default defineControl({
  id: 'LB-12',
  title: 'Object Lock with default retention',
  intent: 'Files cannot be deleted or encrypted away, not even with the right to delete them.',
  severity: 'high',
  appliesTo: 'logBucket',
  policies: ['resource', 'stack'],
  pulumiTypes: ['aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration', 'aws:s3/bucket:Bucket'],
  needs: ['s3:GetObjectLockConfiguration'],
  fix: 'Enable Object Lock and set a default retention; an existing bucket can be changed too.',
  url: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html',
  parameters: { lockMinDays: 365, lockMode: 'GOVERNANCE' },
  parameterHelp: {
    lockMinDays: { description: 'Days that the default retention must last.', minimum: 1 },
    lockMode: {
      description: 'GOVERNANCE takes either mode, COMPLIANCE only that one.',
      choices: ['GOVERNANCE', 'COMPLIANCE'],
    },
  },
  evaluate(bucket, { parameters: { lockMinDays, lockMode } }) {
    if (bucket.role === 'access-logs') {
      return notApplicable(
        'the bucket takes server access logs, which AWS cannot deliver under a default retention',
      );
    }
    return decide(bucket.objectLock, 'the bucket’s Object Lock', (lock) => {
      const found = evidence(bucket, 'objectLock');
      if (lock === null) return fail('Object Lock is not enabled', found);
      const retention = lock.defaultRetention;
      if (retention === null) return fail('Object Lock has no default retention', found);
      if (lockMode === 'COMPLIANCE' && retention.mode !== 'COMPLIANCE') {
        return fail(`the retention mode is ${retention.mode}, not COMPLIANCE`, found);
      }
      return retention.days >= lockMinDays
        ? pass(found)
        : fail(`objects are retained for ${retention.days} days, less than ${lockMinDays}`, found);
    });
  },
});

import { defineControl } from '../../define-control.ts';
import { arnsOfBucket } from '../../estate/buckets.ts';
import { deniesClearText } from '../../policy/clear-text.ts';
import { all, decide, evidence, fail, pass } from '../../verdicts.ts';

const parts = [
  ['', 'the bucket'],
  ['/*', 'its objects'],
] as const;

/** A Deny of old versions of TLS (`s3:TlsVersion`) comes on top and is no substitute. */
export default defineControl({
  id: 'LB-07',
  title: 'TLS only access',
  intent: 'Logs are never read or written in clear text.',
  severity: 'medium',
  appliesTo: 'logBucket',
  policies: ['resource', 'stack', 'remediation'],
  pulumiTypes: ['aws:s3/bucketPolicy:BucketPolicy'],
  needs: ['s3:GetBucketPolicy'],
  fix: 'Add a Deny for Principal * and s3:* on the bucket and its objects with Bool aws:SecureTransport false.',
  url: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html',
  evaluate(bucket) {
    return decide(bucket.policy, 'the bucket policy', (policy) => {
      if (policy === null) return fail('the bucket has no policy', evidence(bucket, 'policy'));
      return decide(bucket.name, 'the bucket’s name', (name) =>
        all(
          parts.map(([suffix, what]) =>
            arnsOfBucket(String(name), suffix).some((arn) => deniesClearText(policy, 's3', arn))
              ? pass(evidence(bucket, 'policy'))
              : fail(`calls without TLS are not denied for ${what}`, evidence(bucket, 'policy')),
          ),
        ),
      );
    });
  },
});

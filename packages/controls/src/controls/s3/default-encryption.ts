import { defineControl } from '../../define-control.ts';
import { judgeCustomerKey } from '../../estate/keys.ts';
import { all, decide, evidence, fail, notApplicable, pass } from '../../verdicts.ts';

/**
 * Every bucket encrypts with at least SSE-S3, so what counts is whose key it is. A trail's own key wins over the bucket's
 * for its files; an S3 Bucket Key is a matter of cost.
 */
export default defineControl({
  id: 'LB-13',
  title: 'Default encryption uses the log KMS key',
  intent: 'Objects from every writer are encrypted with our key.',
  severity: 'medium',
  appliesTo: 'logBucket',
  policies: ['resource', 'stack', 'remediation'],
  pulumiTypes: [
    'aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration',
    'aws:s3/bucket:Bucket',
  ],
  needs: ['s3:GetBucketEncryption', 'kms:DescribeKey'],
  fix: 'Set the default rule to aws:kms with kmsMasterKeyId, the ARN of the log key.',
  url: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-bucket-encryption.html',
  evaluate(bucket, { estate }) {
    if (bucket.role === 'access-logs')
      return notApplicable('the bucket takes server access logs, which AWS delivers with SSE-S3 only');
    return decide(bucket.encryption, 'the bucket’s default encryption', (encryption) => {
      const found = evidence(bucket, 'encryption');
      if (encryption === null || !encryption.algorithm.startsWith('aws:kms'))
        return fail('the bucket encrypts with SSE-S3 by default, not with the log key', found);
      if (encryption.keyId === null)
        return fail('the bucket encrypts with the key that AWS manages by default', found);
      return all([pass(found), judgeCustomerKey(encryption.keyId, estate, found)]);
    });
  },
});

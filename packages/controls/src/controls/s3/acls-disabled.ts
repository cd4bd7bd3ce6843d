import { defineControl } from '../../define-control.ts';
import { decide, evidence, fail, notApplicable, pass } from '../../verdicts.ts';

/** New buckets have it by default since April 2023; older ones have not. */
export default defineControl({
  id: 'LB-18',
  title: 'ACLs disabled',
  intent: 'Ownership and access come from policies only.',
  severity: 'medium',
  appliesTo: 'logBucket',
  policies: ['resource', 'stack', 'remediation'],
  pulumiTypes: ['aws:s3/bucketOwnershipControls:BucketOwnershipControls'],
  needs: ['s3:GetBucketOwnershipControls', 's3:GetBucketAcl'],
  fix: 'Add a BucketOwnershipControls with objectOwnership BucketOwnerEnforced.',
  url: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html',
  evaluate(bucket) {
    return decide(bucket.ownership, 'the bucket’s object ownership', (ownership) => {
      if (ownership === 'BucketOwnerEnforced') return pass(evidence(bucket, 'ownership'));
      const verdict = fail(
        `object ownership is ${ownership ?? 'not set'}, so that ACLs are in force`,
        evidence(bucket, 'ownership'),
      );
      if (bucket.role !== 'access-logs') return verdict;
      return decide(bucket.admitsLogDeliveryGroup, 'whether the ACL admits S3’s log delivery', (admits) =>
        admits === true
          ? notApplicable('access logs are delivered by an ACL for S3’s log delivery group')
          : verdict,
      );
    });
  },
});

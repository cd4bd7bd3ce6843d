import { defineControl } from '../../define-control.ts';
import { allSwitchesOn } from '../../estate/public-access-switches.ts';

/** The account's own block is no excuse: it can be lifted without a look at this bucket. */
export default defineControl({
  id: 'LB-03',
  title: 'All four Block Public Access settings on the bucket',
  intent: 'A later mistake in a policy cannot expose the logs.',
  severity: 'critical',
  appliesTo: 'logBucket',
  policies: ['resource', 'stack', 'remediation'],
  pulumiTypes: ['aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock'],
  needs: ['s3:GetPublicAccessBlock'],
  fix: 'Add a BucketPublicAccessBlock for the bucket with all four settings true.',
  url: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html',
  evaluate(bucket) {
    return allSwitchesOn(bucket, 'publicAccessBlock', 'the bucket');
  },
});

import { allSwitchesOn } from '../../estate/public-access-switches.ts';
import { defineControl } from '../../define-control.ts';

/** An organization's S3 policy may set it from above: what the account answers counts. */
export default defineControl({
  id: 'LB-04',
  title: 'Account level Block Public Access in the log archive account',
  intent: 'New buckets start closed as well.',
  severity: 'high',
  appliesTo: 'logBucket',
  policies: ['stack', 'remediation'],
  pulumiTypes: ['aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock'],
  needs: ['s3control:GetPublicAccessBlock'],
  fix: 'Add an AccountPublicAccessBlock with all four settings true to the account that owns the bucket.',
  url: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/configuring-block-public-access-account.html',
  evaluate(bucket) {
    return allSwitchesOn(bucket, 'accountPublicAccessBlock', 'the account that owns the bucket');
  },
});

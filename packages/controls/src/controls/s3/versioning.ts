import { defineControl } from '../../define-control.ts';
import { decide, evidence, fail, pass } from '../../verdicts.ts';

/** Object Lock keeps versioning on by itself; the setting is still judged, for it is what AWS shows. */
export default defineControl({
  id: 'LB-09',
  title: 'Versioning enabled',
  intent: 'A file that was overwritten or deleted can be recovered.',
  severity: 'high',
  appliesTo: 'logBucket',
  policies: ['resource', 'stack', 'remediation'],
  pulumiTypes: ['aws:s3/bucketVersioning:BucketVersioning'],
  needs: ['s3:GetBucketVersioning'],
  fix: 'Add a BucketVersioning for the bucket with versioningConfiguration.status Enabled.',
  url: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html',
  evaluate(bucket) {
    return decide(bucket.versioning, 'the bucket’s versioning', (status) =>
      status === 'Enabled'
        ? pass(evidence(bucket, 'versioning'))
        : fail(`versioning is ${status ?? 'not enabled'}`, evidence(bucket, 'versioning')),
    );
  },
});

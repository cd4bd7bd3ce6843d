import { defineControl } from '../../define-control.ts';
import { judgeRemoval, removalHelp, removalParameters } from '../../estate/removal.ts';

/** A rename replaces a bucket too: what is protected refuses both. */
export default defineControl({
  id: 'LB-24',
  title: 'Infrastructure code cannot destroy the archive',
  intent: 'pulumi destroy or a rename must not remove logs.',
  severity: 'high',
  appliesTo: 'logBucket',
  policies: ['resource', 'stack', 'remediation'],
  pulumiTypes: ['aws:s3/bucket:Bucket'],
  needs: [],
  fix: 'Set the resource option protect: true on the bucket, and drop forceDestroy.',
  url: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/delete-bucket.html',
  parameters: removalParameters,
  parameterHelp: removalHelp,
  evaluate(bucket, { parameters }) {
    return judgeRemoval(bucket, parameters);
  },
});

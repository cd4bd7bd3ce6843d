import { defineControl } from '../../define-control.ts';
import { switchesOff } from '../../estate/public-access-switches.ts';
import { all, decide, evidence, fail, pass } from '../../verdicts.ts';

/** The block of an access point cannot be changed once it exists. Multi-Region access points count too. */
export default defineControl({
  id: 'LB-22',
  title: 'Access points on the log bucket are private',
  intent: 'No side door to the bucket.',
  severity: 'medium',
  appliesTo: 'logBucket',
  policies: ['resource', 'stack'],
  pulumiTypes: [
    'aws:s3/accessPoint:AccessPoint',
    'aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint',
  ],
  needs: ['s3control:ListAccessPoints', 's3control:GetAccessPoint', 's3control:ListMultiRegionAccessPoints'],
  fix: 'Delete the access point and create it again with all four blocks on, or do without.',
  url: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-bpa-settings.html',
  evaluate(bucket) {
    return decide(bucket.accessPoints, 'the access points of the bucket', (points) =>
      all([
        pass(evidence(bucket, 'accessPoints')),
        ...(points ?? []).map((point) => {
          const off = switchesOff(point.publicAccessBlock);
          const found = {
            ...evidence(bucket, 'accessPoints', point),
            ...(point.urn === undefined ? {} : { resource: point.urn }),
          };
          return off.length === 0
            ? pass(found)
            : fail(`${off.join(', ')} off for access point ${point.name}`, found);
        }),
      ]),
    );
  },
});

import { defineControl } from '../../define-control.ts';
import { partitionOf } from '../../estate/arn.ts';
import type { Trail } from '../../model/estate.ts';
import { isUrn } from '../../model/observation.ts';
import type { Verdict } from '../../model/verdict.ts';
import { access, dataEvents } from '../../selectors/data-events.ts';
import { overlap } from '../../selectors/lost-events.ts';
import { recordedEvents } from '../../selectors/recorded-events.ts';
import { decide, evidence, fail, notApplicable, pass } from '../../verdicts.ts';

/**
 * Leaving out the log bucket hides people's access to it too; `RecursiveLogging: false` leaves out CloudTrail's own
 * delivery alone, and is better. The provider has no property for it.
 */
export default defineControl({
  id: 'CT-28',
  title: 'Delivery loops are suppressed on purpose',
  intent: 'Events of the log bucket do not feed themselves, and nobody’s access is hidden with them.',
  severity: 'low',
  appliesTo: 'trail',
  policies: [],
  pulumiTypes: [],
  needs: ['cloudtrail:DescribeTrails', 'cloudtrail:GetEventSelectors'],
  fix: 'Call UpdateTrail with RecursiveLogging=false.',
  url: 'https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_UpdateTrail.html',
  evaluate(trail) {
    return decide(trail.selectors, 'the event selectors', (selected) => {
      const slices = recordedEvents(selected ?? { basic: null, advanced: null });
      const isTaken = (...starts: readonly string[]) => {
        const ofStart = starts.map((startsWith) => ({ field: 'resources.ARN', startsWith: [startsWith] }));
        const events = dataEvents('AWS::S3::Object', access.writes, ...ofStart);
        return slices.some((slice) => overlap(slice, events));
      };
      if (!isTaken()) return notApplicable('the trail records no calls that write objects');
      return decide(trail.bucketName, 'the trail’s bucket', (name) => {
        const ofBucket = name === null || isUrn(name) ? '' : `${name}/`;
        return decide(trail.homeRegion, 'the trail’s home Region', (region) =>
          isTaken(`arn:${partitionOf(region ?? '')}:s3:::${ofBucket}`)
            ? leavesOutDelivery(trail)
            : pass(evidence(trail, 'selectors')),
        );
      });
    });
  },
});

function leavesOutDelivery(trail: Trail): Verdict {
  return decide(trail.recordsOwnDelivery, 'RecursiveLogging', (records) =>
    records === false
      ? pass(evidence(trail, 'recordsOwnDelivery'))
      : fail(
          'each log file that is delivered is an event that is delivered in turn',
          evidence(trail, 'selectors'),
          evidence(trail, 'recordsOwnDelivery'),
        ),
  );
}

import { defineControl } from '../../define-control.ts';
import { deliversLately } from '../../estate/deliveries.ts';
import { decide, notApplicable } from '../../verdicts.ts';

/** Even a quiet account has events every day: an audit itself calls CloudTrail. */
export default defineControl({
  id: 'CT-19',
  title: 'CloudWatch Logs delivery is fresh',
  intent: 'A stream that is configured and broken blinds every alarm.',
  severity: 'high',
  appliesTo: 'trail',
  policies: [],
  pulumiTypes: [],
  needs: ['cloudtrail:DescribeTrails', 'cloudtrail:GetTrailStatus'],
  fix: 'Restore the log group, the role and its policy, or the key of the log group that AWS’s error names.',
  url: 'https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetTrailStatus.html',
  parameters: { cwlMaxAgeHours: 24 },
  parameterHelp: {
    cwlMaxAgeHours: { description: 'Hours that the latest delivery may be old.', minimum: 1 },
  },
  evaluate(trail, { estate: { asOf }, parameters: { cwlMaxAgeHours } }) {
    return decide(trail.logGroupArn, 'the log group', (group) =>
      group
        ? deliversLately(trail, asOf, {
            field: 'logGroupDelivery',
            what: 'delivery to CloudWatch Logs',
            limitHours: cwlMaxAgeHours,
          })
        : notApplicable('the trail sends nothing to CloudWatch Logs (CT-18)'),
    );
  },
});

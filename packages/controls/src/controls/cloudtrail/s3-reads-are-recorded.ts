import { defineControl } from '../../define-control.ts';
import { exclusionHelp, exclusionParameters, judgeObjectEvents } from '../../estate/object-events.ts';

/**
 * All buckets, those made later too. A log bucket may be left out, because each delivery would be an event that is
 * delivered in turn; other tools may count that as a finding.
 */
export default defineControl({
  id: 'CT-12',
  title: 'S3 object read events recorded for all buckets',
  intent: 'Every call that reads objects leads back to who made it.',
  severity: 'medium',
  appliesTo: 'account',
  policies: ['stack'],
  pulumiTypes: ['aws:cloudtrail/trail:Trail'],
  needs: [
    'cloudtrail:DescribeTrails',
    'cloudtrail:GetEventSelectors',
    'cloudtrail:GetTrailStatus',
    'organizations:ListAccounts',
    's3:GetBucketLogging',
  ],
  fix: 'Let a multi-Region trail select data events of AWS::S3::Object for all buckets; estimate their cost first.',
  url: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-cloudtrail-logging-for-s3.html',
  parameters: exclusionParameters,
  parameterHelp: exclusionHelp,
  evaluate(account, { estate, parameters }) {
    return judgeObjectEvents(account, estate, 'reads', parameters);
  },
});

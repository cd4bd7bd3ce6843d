import { defineControl } from '../../define-control.ts';
import { ifActive } from '../../estate/accounts.ts';
import { judgeRecorded } from '../../estate/recording.ts';
import { dataEvents } from '../../selectors/data-events.ts';
import { all, notApplicable } from '../../verdicts.ts';

/** Basic selectors know S3, Lambda and DynamoDB alone. Management events are no replacement for data events. */
export default defineControl({
  id: 'CT-15',
  title: 'Further data event types chosen on purpose',
  intent:
    'Kinds that exist only in advanced selectors, such as models and queues, are decided on and not forgotten.',
  severity: 'low',
  appliesTo: 'account',
  policies: ['stack'],
  pulumiTypes: ['aws:cloudtrail/trail:Trail'],
  needs: [
    'cloudtrail:DescribeTrails',
    'cloudtrail:GetEventSelectors',
    'cloudtrail:GetTrailStatus',
    'organizations:ListAccounts',
  ],
  fix: 'Move the trail to advancedEventSelectors and add one for each type.',
  url: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html',
  parameters: { requiredDataTypes: [] as readonly string[] },
  parameterHelp: {
    requiredDataTypes: {
      description:
        'Types of resources, as CloudTrail names them, whose data events must be recorded, such as AWS::Bedrock::Model or AWS::SQS::Queue.',
    },
  },
  evaluate(account, { estate, parameters: { requiredDataTypes } }) {
    if (requiredDataTypes.length === 0)
      return ifActive(account, () => notApplicable('no further type is required'));
    return all(
      requiredDataTypes.map((type) => judgeRecorded(account, estate, { eventsIn: () => dataEvents(type) })),
    );
  },
});

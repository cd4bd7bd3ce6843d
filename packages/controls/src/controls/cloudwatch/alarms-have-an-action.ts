import { actsThroughComposite, nameOfAlarm } from '../../alerting/alarm-acts.ts';
import { defineControl } from '../../define-control.ts';
import { isTopicReference, topicExists } from '../../estate/topics.ts';
import { any, decide, evidence, fail, notApplicable, pass } from '../../verdicts.ts';

/** An alarm that only feeds a composite alarm may leave the acting to it; Security Hub judges each alarm alone. */
export default defineControl({
  id: 'CW-16',
  title: 'Alarms have an action for the ALARM state',
  intent: 'An alarm nobody hears is no alarm.',
  severity: 'high',
  appliesTo: 'alarm',
  policies: ['resource', 'stack'],
  pulumiTypes: ['aws:cloudwatch/metricAlarm:MetricAlarm', 'aws:cloudwatch/compositeAlarm:CompositeAlarm'],
  needs: ['cloudwatch:DescribeAlarms', 'sns:GetTopicAttributes'],
  fix: 'Add the ARN of an SNS topic to alarmActions.',
  url: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-actions.html',
  evaluate(alarm, { estate }) {
    return decide(alarm.alarmActions, `the actions of ${nameOfAlarm(alarm)}`, (actions) => {
      const found = evidence(alarm, 'alarmActions');
      if (actions !== null && actions.length > 0) {
        return any(
          actions.map((action) =>
            estate.lens !== 'preview' && isTopicReference(action)
              ? topicExists(estate, action, () => pass(found))
              : pass(found),
          ),
        );
      }
      const composite = actsThroughComposite(alarm, estate);
      if (composite.status === 'unknown') return composite;
      return composite.status === 'pass'
        ? notApplicable(`a composite alarm acts for ${nameOfAlarm(alarm)}`)
        : fail(`${nameOfAlarm(alarm)} does nothing when it goes off`, found);
    });
  },
});

import { nameOfAlarm } from '../../alerting/alarm-acts.ts';
import { defineControl } from '../../define-control.ts';
import { decide, evidence, fail, pass } from '../../verdicts.ts';

/** Actions that are off for maintenance are waived by an exception that ends, never by the setting itself. */
export default defineControl({
  id: 'CW-17',
  title: 'Alarm actions are enabled',
  intent: 'Muted alarms are found.',
  severity: 'high',
  appliesTo: 'alarm',
  policies: ['resource', 'remediation'],
  pulumiTypes: ['aws:cloudwatch/metricAlarm:MetricAlarm', 'aws:cloudwatch/compositeAlarm:CompositeAlarm'],
  needs: ['cloudwatch:DescribeAlarms'],
  fix: 'Set actionsEnabled: true, or call EnableAlarmActions.',
  url: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_EnableAlarmActions.html',
  evaluate(alarm) {
    return decide(alarm.hasActionsEnabled, `whether ${nameOfAlarm(alarm)} acts`, (isEnabled) =>
      isEnabled === false
        ? fail(`the actions of ${nameOfAlarm(alarm)} are disabled`, evidence(alarm, 'hasActionsEnabled'))
        : pass(evidence(alarm, 'hasActionsEnabled')),
    );
  },
});

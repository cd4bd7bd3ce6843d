import * as aws from '@pulumi/aws';

/** An alarm that goes off at the first event that a metric of the namespace `Security` counts. */
export function alarmOf(
  name: string,
  metricName: string,
  args: Partial<aws.cloudwatch.MetricAlarmArgs>,
): aws.cloudwatch.MetricAlarm {
  return new aws.cloudwatch.MetricAlarm(name, {
    metricName,
    namespace: 'Security',
    statistic: 'Sum',
    period: 300,
    evaluationPeriods: 1,
    threshold: 1,
    comparisonOperator: 'GreaterThanOrEqualToThreshold',
    ...args,
  });
}

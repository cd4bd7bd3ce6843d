import { aws } from '../aws.ts';
import type * as pulumi from '@pulumi/pulumi';

/** What the alarms of the responder know. */
export interface WatchedResponder {
  readonly namePrefix: string;
  readonly region: string;
  readonly responderName: string;
  readonly failureQueueName: string;
  readonly alarmTopicArn?: pulumi.Input<string>;
}

/**
 * Alarms on what the responder could not do: its own errors, at once, and what lies in the queue of failures.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
 */
export function watchResponder(
  parent: pulumi.Resource,
  name: string,
  { namePrefix, region, responderName, failureQueueName, alarmTopicArn }: WatchedResponder,
  tags: { tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> }> },
): void {
  const watched = [
    {
      kind: 'errors',
      alarmDescription:
        'The responder failed; it is called again, and the record tells of each failed action',
      namespace: 'AWS/Lambda',
      metricName: 'Errors',
      dimensions: { FunctionName: responderName },
      statistic: 'Sum',
    },
    {
      kind: 'failures',
      alarmDescription: `A finding, an approval or a note could not be answered: see the queue ${failureQueueName}`,
      namespace: 'AWS/SQS',
      metricName: 'ApproximateNumberOfMessagesVisible',
      dimensions: { QueueName: failureQueueName },
      statistic: 'Maximum',
    },
  ];
  for (const { kind, ...alarm } of watched) {
    new aws.cloudwatch.MetricAlarm(
      `${name}-${kind}`,
      {
        region,
        name: `${namePrefix}-responder-${kind}`,
        ...alarm,
        period: 300,
        evaluationPeriods: 1,
        threshold: 1,
        comparisonOperator: 'GreaterThanOrEqualToThreshold',
        treatMissingData: 'notBreaching',
        ...(alarmTopicArn === undefined ? {} : { alarmActions: [alarmTopicArn] }),
        ...tags,
      },
      { parent },
    );
  }
}

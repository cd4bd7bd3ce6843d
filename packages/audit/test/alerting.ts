import { CloudWatchClient, PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  PutMetricFilterCommand,
  PutRetentionPolicyCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Administrators } from './clients.ts';
import { alertKeyPolicy, topicPolicy } from './documents.ts';

/** What tells people, in the account of the trail. */
export interface Alerting {
  readonly logGroupArn: string;
  /** Topic of log files that were delivered. */
  readonly noticeTopicArn: string;
}

/**
 * A log group with one metric filter on everything, an alarm on its metric that tells a topic with a subscriber, and
 * the topic of the trail; all encrypted with one key. A queue needs nobody who confirms.
 */
export async function makeAlerting(
  administrators: Administrators,
  accountId: string,
  trailArn: string,
): Promise<Alerting> {
  const logGroupArn = `arn:aws:logs:us-east-1:${accountId}:log-group:trail`;
  const kms = await administrators.client(KMSClient, accountId);
  const Policy = alertKeyPolicy(accountId, trailArn, logGroupArn);
  const kmsKeyId = (await kms.send(new CreateKeyCommand({ Policy }))).KeyMetadata?.Arn ?? '';

  const sns = await administrators.client(SNSClient, accountId);
  const sqs = await administrators.client(SQSClient, accountId);
  const makeTopic = async (Name: string, service: string, sourceArn: string) => {
    const TopicArn = `arn:aws:sns:us-east-1:${accountId}:${Name}`;
    const Attributes = {
      KmsMasterKeyId: kmsKeyId,
      Policy: topicPolicy(TopicArn, service, sourceArn),
    };
    await sns.send(new CreateTopicCommand({ Name, Attributes, Tags: [{ Key: 'owner', Value: 'security' }] }));
    await sqs.send(new CreateQueueCommand({ QueueName: Name }));
    const Endpoint = `arn:aws:sqs:us-east-1:${accountId}:${Name}`;
    await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint }));
    return TopicArn;
  };
  const noticeTopicArn = await makeTopic('notices', 'cloudtrail.amazonaws.com', trailArn);
  const alarmArn = `arn:aws:cloudwatch:us-east-1:${accountId}:alarm:everything`;
  const alertTopicArn = await makeTopic('alerts', 'cloudwatch.amazonaws.com', alarmArn);

  const logs = await administrators.client(CloudWatchLogsClient, accountId);
  const logGroupName = 'trail';
  await logs.send(new CreateLogGroupCommand({ logGroupName, kmsKeyId, deletionProtectionEnabled: true }));
  await logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: 365 }));
  await logs.send(
    new PutMetricFilterCommand({
      logGroupName,
      filterName: 'everything',
      filterPattern: '{ $.eventName = * }',
      metricTransformations: [{ metricNamespace: 'trail', metricName: 'everything', metricValue: '1' }],
    }),
  );
  const cloudwatch = await administrators.client(CloudWatchClient, accountId);
  await cloudwatch.send(
    new PutMetricAlarmCommand({
      AlarmName: 'everything',
      Namespace: 'trail',
      MetricName: 'everything',
      Statistic: 'Sum',
      Period: 300,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      TreatMissingData: 'notBreaching',
      AlarmActions: [alertTopicArn],
    }),
  );
  return { logGroupArn, noticeTopicArn };
}

/** Rules of GuardDuty's administrator on findings and on calls that change it, with a queue that takes them. */
export async function makeEventRules(
  administrators: Administrators,
  accountId: string,
  regions: readonly string[],
): Promise<void> {
  for (const region of regions) {
    const source = ['aws.guardduty'];
    await putEventRule(
      administrators,
      { accountId, region, name: 'findings' },
      { source, 'detail-type': ['GuardDuty Finding'] },
    );
    await putEventRule(
      administrators,
      { accountId, region, name: 'changes' },
      { source, 'detail-type': ['AWS API Call via CloudTrail'] },
    );
  }
}

/** A rule and where it is. */
export interface PlacedRule {
  readonly accountId: string;
  readonly region: string;
  readonly name: string;
}

/** A rule with a queue that takes what matches, and one for what could not be delivered. */
export async function putEventRule(
  administrators: Administrators,
  { accountId, region, name }: PlacedRule,
  pattern: object,
): Promise<void> {
  const sqs = await administrators.client(SQSClient, accountId, region);
  // A queue that is there already, with the same settings, is the answer.
  for (const QueueName of ['events', 'undelivered-events'])
    await sqs.send(new CreateQueueCommand({ QueueName }));
  const queue = (queueName: string) => `arn:aws:sqs:${region}:${accountId}:${queueName}`;
  const events = await administrators.client(EventBridgeClient, accountId, region);
  await events.send(new PutRuleCommand({ Name: name, EventPattern: JSON.stringify(pattern) }));
  const DeadLetterConfig = { Arn: queue('undelivered-events') };
  await events.send(
    new PutTargetsCommand({ Rule: name, Targets: [{ Id: 'queue', Arn: queue('events'), DeadLetterConfig }] }),
  );
}

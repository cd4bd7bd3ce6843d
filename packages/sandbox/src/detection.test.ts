import { StopLoggingCommand, UpdateTrailCommand } from '@aws-sdk/client-cloudtrail';
import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  GetMetricStatisticsCommand,
  PutMetricAlarmCommand,
} from '@aws-sdk/client-cloudwatch';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  DeleteLogGroupCommand,
  DescribeLogGroupsCommand,
  PutLogGroupDeletionProtectionCommand,
  PutMetricFilterCommand,
  TestMetricFilterCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import {
  CreateTopicCommand,
  SetTopicAttributesCommand,
  SNSClient,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  Name as TrailName,
  type OrganizationTrail,
  startTrail,
} from './aws/cloudtrail/test/organization-trail.ts';
import { type Sandbox, startSandbox } from './index.ts';
import { administrator, type ClientConfig, codeOf } from './test/clients.ts';

let sandbox: Sandbox;
let trail: OrganizationTrail;
let config: ClientConfig;
let logs: CloudWatchLogsClient;
let cloudwatch: CloudWatchClient;

beforeAll(async () => {
  sandbox = await startSandbox({ delays: { iam: 0, trustedAccess: 0 } });
  config = administrator(sandbox);
  logs = new CloudWatchLogsClient(config);
  cloudwatch = new CloudWatchClient(config);
  trail = await startTrail(sandbox);
});
afterAll(() => sandbox?.stop());

const group = 'trail-events';
const document = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: [statement] });

/** Sends the trail's events to a log group. */
async function sendToLogGroup(): Promise<void> {
  const account = sandbox.accounts.management;
  const groupArn = `arn:aws:logs:us-east-1:${account}:log-group:${group}`;
  await logs.send(new CreateLogGroupCommand({ logGroupName: group }));
  const iam = new IAMClient(config);
  await iam.send(
    new CreateRoleCommand({
      RoleName: 'trail-logs',
      AssumeRolePolicyDocument: document({
        Effect: 'Allow',
        Principal: { Service: 'cloudtrail.amazonaws.com' },
        Action: 'sts:AssumeRole',
      }),
    }),
  );
  await iam.send(
    new PutRolePolicyCommand({
      RoleName: 'trail-logs',
      PolicyName: 'write',
      PolicyDocument: document({
        Effect: 'Allow',
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: `${groupArn}:*`,
      }),
    }),
  );
  await trail.cloudtrail.send(
    new UpdateTrailCommand({
      Name: TrailName,
      CloudWatchLogsLogGroupArn: `${groupArn}:*`,
      CloudWatchLogsRoleArn: `arn:aws:iam::${account}:role/trail-logs`,
    }),
  );
}

/** A topic that alarms may use and a queue that hears it. */
async function topic(name: string, service: string) {
  const sns = new SNSClient(config);
  const sqs = new SQSClient(config);
  const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: name }));
  await sns.send(
    new SetTopicAttributesCommand({
      TopicArn,
      AttributeName: 'Policy',
      AttributeValue: document({
        Effect: 'Allow',
        Principal: { Service: service },
        Action: 'sns:Publish',
        Resource: TopicArn,
      }),
    }),
  );
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: name }));
  const Endpoint = `arn:aws:sqs:us-east-1:${sandbox.accounts.management}:${name}`;
  await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint }));
  return {
    arn: TopicArn ?? '',
    states: async () => {
      const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
      for (const { ReceiptHandle } of Messages ?? []) {
        await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      }
      return (Messages ?? []).map(({ Body }) => {
        const { Message } = JSON.parse(Body ?? '{}') as { Message: string };
        return (JSON.parse(Message) as { NewStateValue: string }).NewStateValue;
      });
    },
  };
}

const alarm = (AlarmName: string, topicArn: string) =>
  new PutMetricAlarmCommand({
    AlarmName,
    Namespace: 'Trail',
    MetricName: 'TrailChanges',
    Statistic: 'Sum',
    Period: 300,
    EvaluationPeriods: 1,
    Threshold: 1,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    TreatMissingData: 'notBreaching',
    AlarmActions: [topicArn],
    OKActions: [topicArn],
  });

describe('a metric filter on the events of a trail', () => {
  it('counts a stopped trail, and the alarm on it tells its topic and rests again', async () => {
    await sendToLogGroup();
    await logs.send(
      new PutMetricFilterCommand({
        logGroupName: group,
        filterName: 'trail-changes',
        filterPattern:
          '{ ($.eventName = CreateTrail) || ($.eventName = DeleteTrail) || ($.eventName = StopLogging) }',
        metricTransformations: [{ metricName: 'TrailChanges', metricNamespace: 'Trail', metricValue: '1' }],
      }),
    );
    const heard = await topic('alarms', 'cloudwatch.amazonaws.com');
    const closed = await topic('closed', 's3.amazonaws.com');
    await cloudwatch.send(alarm('trail-changes', heard.arn));
    await cloudwatch.send(alarm('unheard', closed.arn));
    const state = async () => {
      const { MetricAlarms } = await cloudwatch.send(
        new DescribeAlarmsCommand({ AlarmNames: ['trail-changes'] }),
      );
      return MetricAlarms?.[0]?.StateValue;
    };
    await sandbox.clock.advance(10 * 60_000);
    expect(await state()).toBe('OK');

    const begun = sandbox.clock.now();
    await trail.cloudtrail.send(new StopLoggingCommand({ Name: TrailName }));
    await sandbox.clock.advance(6 * 60_000);
    const { Datapoints } = await cloudwatch.send(
      new GetMetricStatisticsCommand({
        Namespace: 'Trail',
        MetricName: 'TrailChanges',
        Statistics: ['Sum'],
        Period: 3600,
        StartTime: new Date(begun.getTime() - 60_000),
        EndTime: sandbox.clock.now(),
      }),
    );
    expect(Datapoints?.map(({ Sum }) => Sum)).toEqual([1]);
    expect(await state()).toBe('ALARM');
    expect(await heard.states()).toEqual(['ALARM']);
    expect(await closed.states()).toEqual([]);

    await sandbox.clock.advance(30 * 60_000);
    expect(await state()).toBe('OK');
    expect(await heard.states()).toEqual(['OK']);
  });

  it('is refused when its pattern cannot be read', async () => {
    const put = new PutMetricFilterCommand({
      logGroupName: group,
      filterName: 'bad',
      filterPattern: '{ eventName = 1 }',
      metricTransformations: [{ metricName: 'a', metricNamespace: 'b', metricValue: '1' }],
    });
    expect(await codeOf(logs.send(put))).toBe('InvalidParameterException');
    const { matches } = await logs.send(
      new TestMetricFilterCommand({ filterPattern: '{ $.a > 1 }', logEventMessages: ['{"a":1}', '{"a":2}'] }),
    );
    expect(matches?.map(({ eventNumber }) => eventNumber)).toEqual([2]);
  });
});

describe('a log group', () => {
  it('that is protected has to be unprotected before it goes', async () => {
    const logGroupName = 'kept';
    await logs.send(new CreateLogGroupCommand({ logGroupName, deletionProtectionEnabled: true }));
    const { logGroups } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: logGroupName }));
    expect(logGroups?.[0]?.deletionProtectionEnabled).toBe(true);
    expect(await codeOf(logs.send(new DeleteLogGroupCommand({ logGroupName })))).toBe('ValidationException');
    await logs.send(
      new PutLogGroupDeletionProtectionCommand({
        logGroupIdentifier: logGroupName,
        deletionProtectionEnabled: false,
      }),
    );
    await logs.send(new DeleteLogGroupCommand({ logGroupName }));
  });
});

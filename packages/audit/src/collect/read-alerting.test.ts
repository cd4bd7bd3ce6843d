import { CloudWatchClient, PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  PutMetricFilterCommand,
  PutResourcePolicyCommand,
  PutRetentionPolicyCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  CreateEventBusCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import {
  CreateTopicCommand,
  SetTopicAttributesCommand,
  SNSClient,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import type { Account, Trail } from '@trailguard/controls';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { fakeError, startFakeAws } from '../../test/fake-aws.ts';
import { useOrganization } from '../../test/use-organization.ts';
import { readEventRules } from './events.ts';
import { homeOfLogGroup } from './logs.ts';
import { type ReadAlerting, readAlerting } from './read-alerting.ts';
import { Reader } from './reader.ts';
import { readTopic } from './sns.ts';

const used = useOrganization();
const all = <T>(items: readonly T[]) => ({ items, complete: true as const });

let read: ReadAlerting;
let ids: { management: string; security: string; member: string };
let topicArn: string;
let busArn: string;

const calls = '{"detail-type":["AWS API Call via CloudTrail"]}';

beforeAll(async () => {
  const { administrators, sandbox, regions } = used.parts;
  const { management, security, logArchive: member } = sandbox.accounts;
  ids = { management, security, member };
  const logs = await administrators.client(CloudWatchLogsClient, management);
  await logs.send(new CreateLogGroupCommand({ logGroupName: 'audited' }));
  await logs.send(new CreateLogGroupCommand({ logGroupName: 'audited-too' }));
  await logs.send(new PutRetentionPolicyCommand({ logGroupName: 'audited', retentionInDays: 400 }));
  const metric = { metricNamespace: 'trail', metricValue: '1' };
  for (const logGroupName of ['audited', 'audited-too']) {
    await logs.send(
      new PutMetricFilterCommand({
        logGroupName,
        filterName: 'stops',
        filterPattern: '{ $.eventName = StopLogging }',
        metricTransformations: [{ ...metric, metricName: logGroupName }],
      }),
    );
  }
  await logs.send(
    new PutResourcePolicyCommand({
      policyName: 'dns',
      policyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: 'route53.amazonaws.com' },
            Action: 'logs:PutLogEvents',
            Resource: '*',
          },
        ],
      }),
    }),
  );

  const sns = await administrators.client(SNSClient, management);
  const { TopicArn } = await sns.send(
    new CreateTopicCommand({ Name: 'told', Tags: [{ Key: 'owner', Value: 'security' }] }),
  );
  topicArn = TopicArn ?? '';
  await sns.send(
    new SetTopicAttributesCommand({
      TopicArn: topicArn,
      AttributeName: 'SQSFailureFeedbackRoleArn',
      AttributeValue: `arn:aws:iam::${management}:role/feedback`,
    }),
  );
  const someone = { Protocol: 'email', Endpoint: 'someone@example.com' };
  await sns.send(new SubscribeCommand({ TopicArn: topicArn, ...someone }));
  const queue = { Protocol: 'sqs', Endpoint: `arn:aws:sqs:us-east-1:${management}:alerts` };
  await sns.send(new SubscribeCommand({ TopicArn: topicArn, ...queue }));

  const archiveTopics = await administrators.client(SNSClient, member);
  const removals = await archiveTopics.send(new CreateTopicCommand({ Name: 'removals' }));
  const target = { events: ['s3:ObjectRemoved:*'], prefix: '', suffix: '' };
  const notifications = {
    eventBridge: false,
    targets: [
      { ...target, arn: removals.TopicArn ?? '' },
      { ...target, arn: `arn:aws:sqs:us-east-1:${member}:removals` },
    ],
  };

  const cloudwatch = await administrators.client(CloudWatchClient, management);
  await cloudwatch.send(
    new PutMetricAlarmCommand({
      AlarmName: 'stops',
      Namespace: 'trail',
      MetricName: 'audited',
      Statistic: 'Sum',
      Period: 300,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      TreatMissingData: 'notBreaching',
      AlarmActions: [topicArn],
    }),
  );

  const buses = await administrators.client(EventBridgeClient, security);
  busArn = (await buses.send(new CreateEventBusCommand({ Name: 'alerts' }))).EventBusArn ?? '';
  await buses.send(new PutRuleCommand({ Name: 'tell', EventBusName: 'alerts', EventPattern: calls }));
  const rules = await administrators.client(EventBridgeClient, member);
  await rules.send(new PutRuleCommand({ Name: 'forward', EventPattern: calls, State: 'DISABLED' }));
  await rules.send(
    new PutRuleCommand({
      Name: 'scans',
      EventPattern: '{"source":["aws.inspector2"],"detail-type":["Inspector2 Scan"]}',
    }),
  );
  await rules.send(new PutRuleCommand({ Name: 'nightly', ScheduleExpression: 'rate(1 day)' }));
  const DeadLetterConfig = { Arn: `arn:aws:sqs:us-east-1:${member}:dead` };
  await rules.send(
    new PutTargetsCommand({ Rule: 'forward', Targets: [{ Id: 'bus', Arn: busArn, DeadLetterConfig }] }),
  );

  const group = `arn:aws:logs:us-east-1:${management}:log-group:audited:*`;
  const missing = `arn:aws:sns:us-east-1:${management}:missing`;
  const reader = used.reader();
  const members = await Promise.all(
    [management, security, member].map(async (id) => ({
      fact: { id, status: 'ACTIVE', enabledRegions: regions } as unknown as Account,
      eventRules: (
        await Promise.all(
          regions.map((region) => readEventRules(reader, { accountId: id, region, bus: 'default' })),
        )
      ).flat(),
    })),
  );
  const trails = [{ logGroupArn: group, topicArn: missing } as unknown as Trail];
  read = await readAlerting(reader, {
    members,
    trails: all(trails),
    keys: all([]),
    buckets: [{ notifications }],
  });
});

describe('the log group of a trail', () => {
  it('is read with its retention and protection, and none of a longer name', () => {
    expect(read.logGroups).toEqual(
      all([
        {
          name: 'audited',
          arn: `arn:aws:logs:us-east-1:${ids.management}:log-group:audited`,
          accountId: ids.management,
          region: 'us-east-1',
          retentionDays: 400,
          kmsKeyId: null,
          logGroupClass: 'STANDARD',
          isProtected: false,
          observation: expect.objectContaining({ at: expect.any(String) }),
        },
      ]),
    );
  });

  it('has its metric filters, and its account its resource policies and alarms', () => {
    expect(read.metricFilters.items).toMatchObject([
      {
        name: 'stops',
        logGroup: 'audited',
        pattern: '{ $.eventName = StopLogging }',
        transformations: [
          { namespace: 'trail', name: 'audited', value: '1', defaultValue: null, hasDimensions: false },
        ],
      },
    ]);
    expect(read.logResourcePolicies.items).toMatchObject([
      { name: 'dns', policy: { Statement: [expect.objectContaining({ Effect: 'Allow' })] } },
    ]);
    expect(read.alarms.items.filter(({ name }) => name === 'stops')).toMatchObject([
      {
        name: 'stops',
        kind: 'metric',
        hasActionsEnabled: true,
        alarmActions: [topicArn],
        condition: {
          namespace: 'trail',
          metricName: 'audited',
          statistic: 'Sum',
          datapointsToAlarm: 1,
          missingData: 'notBreaching',
        },
      },
    ]);
  });

  it('is named by its ARN', () => {
    const arn = 'arn:aws-cn:logs:cn-north-1:111111111111:log-group:/aws/trail';
    const home = { name: '/aws/trail', accountId: '111111111111', region: 'cn-north-1' };
    expect([homeOfLogGroup(arn), homeOfLogGroup(`${arn}:*`), homeOfLogGroup('trail')]).toEqual([
      home,
      home,
      undefined,
    ]);
  });
});

describe('topics', () => {
  const named = (name: string) => read.topics.items.find((topic) => topic.name === name);

  it('are read with who confirmed and without addresses; one that is missing says so', () => {
    expect(named('missing')).toMatchObject({ exists: null, policy: null, subscriptions: null });
    expect(named('told')).toMatchObject({
      arn: topicArn,
      accountId: ids.management,
      exists: true,
      kmsKeyId: null,
      policy: { Statement: expect.any(Array) },
      loggedProtocols: ['sqs'],
      tags: { owner: 'security' },
    });
    const subscriptions = named('told')?.subscriptions as readonly object[];
    expect(subscriptions).toHaveLength(2);
    expect(subscriptions).toEqual(
      expect.arrayContaining([
        { protocol: 'email', isConfirmed: false },
        { protocol: 'sqs', isConfirmed: true },
      ]),
    );
    expect(JSON.stringify(read)).not.toContain('someone@example.com');
  });

  it('are those that buckets tell, too', () => {
    expect(named('removals')).toMatchObject({ accountId: ids.member, exists: true, subscriptions: [] });
    expect(read.topics.items.filter(({ arn }) => String(arn).includes(':sqs:'))).toEqual([]);
  });

  it('that refuse to tell are not known, and are a failure', async () => {
    await using aws = await startFakeAws(() => fakeError(403, 'AuthorizationErrorException'));
    vi.stubEnv('AWS_ENDPOINT_URL', aws.endpoint);
    const reader = new Reader(async () => ({ accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' }));
    const topic = await readTopic(reader, topicArn);
    vi.stubEnv('AWS_ENDPOINT_URL', used.parts.sandbox.endpoint);
    reader.close();
    expect(topic.exists).toMatchObject({ unknown: 'access-denied' });
    expect(reader.failures).toHaveLength(1);
  });
});

describe('event rules', () => {
  it('are read in every account and Region, with the buses that they forward to', () => {
    expect(read.eventRules.complete).toBe(true);
    const names = read.eventRules.items.map(({ name }) => name);
    expect(['forward', 'tell', 'scans', 'nightly'].filter((name) => names.includes(name))).toEqual([
      'forward',
      'tell',
    ]);
    expect(read.eventRules.items.filter(({ name }) => name === 'forward' || name === 'tell')).toMatchObject([
      {
        accountId: ids.member,
        region: 'us-east-1',
        bus: 'default',
        pattern: calls,
        state: 'DISABLED',
        targets: [{ arn: busArn, deadLetterArn: `arn:aws:sqs:us-east-1:${ids.member}:dead` }],
      },
      { accountId: ids.security, bus: 'alerts', targets: [] },
    ]);
  });

  it('are not all known where a Region is not', async () => {
    const closed = { id: ids.member, status: 'SUSPENDED', enabledRegions: [] } as unknown as Account;
    const unread = { unknown: 'access-denied', detail: 'AccessDenied' } as const;
    const { eventRules, logGroups } = await readAlerting(used.reader(), {
      members: [{ fact: closed, eventRules: [] }],
      trails: all([]),
      keys: all([]),
      unread,
    });
    expect(eventRules).toEqual({ items: [], complete: unread });
    expect(logGroups).toEqual(all([]));
  });
});

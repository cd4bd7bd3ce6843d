import { CloudTrailClient, StopLoggingCommand } from '@aws-sdk/client-cloudtrail';
import {
  CloudWatchLogsClient,
  DescribeMetricFiltersCommand,
  TestMetricFilterCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { EventBridgeClient, ListRulesCommand } from '@aws-sdk/client-eventbridge';
import {
  CreateSampleFindingsCommand,
  GuardDutyClient,
  ListDetectorsCommand,
  UpdateDetectorCommand,
} from '@aws-sdk/client-guardduty';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { OutputMap, Stack } from '@pulumi/pulumi/automation/index.js';
import { program as account } from '@trailguard/stacks/account';
import { program as logArchive } from '@trailguard/stacks/log-archive';
import { program as organization } from '@trailguard/stacks/organization';
import { program as security } from '@trailguard/stacks/security';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { configure, SandboxStacks } from '../sandbox-stacks.ts';

const regions = ['us-east-1', 'eu-west-1'];
const minute = 60_000;

let world: SandboxStacks;
const stacks: Record<string, Stack> = {};
const outputs: Record<string, OutputMap> = {};
const again: Record<string, Record<string, number>> = {};
/** Queues that are told, one in each account with a topic: one of another account would have to confirm. */
interface Subscriber {
  readonly sqs: SQSClient;
  readonly QueueUrl: string;
  readonly arn: string;
}
let alerts: Subscriber;
let alarms: Subscriber;

async function subscriber(name: string, accountId: string, sqs: SQSClient): Promise<Subscriber> {
  const arn = `arn:aws:sqs:us-east-1:${accountId}:${name}`;
  const statement = {
    Effect: 'Allow',
    Principal: { Service: 'sns.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: arn,
    Condition: { ArnEquals: { 'aws:SourceArn': `arn:aws:sns:us-east-1:${accountId}:trailguard-alerts` } },
  };
  const { QueueUrl = '' } = await sqs.send(
    new CreateQueueCommand({
      QueueName: name,
      Attributes: { Policy: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }) },
    }),
  );
  return { sqs, QueueUrl, arn };
}

/** What came to a queue since the last time: the messages that its topic sent. */
async function received({ sqs, QueueUrl }: Subscriber): Promise<string[]> {
  const texts: string[] = [];
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
    );
    if (Messages.length === 0) return texts;
    for (const { Body = '{}', ReceiptHandle } of Messages) {
      texts.push(String((JSON.parse(Body) as { Message?: string }).Message));
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    }
  }
}

beforeAll(async () => {
  world = await SandboxStacks.start({ regions, delays: { iam: 0, trustedAccess: 0, accounts: 0 } });
  const { management, logArchive: archiveId, security: securityId } = world.sandbox.accounts;
  alerts = await subscriber('alerts', securityId, new SQSClient(await world.client(securityId)));
  alarms = await subscriber('alarms', management, new SQSClient(await world.client()));
  const settings = world.settings();
  const told = ({ arn }: Subscriber) => ({
    ...settings,
    alertSubscriptions: JSON.stringify([{ protocol: 'sqs', endpoint: arn }]),
  });
  const programs = [
    ['archive', logArchive, await world.client(archiveId), settings],
    ['organization', organization, await world.client(), told(alarms)],
    ['security', security, await world.client(securityId), told(alerts)],
    [
      'account',
      account,
      await world.client(),
      {
        ...settings,
        accountName: 'payments',
        email: 'aws+payments@example.com',
        organizationalUnitId: world.sandbox.rootId,
      },
    ],
  ] as const;
  for (const [name, program, client, config] of programs) {
    const stack = await world.open(name, program, client);
    await configure(stack, config);
    await stack.up();
    stacks[name] = stack;
  }
  for (const [name, stack] of Object.entries(stacks)) {
    const { summary } = await stack.up({ refresh: true });
    again[name] = summary.resourceChanges ?? {};
    outputs[name] = await stack.outputs();
  }
});
afterAll(async () => {
  alerts?.sqs.destroy();
  alarms?.sqs.destroy();
  await world?.[Symbol.asyncDispose]();
});

it.each(['archive', 'organization', 'security', 'account'])(
  'stands as declared in %s: a second update changes nothing',
  (name) => {
    expect(Object.keys(again[name] ?? {})).toEqual(['same']);
  },
);

const call = (service: string, eventName: string, requestParameters: object = {}) => ({
  eventSource: `${service}.amazonaws.com`,
  eventName,
  requestParameters,
  eventType: 'AwsApiCall',
  userIdentity: { type: 'AssumedRole' },
});
const signIn = (MFAUsed: string, more: object = {}) => ({
  ...call('signin', 'ConsoleLogin'),
  userIdentity: { type: 'IAMUser' },
  additionalEventData: { MFAUsed },
  responseElements: { ConsoleLogin: 'Success' },
  ...more,
});
const root = (more: object = {}) => ({
  ...call('s3', 'ListBuckets'),
  userIdentity: { type: 'Root', ...more },
});
const verification = (result: string) => ({
  ...call('signin', 'CredentialVerification'),
  serviceEventDetails: { CredentialVerification: result },
});

describe('a filter', () => {
  const logBucket = () => `trailguard-logs-${world.sandbox.accounts.logArchive}-us-east-1`;
  const here = () => ({ recipientAccountId: world.sandbox.accounts.management });
  const inArchive = () => ({ recipientAccountId: world.sandbox.accounts.logArchive });

  it.each<[string, () => object[], () => object[]]>([
    ['root-use', () => [root()], () => [root({ invokedBy: 'support.amazonaws.com' })]],
    [
      'unauthorized-calls',
      () => [{ errorCode: 'Client.UnauthorizedOperation' }, { errorCode: 'AccessDeniedException' }],
      () => [{ errorCode: 'NoSuchBucket' }, call('s3', 'GetObject')],
    ],
    [
      'sign-in-without-mfa',
      () => [signIn('No')],
      () => [signIn('Yes'), signIn('No', { userIdentity: { type: 'AssumedRole' } })],
    ],
    ['iam-changes', () => [call('iam', 'PutRolePolicy')], () => [call('iam', 'CreateRole')]],
    ['trail-changes', () => [call('cloudtrail', 'StopLogging')], () => [call('cloudtrail', 'AddTags')]],
    [
      'sign-in-failures',
      () => [signIn('No', { errorMessage: 'Failed authentication' })],
      () => [signIn('Yes')],
    ],
    ['key-endings', () => [call('kms', 'ScheduleKeyDeletion')], () => [call('kms', 'EnableKey')]],
    ['bucket-policy-changes', () => [call('s3', 'PutBucketPolicy')], () => [call('s3', 'PutObject')]],
    [
      'config-changes',
      () => [call('config', 'StopConfigurationRecorder')],
      () => [call('config', 'PutConfigRule')],
    ],
    [
      'security-group-changes',
      () => [call('ec2', 'AuthorizeSecurityGroupIngress')],
      () => [call('ec2', 'RunInstances')],
    ],
    ['network-acl-changes', () => [call('ec2', 'CreateNetworkAclEntry')], () => [call('ec2', 'CreateVpc')]],
    [
      'gateway-changes',
      () => [call('ec2', 'AttachInternetGateway')],
      () => [call('ec2', 'CreateNatGateway')],
    ],
    ['route-table-changes', () => [call('ec2', 'ReplaceRoute')], () => [call('route53', 'CreateRoute')]],
    ['vpc-changes', () => [call('ec2', 'AcceptVpcPeeringConnection')], () => [call('ec2', 'CreateSubnet')]],
    [
      'organization-changes',
      () => [call('organizations', 'LeaveOrganization')],
      () => [call('organizations', 'TagResource')],
    ],
    [
      'guardduty-tampering',
      () => [call('guardduty', 'DeleteDetector'), call('guardduty', 'CreateFilter')],
      () => [call('guardduty', 'ArchiveFindings')],
    ],
    [
      'log-storage-changes',
      () => [
        call('s3', 'PutBucketLifecycle', { bucketName: logBucket() }),
        call('s3', 'DeleteBucketPolicy', { bucketName: logBucket() }),
      ],
      () => [
        call('s3', 'PutBucketLifecycle', { bucketName: 'another' }),
        call('s3', 'GetBucketPolicy', { bucketName: logBucket() }),
      ],
    ],
    [
      'log-key-changes',
      () => [{ ...call('kms', 'PutKeyPolicy'), ...inArchive() }],
      () => [{ ...call('kms', 'PutKeyPolicy'), ...here() }],
    ],
    [
      'trail-selector-changes',
      () => [call('cloudtrail', 'PutEventSelectors')],
      () => [call('cloudtrail', 'GetEventSelectors')],
    ],
    [
      'delegation-changes',
      () => [call('organizations', 'DisableAWSServiceAccess')],
      () => [call('organizations', 'EnableAWSServiceAccess')],
    ],
    [
      'alerting-changes',
      () => [
        { ...call('monitoring', 'DisableAlarmActions'), ...here() },
        call('logs', 'DeleteMetricFilter', { logGroupName: '/trailguard/organization-trail' }),
        call('events', 'DisableRule', { name: 'trailguard-tampering' }),
        call('events', 'RemoveTargets', { rule: 'trailguard-findings-alerts' }),
      ],
      () => [
        { ...call('monitoring', 'DisableAlarmActions'), ...inArchive() },
        call('logs', 'DeleteMetricFilter', { logGroupName: 'another' }),
        call('events', 'DisableRule', { name: 'nightly' }),
      ],
    ],
    ['identity-center-sign-in-failures', () => [verification('Failure')], () => [verification('Success')]],
  ])('counts what %s is about, and nothing else', async (name, counted, ignored) => {
    const logs = new CloudWatchLogsClient(await world.client());
    const { metricFilters } = await logs.send(
      new DescribeMetricFiltersCommand({
        logGroupName: '/trailguard/organization-trail',
        filterNamePrefix: `trailguard-${name}`,
      }),
    );
    const { matches = [] } = await logs.send(
      new TestMetricFilterCommand({
        filterPattern: metricFilters?.[0]?.filterPattern,
        logEventMessages: [...counted(), ...ignored()].map((event) => JSON.stringify(event)),
      }),
    );
    logs.destroy();
    expect(matches.map(({ eventNumber }) => eventNumber)).toEqual(counted().map((_, index) => index + 1));
  });
});

describe('a change in a member', () => {
  it.each(regions)(
    'reaches the alert topic of the security account from %s, as a sentence',
    async (region) => {
      const memberId = String(outputs.account?.accountId?.value);
      const guardduty = new GuardDutyClient(
        await world.client(memberId, 'OrganizationAccountAccessRole', region),
      );
      await world.sandbox.clock.advance(1000);
      await received(alerts);
      // Refused, as the account has no such detector: an attempt is told too.
      await guardduty
        .send(new UpdateDetectorCommand({ DetectorId: '12abc34d567e8fa901bc2d34e56789f0', Enable: false }))
        .catch(() => undefined);
      await world.sandbox.clock.advance(1000);
      guardduty.destroy();
      const sentences = (await received(alerts)).filter((text) => text.includes('UpdateDetector'));
      expect(sentences).toHaveLength(1);
      expect(sentences[0]).toContain(
        `UpdateDetector of guardduty.amazonaws.com was called in account ${memberId}, region ${region}, at `,
      );
    },
  );
});

it('a finding of medium severity or more reaches the alert topic once, a low one does not', async () => {
  const { security: securityId } = world.sandbox.accounts;
  const guardduty = new GuardDutyClient(
    await world.client(securityId, 'OrganizationAccountAccessRole', 'eu-west-1'),
  );
  const { DetectorIds } = await guardduty.send(new ListDetectorsCommand({}));
  await received(alerts);
  await guardduty.send(
    new CreateSampleFindingsCommand({
      DetectorId: DetectorIds?.[0],
      FindingTypes: ['Backdoor:EC2/C&CActivity.B!DNS', 'Recon:EC2/PortProbeUnprotectedPort'],
    }),
  );
  await world.sandbox.clock.advance(1000);
  guardduty.destroy();
  const found = (await received(alerts)).filter((text) => text.includes('GuardDuty found'));
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(/region eu-west-1, .* with severity 8: .* Type Backdoor:EC2\/C&CActivity.B!DNS/);
});

// Last: nothing is recorded any more afterwards.
it('stopping the trail moves its alarm to ALARM and tells the topics of both accounts', async () => {
  const management = await world.client();
  const cloudtrail = new CloudTrailClient(management);
  const cloudwatch = new CloudWatchClient(management);
  const Name = String(outputs.organization?.trailArn?.value);
  const stateOf = async (alarm: string) =>
    (await cloudwatch.send(new DescribeAlarmsCommand({ AlarmNames: [`trailguard-${alarm}`] })))
      .MetricAlarms?.[0]?.StateValue;
  await world.sandbox.clock.advance(60 * minute);
  await received(alerts);
  await received(alarms);
  expect(await stateOf('trail-changes')).not.toBe('ALARM');

  await cloudtrail.send(new StopLoggingCommand({ Name }));
  await world.sandbox.clock.advance(6 * minute);
  expect(await stateOf('trail-changes')).toBe('ALARM');
  expect(
    (await received(alerts)).filter((text) =>
      text.includes('StopLogging of cloudtrail.amazonaws.com was called'),
    ),
  ).toHaveLength(1);
  expect((await received(alarms)).map((text) => JSON.parse(text) as object)).toContainEqual(
    expect.objectContaining({ AlarmName: 'trailguard-trail-changes', NewStateValue: 'ALARM' }),
  );
  cloudtrail.destroy();
  cloudwatch.destroy();
});

it('is taken away where it is switched off', async () => {
  const stack = stacks.security as Stack;
  await stack.setConfig('trailguard:changeMonitor', { value: 'false' });
  await stack.up();
  const events = new EventBridgeClient(await world.client(world.sandbox.accounts.security));
  const { Rules = [] } = await events.send(new ListRulesCommand({ NamePrefix: 'trailguard-' }));
  events.destroy();
  expect(Rules).toEqual([]);
  const management = stacks.organization as Stack;
  await management.setConfig('trailguard:alarms', { value: 'false' });
  await management.up();
  const cloudwatch = new CloudWatchClient(await world.client());
  const { MetricAlarms = [] } = await cloudwatch.send(
    new DescribeAlarmsCommand({ AlarmNamePrefix: 'trailguard-' }),
  );
  cloudwatch.destroy();
  expect(MetricAlarms).toEqual([]);
});

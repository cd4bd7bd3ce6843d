import { AlertBus, AlertPublisher, AlertTopic, ChangeMonitor, organizationNames } from '@trailguard/baseline';
import { recordProgram } from '@trailguard/baseline/testing';
import { type AuthorizationRequest, evaluate } from '@trailguard/sandbox/iam';
import { beforeAll, describe, expect, it } from 'vitest';

const security = '333333333333';
const member = '444444444444';
const outside = '555555555555';
const organizationId = 'o-exampleorgid';
const names = organizationNames({
  organizationId,
  managementAccountId: '111111111111',
  logArchiveAccountId: '222222222222',
  securityAccountId: security,
  homeRegion: 'us-east-1',
  namePrefix: 'trailguard',
  breakGlassRoleName: 'TrailGuardBreakGlass',
});
const all = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}';
const queue = `arn:aws:sqs:eu-west-1:${member}:trailguard-undelivered-events`;
const key = `arn:aws:kms:us-east-1:${security}:key/1`;

type Policy = 'topic' | 'key' | 'bus' | 'trust' | 'role' | 'queue';
let policies: Record<Policy, string>;

beforeAll(async () => {
  const region = 'us-east-1';
  const recording = await recordProgram(() => {
    new AlertTopic('alerts', {
      topicName: names.alertTopicName,
      region,
      accountId: security,
      publishers: [AlertPublisher.Alarms, AlertPublisher.EventRules],
      alarmNamePrefix: 'trailguard',
    });
    new AlertBus('alerts', {
      busName: names.eventBusName,
      region,
      accountId: security,
      organizationId,
      forwardRoleName: names.eventForwardRoleName,
      topicArn: names.alertTopicArn,
      namePrefix: 'trailguard',
    });
    new ChangeMonitor('changes', {
      namePrefix: 'trailguard',
      accountId: member,
      regions: ['us-east-1', 'eu-west-1'],
      busArn: names.eventBusArn,
      roleName: names.eventForwardRoleName,
    });
  });
  const text = (type: string, name: string, property = 'policy') =>
    String(recording.inputsOf(type, name)[property]);
  policies = {
    topic: text('aws:sns/topicPolicy:TopicPolicy', 'alerts'),
    key: text('aws:kms/key:Key', 'alerts'),
    bus: text('aws:cloudwatch/eventBusPolicy:EventBusPolicy', 'alerts'),
    trust: text('aws:iam/role:Role', 'changes', 'assumeRolePolicy'),
    role: text('aws:iam/rolePolicy:RolePolicy', 'changes'),
    queue: text('aws:sqs/queue:Queue', 'changes-eu-west-1'),
  };
});

interface Actor {
  readonly principal: AuthorizationRequest['principal'];
  readonly identity: readonly string[];
  readonly context: Readonly<Record<string, string>>;
}
const service = (name: string, context: Record<string, string> = {}): Actor => ({
  principal: { kind: 'service', arn: name, service: name, accountId: '' },
  identity: [],
  context,
});
/** A service that acts for a resource, and says so as most services do. */
const acting = (name: string, sourceArn: string) =>
  service(name, { 'aws:sourcearn': sourceArn, 'aws:sourceaccount': sourceArn.split(':')[4] ?? '' });
const rule = (account: string, name: string, region = 'eu-west-1') =>
  acting('events.amazonaws.com', `arn:aws:events:${region}:${account}:rule/${name}`);
const alarm = (account: string, name: string, region = 'us-east-1') =>
  acting('cloudwatch.amazonaws.com', `arn:aws:cloudwatch:${region}:${account}:alarm:${name}`);
const role = (account: string, name: string, organization = organizationId): Actor => ({
  principal: {
    kind: 'role',
    arn: `arn:aws:iam::${account}:role/${name}`,
    sessionArn: `arn:aws:sts::${account}:assumed-role/${name}/session`,
    accountId: account,
  },
  identity: [all],
  context: { 'aws:principalorgid': organization },
});

/** Whether somebody may, by the policy of what they reach for and their own. */
function may(actor: Actor, action: string, resource: string, policy: Policy, context: object = {}) {
  const given = { 'aws:securetransport': 'true', ...actor.context, ...context };
  return evaluate(
    {
      principal: actor.principal,
      action,
      resource,
      resourceAccountId: resource.split(':')[4] ?? '',
      context: Object.fromEntries(Object.entries(given).map(([name, value]) => [name, [String(value)]])),
    },
    { identity: actor.identity, resource: policies[policy], serviceControl: [], resourceControl: [] },
  ).allowed;
}

describe('the alert topic and its key', () => {
  it.each([
    ['our alarm', alarm(security, 'trailguard-root-use'), true],
    ['another alarm of the account', alarm(security, 'other'), false],
    ["another account's alarm of the same name", alarm(outside, 'trailguard-root-use'), false],
    ['an alarm of another region', alarm(security, 'trailguard-root-use', 'eu-west-1'), false],
    ['EventBridge, which tells nothing of its rule', service('events.amazonaws.com'), true],
    ["EventBridge for another account's rule", rule(outside, 'trailguard-x'), false],
    ['S3', acting('s3.amazonaws.com', 'arn:aws:s3:::bucket'), false],
    ['a role of another account', role(outside, 'Administrator'), false],
    ['a role of a member', role(member, 'Administrator'), false],
  ])('%s', (_who, actor, allowed) => {
    expect(may(actor, 'sns:Publish', names.alertTopicArn, 'topic')).toBe(allowed);
    expect(may(actor, 'kms:GenerateDataKey', key, 'key')).toBe(allowed);
  });

  it('take nothing without TLS', () => {
    const context = { 'aws:securetransport': 'false' };
    const ours = alarm(security, 'trailguard-root-use');
    expect(may(ours, 'sns:Publish', names.alertTopicArn, 'topic', context)).toBe(false);
  });

  it('let nobody outside subscribe or change them', () => {
    for (const action of ['sns:Subscribe', 'sns:SetTopicAttributes', 'sns:AddPermission'])
      expect(may(role(member, 'Administrator'), action, names.alertTopicArn, 'topic')).toBe(false);
  });

  it('let the account itself use the key through SNS alone', () => {
    const own = role(security, 'Administrator');
    expect(may(own, 'kms:Decrypt', key, 'key')).toBe(false);
    expect(may(own, 'kms:Decrypt', key, 'key', { 'kms:viaservice': 'sns.us-east-1.amazonaws.com' })).toBe(
      true,
    );
  });
});

describe('the bus', () => {
  it.each([
    ['the forwarding role of a member', role(member, 'trailguard-event-forward'), true],
    ['another role of a member', role(member, 'Administrator'), false],
    [
      'a role of that name outside the organization',
      role(outside, 'trailguard-event-forward', 'o-other00000'),
      false,
    ],
  ])('takes events of %s', (_who, actor, allowed) => {
    expect(may(actor, 'events:PutEvents', names.eventBusArn, 'bus')).toBe(allowed);
    expect(may(actor, 'events:PutRule', names.eventBusArn, 'bus')).toBe(false);
  });
});

describe('the forwarding role', () => {
  const arn = `arn:aws:iam::${member}:role/trailguard-event-forward`;
  it.each([
    ['our rules in each region', rule(member, 'trailguard-tampering', 'ap-southeast-2'), true],
    ['other rules of the account', rule(member, 'other'), false],
    ["another account's rules", rule(outside, 'trailguard-tampering'), false],
    [
      'another service',
      acting('lambda.amazonaws.com', `arn:aws:lambda:us-east-1:${member}:function:trailguard-x`),
      false,
    ],
  ])('is taken by %s', (_who, actor, allowed) => {
    expect(may(actor, 'sts:AssumeRole', arn, 'trust')).toBe(allowed);
  });

  it.each([
    ['events:PutEvents', names.eventBusArn, true],
    ['events:PutEvents', `arn:aws:events:us-east-1:${security}:event-bus/default`, false],
    ['events:PutEvents', `arn:aws:events:us-east-1:${member}:event-bus/default`, false],
    ['sns:Publish', names.alertTopicArn, false],
  ])('may %s to %s: %s', (action, resource, allowed) => {
    const forwarding = { ...role(member, 'trailguard-event-forward'), identity: [policies.role] };
    const policy = resource.startsWith('arn:aws:sns') ? 'topic' : 'bus';
    expect(may(forwarding, action, resource, policy)).toBe(allowed);
  });
});

it('the queue of undelivered events is written by our rules alone', () => {
  const write = (actor: Actor) => may(actor, 'sqs:SendMessage', queue, 'queue');
  expect(write(rule(member, 'trailguard-insights'))).toBe(true);
  expect(write(rule(member, 'other'))).toBe(false);
  expect(write(rule(outside, 'trailguard-insights'))).toBe(false);
  expect(write(role(outside, 'Administrator'))).toBe(false);
});

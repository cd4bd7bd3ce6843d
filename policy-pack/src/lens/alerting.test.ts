import { controls, judge } from '@trailguard/controls';
import { describe, expect, it } from 'vitest';
import { aProgramResource } from '../../test/a-program-resource.ts';
import { estateOf } from './estate.ts';
import { type PlainObject, unresolved } from './plain-values.ts';
import type { ProgramResource } from './program-resource.ts';
import { types } from './types.ts';

const aResource = (
  type: string,
  name: string,
  properties: PlainObject,
  dependencies: Record<string, readonly ProgramResource[]> = {},
  provider: ProgramResource['provider'] = { name: null, properties: { region: 'us-east-1' } },
) => aProgramResource(type, name, properties, dependencies, { provider });
const whole = (...resources: readonly ProgramResource[]) => estateOf({ resources, isWhole: true });
const open = expect.objectContaining({ unknown: 'open-world' });
const later = expect.objectContaining({ unknown: 'unresolved' });

const group = aResource(types.logGroup, 'trail', { name: 'trail', kmsKeyId: 'key', retentionInDays: 0 });
const topic = aResource(types.topic, 'alerts', { name: 'alerts', arn: unresolved, tags: { owner: 'me' } });
const filter = (properties: PlainObject = {}, dependencies = {}) =>
  aResource(
    types.metricFilter,
    'filter',
    {
      name: 'filter',
      logGroupName: 'trail',
      pattern: '{ $.eventName = StopLogging }',
      metricTransformation: { name: 'stops', namespace: 'trail', value: '1' },
      ...properties,
    },
    dependencies,
  );
const alarm = (properties: PlainObject = {}, dependencies: Parameters<typeof aResource>[3] = {}) =>
  aResource(
    types.metricAlarm,
    'alarm',
    {
      name: 'alarm',
      namespace: 'trail',
      metricName: 'stops',
      statistic: 'Sum',
      period: 300,
      evaluationPeriods: 1,
      threshold: 1,
      comparisonOperator: 'GreaterThanOrEqualToThreshold',
      ...properties,
    },
    dependencies,
  );

describe('log groups and metric filters of a program', () => {
  it('have the provider’s defaults', () => {
    expect(whole(group).logGroups).toEqual({
      items: [
        expect.objectContaining({
          name: 'trail',
          arn: later,
          retentionDays: null,
          logGroupClass: 'STANDARD',
          isProtected: false,
          kmsKeyId: 'key',
        }),
      ],
      complete: open,
    });
  });

  it('have the ARN that account, Region and name make, which a trail may name before the update', () => {
    const provider = {
      name: null,
      properties: { region: 'us-east-1', allowedAccountIds: '["111111111111"]' },
    };
    const arn = 'arn:aws:logs:us-east-1:111111111111:log-group:trail';
    const own = aResource(types.logGroup, 'trail', { name: 'trail', retentionInDays: 30 }, {}, provider);
    const trail = aResource(
      types.trail,
      'trail',
      { name: 'trail', s3BucketName: 'logs', cloudWatchLogsGroupArn: `${arn}:*` },
      {},
      provider,
    );
    const estate = whole(own, trail);
    expect(estate.logGroups.items[0]?.arn).toBe(arn);
    const protection = controls.filter(({ id }) => id === 'CW-20');
    expect(judge(estate, { controls: protection }).map(({ verdict }) => verdict.status)).toEqual(['fail']);
  });

  it('are tied together by name, or by reference while the name is not known', () => {
    const referring = filter({ logGroupName: unresolved }, { logGroupName: [group] });
    expect(whole(group, filter()).metricFilters).toMatchObject({
      items: [{ logGroup: 'trail', pattern: '{ $.eventName = StopLogging }' }],
      complete: true,
    });
    expect(whole(group, referring).metricFilters.items[0]?.logGroup).toBe(group.urn);
    expect(whole(group).metricFilters.complete).toEqual(open);
  });

  it('count as their transformation says', () => {
    const withTransformation = (metricTransformation: PlainObject) =>
      whole(filter({ metricTransformation })).metricFilters.items[0]?.transformations;
    const metric = { name: 'stops', namespace: 'trail', value: '1' };
    expect(withTransformation({ ...metric, defaultValue: '' })).toEqual([
      { ...metric, defaultValue: null, hasDimensions: false },
    ]);
    expect(withTransformation({ ...metric, defaultValue: '0', dimensions: { who: '$.who' } })).toEqual([
      { ...metric, defaultValue: 0, hasDimensions: true },
    ]);
    expect(withTransformation({ ...metric, name: unresolved })).toEqual(later);
  });
});

describe('alarms of a program', () => {
  it('are complete where it declares alarms or metric filters', () => {
    expect(whole(filter()).alarms).toEqual({ items: [], complete: true });
    expect(whole(group).alarms.complete).toEqual(open);
  });

  it('leave to AWS what they leave out', () => {
    expect(whole(alarm({ evaluationPeriods: 3, datapointsToAlarm: 0 })).alarms.items[0]).toMatchObject({
      kind: 'metric',
      hasActionsEnabled: true,
      alarmActions: [],
      condition: { datapointsToAlarm: 3, missingData: 'missing', hasDimensions: false },
    });
  });

  it('on expressions of metrics have no condition', () => {
    expect(whole(alarm({ metricName: undefined })).alarms.items[0]?.condition).toBeNull();
    expect(whole(alarm({ threshold: unresolved })).alarms.items[0]?.condition).toEqual(later);
  });

  it('tell topics by ARN, and those of the program by URN', () => {
    const actionsOf = (alarmActions: PlainObject[string], dependencies = {}) =>
      whole(topic, alarm({ alarmActions }, dependencies)).alarms.items[0]?.alarmActions;
    expect(actionsOf(['arn:aws:sns:us-east-1:1:a'])).toEqual(['arn:aws:sns:us-east-1:1:a']);
    expect(actionsOf([unresolved], { alarmActions: [topic] })).toEqual([topic.urn]);
    expect(actionsOf([unresolved])).toEqual(later);
  });

  it('may be composite', () => {
    const composite = aResource(types.compositeAlarm, 'all', { alarmName: 'all', alarmRule: 'ALARM(alarm)' });
    expect(whole(composite).alarms.items[0]).toMatchObject({
      kind: 'composite',
      name: 'all',
      condition: null,
      rule: 'ALARM(alarm)',
    });
  });
});

describe('topics of a program', () => {
  const policy = (arn: PlainObject[string], dependencies = {}) =>
    aResource(
      types.topicPolicy,
      'policy',
      { arn, policy: '{"Version":"2012-10-17","Statement":[]}' },
      dependencies,
    );
  const subscription = (protocol: string, properties: PlainObject = {}) =>
    aResource(
      types.topicSubscription,
      protocol,
      { protocol, topic: unresolved, endpoint: 'someone@example.com', ...properties },
      { topic: [topic] },
    );

  it('have the policy that another resource sets, at that resource', () => {
    const separate = policy(unresolved, { arn: [topic] });
    expect(whole(topic, separate).topics.items).toEqual([
      expect.objectContaining({
        policy: { Version: '2012-10-17', Statement: [] },
        tags: { owner: 'me' },
        observation: { urn: topic.urn, urns: { policy: separate.urn } },
      }),
    ]);
    expect(whole(topic).topics.items[0]?.policy).toBeNull();
  });

  it('may be elsewhere, or not be seen beside their policy', () => {
    const elsewhere = policy('arn:aws:sns:us-east-1:111111111111:other');
    expect(whole(topic, elsewhere).topics.items[1]).toMatchObject({
      name: 'other',
      accountId: '111111111111',
      kmsKeyId: open,
      observation: { urn: elsewhere.urn },
    });
    const alone = (resource: ProgramResource) => estateOf({ resources: [resource], isWhole: false }).topics;
    expect(alone(topic).items[0]).toMatchObject({ policy: open, subscriptions: open });
    expect(alone(policy(unresolved)).items).toHaveLength(1);
  });

  it('have the subscriptions that are declared, without their addresses', () => {
    const all = whole(
      topic,
      subscription('email'),
      subscription('sqs'),
      subscription('https', { pendingConfirmation: false }),
    );
    expect(all.topics.items[0]?.subscriptions).toEqual([
      { protocol: 'email', isConfirmed: later },
      { protocol: 'sqs', isConfirmed: true },
      { protocol: 'https', isConfirmed: true },
    ]);
    expect(JSON.stringify(all)).not.toContain('someone@example.com');
    expect(whole(topic).topics.items[0]?.subscriptions).toEqual(open);
  });

  it('log failed deliveries by protocol', () => {
    const logged = aResource(types.topic, 't', { name: 't', sqsFailureFeedbackRoleArn: unresolved });
    expect(whole(logged).topics.items[0]?.loggedProtocols).toEqual(['sqs']);
  });
});

describe('event rules of a program', () => {
  const pattern = '{"detail-type":["AWS API Call via CloudTrail"]}';
  const rule = (properties: PlainObject = {}) =>
    aResource(types.eventRule, 'rule', { name: 'rule', eventPattern: pattern, ...properties });
  const target = (properties: PlainObject = {}, dependencies = {}) =>
    aResource(types.eventTarget, 'target', { rule: 'rule', arn: 'arn:target', ...properties }, dependencies);

  it('have their targets, by name or by reference', () => {
    const queue = aResource(types.queue, 'dead', {});
    const dead: PlainObject = { deadLetterConfig: { arn: unresolved } };
    expect(whole(rule(), queue, target(dead, { deadLetterConfig: [queue] })).eventRules).toMatchObject({
      items: [
        {
          bus: 'default',
          state: 'ENABLED',
          targets: [{ arn: 'arn:target', deadLetterArn: queue.urn }],
        },
      ],
      complete: open,
    });
    const nameless = rule({ name: unresolved });
    const referring = target({ rule: unresolved }, { rule: [nameless] });
    expect(whole(nameless, referring).eventRules.items[0]?.targets).toHaveLength(1);
    expect(whole(rule(), target({ rule: unresolved })).eventRules.items[0]?.targets).toEqual(later);
    expect(whole(rule(), target({ region: 'eu-west-1' })).eventRules.items[0]?.targets).toEqual([]);
    expect(whole(rule(), target({ eventBusName: 'other' })).eventRules.items[0]?.targets).toEqual([]);
  });

  it.each([
    [{ isEnabled: false }, 'DISABLED'],
    [{ state: 'DISABLED' }, 'DISABLED'],
    [
      { state: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS' },
      'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS',
    ],
  ])('that say %j are %s', (properties, state) => {
    expect(whole(rule(properties)).eventRules.items[0]?.state).toBe(state);
  });

  it('name buses by their names', () => {
    const bus = aResource(types.eventBus, 'bus', {});
    const arn = 'arn:aws:events:us-east-1:1:event-bus/alerts';
    expect(whole(rule({ eventBusName: arn })).eventRules.items[0]?.bus).toBe('alerts');
    const referring = aResource(
      types.eventRule,
      'rule',
      { eventBusName: unresolved },
      { eventBusName: [bus] },
    );
    expect(whole(bus, referring).eventRules.items[0]?.bus).toBe(bus.urn);
  });
});

describe('controls on a program', () => {
  const trail = aResource(
    types.trail,
    'main',
    { name: 'main', isMultiRegionTrail: true, cloudWatchLogsGroupArn: unresolved, s3BucketName: 'logs' },
    { cloudWatchLogsGroupArn: [group] },
  );
  const all = [
    filter({ pattern: '' }),
    alarm({ alarmActions: ['arn:aws:sns:us-east-1:111111111111:alerts'] }),
    group,
    trail,
  ];
  const statuses = (id: string, ...resources: readonly ProgramResource[]) =>
    judge(whole(...resources), { controls: controls.filter((control) => control.id === id) }).map(
      ({ verdict }) => verdict.status,
    );

  it.each(['CW-01', 'CW-05', 'CW-15'])(
    '%s passes a filter with an alarm, and finds what is missing',
    (id) => {
      expect(statuses(id, ...all)[0]).toBe('pass');
      expect(statuses(id, filter({ pattern: '{ $.eventName = Other }' }), ...all.slice(1))[0]).toBe('fail');
      expect(statuses(id, all[0] as ProgramResource, ...all.slice(2))[0]).toBe('fail');
      // Filters may be another program's.
      expect(statuses(id, group, trail)[0]).toBe('unknown');
    },
  );
});

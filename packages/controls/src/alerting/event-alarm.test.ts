import { describe, expect, it } from 'vitest';
import {
  aCompositeAlarm,
  aCondition,
  alerting,
  aLogGroup,
  aMetricFilter,
  anAccount,
  anAlarm,
  anEstate,
  anEventRule,
  aPublishStatement,
  aTopic,
  aTrail,
  complete,
  denied,
  names,
  open,
} from '../../test/builders.ts';
import { verdictsOf } from '../../test/verdicts-of.ts';
import control from '../controls/cloudwatch/alarm-on-trail-changes.ts';
import type { Alarm, Estate, MetricTransformation, Topic, Trail } from '../model/estate.ts';
import { unknownBecause } from '../model/fact.ts';

/** The verdict of the account that has the log group. */
function judged(estate: Partial<Estate> = {}, parameters = {}) {
  const accounts = complete([anAccount({ id: names.management })]);
  return verdictsOf(control as never, anEstate({ accounts, ...estate }), parameters)[0];
}
const withAlarm = (...alarms: Partial<Alarm>[]) => judged({ alarms: complete(alarms.map(anAlarm)) });
const withCondition = (condition: Parameters<typeof aCondition>[0]) =>
  withAlarm({ condition: aCondition(condition) });
const withTransformation = (differing: Partial<MetricTransformation>, condition = {}) =>
  judged({
    metricFilters: complete([
      aMetricFilter({
        transformations: [
          {
            namespace: 'trail',
            name: 'everything',
            value: '1',
            defaultValue: null,
            hasDimensions: false,
            ...differing,
          },
        ],
      }),
    ]),
    alarms: complete([anAlarm({ condition: aCondition(condition) })]),
  });
const withTopic = (topic: Partial<Topic>, estate: Partial<Estate> = {}) =>
  judged({ topics: complete([aTopic(topic)]), ...estate });
const fails = (reason: string) => ({ status: 'fail', reason: expect.stringContaining(reason) });

describe('an alarm on the metric of a filter', () => {
  it.each<[string, Parameters<typeof aCondition>[0]]>([
    ['more than 0', { comparison: 'GreaterThanThreshold', threshold: 0 }],
    ['a threshold below 1', { threshold: 0.5 }],
    ['the maximum', { statistic: 'Maximum' }],
    ['the number of samples', { statistic: 'SampleCount' }],
    ['the average of a metric without a default value', { statistic: 'Average' }],
    ['one of several periods', { evaluationPeriods: 3, datapointsToAlarm: 1 }],
    ['missing data as they are', { missingData: 'missing' }],
    ['an hour', { periodSeconds: 3600 }],
  ])('goes off by %s', (_what, condition) => {
    expect(withCondition(condition)?.status).toBe('pass');
  });

  it.each<[string, Parameters<typeof aCondition>[0], string]>([
    ['a threshold of 2', { threshold: 2 }, 'its threshold is 2: 1 event does not reach it'],
    ['more than 1', { comparison: 'GreaterThanThreshold' }, 'its threshold is 1'],
    ['less than 1', { comparison: 'LessThanThreshold' }, 'compares by LessThanThreshold'],
    ['two periods', { evaluationPeriods: 2, datapointsToAlarm: 2 }, '2 periods have to breach'],
    ['missing data', { missingData: 'breaching' }, 'goes off without an event'],
    ['a whole day', { periodSeconds: 86_400 }, 'once an hour'],
    ['dimensions', { hasDimensions: true }, 'dimensions'],
    ['another metric', { metricName: 'other' }, 'no alarm watches the metric trail everything'],
    ['another namespace', { namespace: 'other' }, 'no alarm watches the metric trail everything'],
  ])('does not go off by %s', (_what, condition, reason) => {
    expect(withCondition(condition)).toMatchObject(fails(reason));
  });

  it.each<[string, Partial<MetricTransformation>, Parameters<typeof aCondition>[0], string]>([
    ['split by dimensions', { hasDimensions: true }, {}, 'splits the metric'],
    ['of a field', { value: '$.count' }, {}, 'counts $.count instead of events'],
    ['of nothing', { value: '0' }, {}, 'does not reach it'],
    ['with a default that breaches', { defaultValue: 1 }, {}, 'goes off without an event'],
    ['averaged with zeros', { defaultValue: 0 }, { statistic: 'Average' }, 'sinks by the default value'],
  ])('hears nothing of a metric %s', (_what, transformation, condition, reason) => {
    expect(withTransformation(transformation, condition)).toMatchObject(fails(reason));
  });

  it('may have a default value of 0, and count each event as ten', () => {
    expect(withTransformation({ defaultValue: 0 })?.status).toBe('pass');
    expect(withTransformation({ value: '10' }, { threshold: 10 })?.status).toBe('pass');
  });

  it('may wait for as many events as are configured', () => {
    const estate = { alarms: complete([anAlarm({ condition: aCondition({ threshold: 5 }) })]) };
    expect(judged(estate, { eventsToAlarm: 5 })?.status).toBe('pass');
    expect(judged(estate, { eventsToAlarm: 4 })?.status).toBe('fail');
  });

  it.each<[string, Partial<Alarm>, string]>([
    ['Region', { region: 'eu-west-1' }, 'no alarm watches'],
    ['account', { accountId: names.member }, 'no alarm watches'],
  ])('of another %s hears nothing', (_what, alarm, reason) => {
    expect(withAlarm(alarm)).toMatchObject(fails(reason));
  });

  it('is not known while alarms are not', () => {
    expect(judged({ alarms: { items: [], complete: denied } })?.status).toBe('unknown');
    expect(withAlarm({ condition: denied })?.status).toBe('unknown');
  });
});

describe('the action of an alarm', () => {
  it.each<[string, Partial<Alarm>, string]>([
    ['disabled', { hasActionsEnabled: false }, 'actions of everything are disabled'],
    ['missing', { alarmActions: [] }, 'tells no SNS topic'],
    [
      'no topic',
      { alarmActions: ['arn:aws:lambda:us-east-1:111111111111:function:f'] },
      'tells no SNS topic',
    ],
  ])('is %s', (_what, alarm, reason) => {
    expect(withAlarm(alarm)).toMatchObject(fails(reason));
  });

  it('is not known while it could not be read', () => {
    expect(withAlarm({ alarmActions: denied })?.status).toBe('unknown');
  });

  it.each<[string, Partial<Topic>, string]>([
    ['nobody', { subscriptions: [] }, 'nobody has confirmed'],
    ['nobody yet', { subscriptions: [{ protocol: 'email', isConfirmed: false }] }, 'nobody has confirmed'],
    ['a topic that is gone', { exists: null }, 'does not exist'],
    [
      'a topic that does not let it in',
      { policy: { Statement: [aPublishStatement('events.amazonaws.com')] } },
      'does not let cloudwatch.amazonaws.com publish',
    ],
  ])('reaches %s', (_whom, topic, reason) => {
    expect(withTopic(topic)).toMatchObject(fails(reason));
  });

  it('reaches somebody where one of several has confirmed', () => {
    const subscriptions = [false, true].map((isConfirmed) => ({ protocol: 'email', isConfirmed }));
    expect(withTopic({ subscriptions })?.status).toBe('pass');
  });

  it('is not known while the topic is not', () => {
    expect(withTopic({ exists: denied })?.status).toBe('unknown');
    expect(withTopic({ subscriptions: denied })?.status).toBe('unknown');
    expect(judged({ topics: { items: [], complete: denied } })?.status).toBe('unknown');
  });

  it('needs no policy of the topic, as SNS makes it', () => {
    const Condition = { StringEquals: { 'AWS:SourceOwner': names.management } };
    const standard = { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'SNS:Publish', Condition } as const;
    expect(withTopic({ policy: null })?.status).toBe('pass');
    expect(withTopic({ policy: { Statement: [{ ...standard, Resource: '*' }] } })?.status).toBe('pass');
  });

  it('in a program may name the topic by the ARN that it will have', () => {
    const policy = { Statement: [aPublishStatement('events.amazonaws.com')] };
    const named = { policy, arn: open, name: 'alerts', observation: { urn: 'urn:alerts' } };
    expect(withTopic(named, { lens: 'preview' })?.status).toBe('fail');
    expect(withTopic({ ...named, name: 'other' }, { lens: 'preview' })?.status).toBe('pass');
  });

  it('is enough in a preview: who confirms does so later', () => {
    const subscriptions = [{ protocol: 'email', isConfirmed: open }];
    expect(withTopic({ subscriptions }, { lens: 'preview' })?.status).toBe('pass');
    expect(withTopic({ subscriptions }, { lens: 'state' })?.status).toBe('unknown');
  });

  it('may be that of a composite alarm', () => {
    const mute = { alarmActions: [] };
    const composite = (rule: string) =>
      judged({ alarms: complete([anAlarm(mute), aCompositeAlarm({ rule })]) });
    expect(composite('ALARM("everything") OR ALARM(other)')?.status).toBe('pass');
    expect(
      composite('ALARM(arn:aws:cloudwatch:us-east-1:111111111111:alarm:everything) AND NOT ALARM(muted)')
        ?.status,
    ).toBe('pass');
    expect(composite('ALARM("everything") AND ALARM(other)')).toMatchObject(fails('everything'));
    expect(composite('ALARM(other)')).toMatchObject(fails('tells no SNS topic'));
  });
});

describe('the trail', () => {
  const withTrail = (trail: Partial<Trail>) => judged({ trails: complete([aTrail(trail)]) });

  it.each<[string, Partial<Trail>, string]>([
    ['records nothing', { isLogging: false }, 'does not record'],
    ['records one Region', { isMultiRegion: false }, 'does not record all Regions'],
    [
      'records data alone',
      {
        selectors: {
          basic: null,
          advanced: [{ name: null, fields: [{ field: 'eventCategory', equals: ['Data'] }] }],
        },
      },
      'all management events',
    ],
    ['streams nowhere', { logGroupArn: null }, 'streams to no log group'],
    [
      'streams to a group without filters',
      { logGroupArn: 'arn:aws:logs:us-east-1:111111111111:log-group:other:*' },
      'nothing matches',
    ],
  ])('%s', (_what, trail, reason) => {
    expect(withTrail(trail)).toMatchObject(fails(reason));
  });

  it('is missing', () => {
    const accounts = complete([anAccount({ id: names.management, visibleTrails: [] })]);
    expect(judged({ accounts, trails: complete([]) })).toMatchObject(fails('no trail records'));
  });

  it.each<[string, Partial<Trail>]>([
    ['records', { isLogging: denied }],
    ['is the organization’s', { isOrganization: denied }],
    ['streams', { logGroupArn: denied }],
  ])('is not known whether it %s', (_what, trail) => {
    expect(withTrail(trail)?.status).toBe('unknown');
  });

  it('of a member beside the organization’s is judged where the organization’s log group is', () => {
    const own = aTrail({
      arn: `${names.trailArn.replace(names.management, names.member)}-own`,
      ownerAccountId: names.member,
      isOrganization: false,
      logGroupArn: null,
    });
    const [verdict] = verdictsOf(
      control as never,
      anEstate({ accounts: complete([anAccount()]), trails: complete([aTrail(), own]) }),
    );
    expect(verdict).toMatchObject({
      status: 'not_applicable',
      reason: expect.stringContaining(names.management),
    });
  });

  it('of the organization is judged at the delegated administrator that has its log group', () => {
    const logGroupArn = names.logGroupArn.replace(names.management, names.security);
    const arn = logGroupArn.replace(/:\*$/, '');
    const accountId = names.security;
    const verdicts = verdictsOf(
      control as never,
      anEstate({
        accounts: complete([names.management, names.security].map((id) => anAccount({ id }))),
        trails: complete([aTrail({ logGroupArn })]),
        logGroups: complete([aLogGroup({ arn, accountId, observation: { arn } })]),
        metricFilters: complete([aMetricFilter({ accountId })]),
        alarms: complete([anAlarm({ accountId })]),
      }),
    );
    expect(verdicts.map(({ status }) => status)).toEqual(['not_applicable', 'pass']);
  });

  it('of a program is known by references before ARNs are', () => {
    const urn = 'urn:pulumi:dev::project::aws:cloudwatch/logGroup:LogGroup::trail';
    const here = { accountId: '(account of the default provider)', region: 'us-east-1' };
    const id = here.accountId;
    const accounts = complete([anAccount({ id, visibleTrails: [names.trailArn] })]);
    const arn = unknownBecause('unresolved', 'arn is known only after the update');
    expect(
      judged({
        lens: 'preview',
        accounts,
        trails: complete([aTrail({ ownerAccountId: id, logGroupArn: urn })]),
        logGroups: complete([aLogGroup({ ...here, arn, observation: { urn } })]),
        metricFilters: complete([aMetricFilter({ ...here, logGroup: urn })]),
        alarms: complete([anAlarm(here)]),
      })?.status,
    ).toBe('pass');
  });
});

describe('several metric filters', () => {
  const names_ = ['CreateTrail', 'UpdateTrail', 'DeleteTrail', 'StartLogging', 'StopLogging'];
  const filter = (name: string, pattern: string) => aMetricFilter({ name, pattern });
  const each = names_.map((name) => filter(name, `{ $.eventName = ${name} }`));
  const alarms = names_.map((name) => anAlarm({ name }));

  it('do together', () => {
    expect(judged({ metricFilters: complete(each), alarms: complete(alarms) })?.status).toBe('pass');
  });

  it('do not when one of them has no alarm', () => {
    expect(judged({ metricFilters: complete(each), alarms: complete(alarms.slice(1)) })).toMatchObject(
      fails('eventName = CreateTrail'),
    );
  });

  it('are not known while one of them is not', () => {
    const filters = [...each.slice(1), aMetricFilter({ pattern: denied })];
    expect(judged({ metricFilters: complete(filters), alarms: complete(alarms) })?.status).toBe('unknown');
    const missing = { items: each.slice(1), complete: denied };
    expect(judged({ metricFilters: missing, alarms: complete(alarms) })?.status).toBe('unknown');
  });
});

describe('event rules in place of alarms', () => {
  const rule = (differing: Parameters<typeof anEventRule>[0] = {}) =>
    anEventRule({
      accountId: names.management,
      pattern: JSON.stringify({
        source: ['aws.cloudtrail'],
        'detail-type': ['AWS API Call via CloudTrail'],
        detail: { eventName: [{ suffix: 'Trail' }, { suffix: 'Logging' }] },
      }),
      targets: [{ arn: 'arn:aws:lambda:us-east-1:111111111111:function:f', deadLetterArn: null }],
      ...differing,
    });
  const judgedBy = (rules: Estate['eventRules']['items'], alternative = 'eventbridge') =>
    judged({ metricFilters: complete([]), eventRules: complete(rules) }, { alternative });
  const everywhere = names.regions.map((region) => rule({ region }));

  it('do in every Region, where they are configured to', () => {
    expect(judgedBy(everywhere)?.status).toBe('pass');
    expect(judgedBy(everywhere, 'none')?.status).toBe('fail');
  });

  it.each<[string, Estate['eventRules']['items']]>([
    ['a Region', everywhere.slice(1)],
    ['a target', everywhere.map((one) => ({ ...one, targets: [] }))],
    ['being on', everywhere.map((one) => ({ ...one, state: 'DISABLED' }))],
    [
      'a call',
      names.regions.map((region) => rule({ region, pattern: '{"detail":{"eventName":["StopLogging"]}}' })),
    ],
  ])('do not without %s', (_what, rules) => {
    expect(judgedBy(rules)?.status).toBe('fail');
  });
});

it('keeps addresses of subscribers out of what it shows', () => {
  expect(JSON.stringify(judged())).not.toContain('@');
  expect(alerting.alertTopicArn).toContain('alerts');
});

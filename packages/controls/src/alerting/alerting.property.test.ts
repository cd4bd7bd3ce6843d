import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  aCompositeAlarm,
  aCondition,
  aLogGroup,
  aMetricFilter,
  anAccount,
  anAlarm,
  anEstate,
  anEventRule,
  aPublishStatement,
  aTopic,
  aTrail,
  alerting,
  complete,
  names,
} from '../../test/builders.ts';
import { controls } from '../controls/index.ts';
import { judge, type Result } from '../judge/judge.ts';
import type { Estate } from '../model/estate.ts';
import { type Collection, unknownBecause } from '../model/fact.ts';

const families = controls.filter(({ id }) => /^(CW|NT)-/.test(id));
const parameters = { 'NT-08': { requiredTags: ['owner'] }, 'CW-05': { alternative: 'eventbridge' } };
const accountIds = [names.management, names.member];
const trailCalls = ['CreateTrail', 'UpdateTrail', 'DeleteTrail', 'StartLogging', 'StopLogging'];
const patterns = [
  '',
  ...[trailCalls, trailCalls.slice(0, 3), trailCalls.slice(2)].map(
    (calls) => `{ ${calls.map((call) => `($.eventName = ${call})`).join(' || ')} }`,
  ),
  '{ $.eventName = %Trail% }',
];
const rulePatterns = [
  '{"detail-type":[{"suffix":"via CloudTrail"}]}',
  '{"detail-type":["AWS API Call via CloudTrail"]}',
  '{"detail-type":["AWS Insight via CloudTrail"]}',
  '{"source":["aws.s3"]}',
];

const trail = (name: string) =>
  fc
    .record({
      isLogging: fc.boolean(),
      isOrganization: fc.boolean(),
      ownerAccountId: fc.constantFrom(...accountIds),
      logGroupArn: fc.constantFrom(
        names.logGroupArn,
        names.logGroupArn.replace(names.management, names.member),
        null,
      ),
      topicArn: fc.constantFrom(names.topicArn, 'gone', null),
      insights: fc.constantFrom([], [{ type: 'ApiCallRateInsight', categories: ['Management'] }]),
    })
    .map((facts) => aTrail({ ...facts, arn: `${names.trailArn}-${name}` }));
const filter = (name: string) =>
  fc
    .record({
      pattern: fc.constantFrom(...patterns),
      accountId: fc.constantFrom(...accountIds),
    })
    .map((facts) => aMetricFilter({ name, ...facts }));
const alarm = (name: string) =>
  fc
    .record({
      threshold: fc.constantFrom(1, 1, 2),
      hasActionsEnabled: fc.boolean(),
      alarmActions: fc.constantFrom([], [alerting.alertTopicArn], ['gone']),
      accountId: fc.constantFrom(...accountIds),
    })
    .map(({ threshold, ...facts }) =>
      anAlarm({ name, ...facts, condition: aCondition({ metricName: name, threshold }) }),
    );
const composite = fc
  .constantFrom('ALARM(a)', 'ALARM(a) AND ALARM(b)', 'ALARM(c)')
  .map((rule) => aCompositeAlarm({ rule }));
const topic = (arn: string) =>
  fc
    .record({
      exists: fc.constantFrom(true as const, true as const, null),
      kmsKeyId: fc.constantFrom(alerting.keyArn, null, 'gone'),
      policy: fc.constantFrom(
        null,
        ...['cloudwatch', 'events'].map((service) => ({
          Statement: [aPublishStatement(`${service}.amazonaws.com`)],
        })),
      ),
      subscriptions: fc.subarray([
        { protocol: 'email', isConfirmed: true },
        { protocol: 'email', isConfirmed: false },
        { protocol: 'http', isConfirmed: true },
      ]),
    })
    .map((facts) => aTopic({ arn, ...facts }));
const rule = (accountId: string, region: string) =>
  fc
    .record({
      pattern: fc.constantFrom(...rulePatterns),
      state: fc.constantFrom('ENABLED', 'ENABLED', 'DISABLED'),
      targets: fc.subarray([
        { arn: alerting.busArn, deadLetterArn: null },
        { arn: alerting.alertTopicArn, deadLetterArn: alerting.queueArn },
      ]),
    })
    .map((facts) => anEventRule({ accountId, region, ...facts }));
const list = <T>(...items: fc.Arbitrary<T>[]) => fc.tuple(...items).map((all) => complete(all));

const estate: fc.Arbitrary<Estate> = fc
  .record({
    lens: fc.constantFrom('live' as const, 'preview' as const),
    accounts: list(
      ...accountIds.map((id) =>
        fc
          .record({
            status: fc.constantFrom('ACTIVE' as const, 'ACTIVE' as const, 'SUSPENDED' as const),
            visibleTrails: fc.subarray([`${names.trailArn}-0`, `${names.trailArn}-1`]),
            enabledRegions: fc.subarray([...names.regions]),
          })
          .map((facts) => anAccount({ id, ...facts })),
      ),
    ),
    trails: list(trail('0'), trail('1')),
    logGroups: fc.constant(complete([aLogGroup()])),
    metricFilters: list(filter('a'), filter('b')),
    alarms: list(alarm('a'), alarm('b'), composite),
    topics: list(topic(alerting.alertTopicArn), topic(names.topicArn), topic(alerting.busTopicArn)),
    eventRules: list(
      ...accountIds.flatMap((id) => names.regions.map((region) => rule(id, region))),
      rule(names.security, names.home).map((own) => ({ ...own, name: 'tell', bus: 'alerts' })),
    ),
  })
  .map((varied) => ({ ...anEstate(), ...varied }));

const hidden = unknownBecause('access-denied', 'AccessDenied');
const kept = new Set(['observation', 'id', 'role', 'kind']);
const varied = [
  'accounts',
  'trails',
  'logGroups',
  'metricFilters',
  'alarms',
  'topics',
  'eventRules',
] as const;

function hide(full: Estate, coin: () => boolean): Estate {
  const things = <T extends object>({ items }: Collection<T>): Collection<T> => ({
    items: items.map(
      (item) =>
        Object.fromEntries(
          Object.entries(item).map(([name, value]) => [name, !kept.has(name) && coin() ? hidden : value]),
        ) as T,
    ),
    complete: coin() ? hidden : true,
  });
  return {
    ...full,
    ...(Object.fromEntries(
      varied.map((name) => [name, things(full[name] as Collection<object>)]),
    ) as Partial<Estate>),
  };
}

function keyOf({ controlId, subject: { kind, id, observation } }: Result): string {
  return `${controlId} ${kind === 'watchedRegion' ? id : (observation.arn ?? id)}`;
}

it('what is not known of alerting never turns into a verdict that knowledge would revoke', () => {
  let decided = 0;
  fc.assert(
    fc.property(estate, fc.infiniteStream(fc.nat(19)), (full, dice) => {
      const known = new Map(
        judge(full, { controls: families, parameters }).map((one) => [keyOf(one), one.verdict.status]),
      );
      const half = judge(
        hide(full, () => dice.next().value === 0),
        { controls: families, parameters },
      );
      const revoked = half
        .map((result) => ({ at: keyOf(result), now: result.verdict, was: known.get(keyOf(result)) }))
        .filter(({ now, was }) => now.status !== 'unknown' && now.status !== was);
      expect(revoked).toEqual([]);
      decided += half.filter(({ verdict: { status } }) => status === 'pass').length;
    }),
    { seed: 20_261_121, numRuns: 400 },
  );
  expect(decided).toBeGreaterThan(1000);
});

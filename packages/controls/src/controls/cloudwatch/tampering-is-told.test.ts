import { describe, expect, it } from 'vitest';
import {
  aBusRule,
  alerting,
  aMetricFilter,
  anAccount,
  anEstate,
  anEventRule,
  aPublishStatement,
  aTopic,
  complete,
  denied,
  names,
  open,
} from '../../../test/builders.ts';
import { verdictsOf } from '../../../test/verdicts-of.ts';
import { judge } from '../../judge/judge.ts';
import type { Control } from '../../model/control.ts';
import type { Estate, EventRule, Topic } from '../../model/estate.ts';
import control from './tampering-is-told.ts';

/** One account in one Region, without metric filters. */
function judged(rules: readonly EventRule[], estate: Partial<Estate> = {}, accountId: string = names.member) {
  return verdictsOf(
    control,
    anEstate({
      accounts: complete([anAccount({ id: accountId, enabledRegions: [names.home] })]),
      metricFilters: complete([]),
      eventRules: complete([...rules, aBusRule()]),
      ...estate,
    }),
  )[0];
}
const rule = (differing: Partial<EventRule> = {}) => anEventRule(differing);
const onDetection = (...calls: readonly string[]) =>
  JSON.stringify({ source: ['aws.guardduty'], detail: { eventName: calls } });
const direct = [{ arn: alerting.busTopicArn, deadLetterArn: null }];
const withTopic = (topic: Partial<Topic>) =>
  judged([rule({ targets: direct })], {
    topics: complete([
      aTopic({
        arn: alerting.busTopicArn,
        policy: { Statement: [aPublishStatement('events.amazonaws.com')] },
        ...topic,
      }),
    ]),
  });

describe(control.id, () => {
  it('passes a rule that forwards to a bus whose rule tells somebody', () => {
    expect(judged([rule()])?.status).toBe('pass');
  });

  it('passes metric filters with alarms on the organization’s trail, for each account and Region', () => {
    const verdicts = verdictsOf(control, anEstate({ eventRules: complete([]) }));
    expect(verdicts.map(({ status }) => status)).toEqual(verdicts.map(() => 'pass'));
    expect(verdicts).toHaveLength(8);
  });

  it('leaves open whether alarms on the organization’s trail tell of an account that a program only works in', () => {
    const off = complete([rule({ accountId: '999999999999', state: 'DISABLED' })]);
    const accounts = { items: [anAccount({ id: names.management })], complete: open };
    const inProgram = (metricFilters = anEstate({}).metricFilters) =>
      judge(anEstate({ lens: 'preview', accounts, eventRules: off, metricFilters }), {
        controls: [control as Control],
      }).find(({ subject }) => subject.id === `999999999999/${names.home}`)?.verdict;
    expect(inProgram()).toMatchObject({
      status: 'unknown',
      reason: expect.stringContaining('whether 999999999999 belongs to it is not known'),
    });
    expect(inProgram(complete([]))?.status).toBe('fail');
  });

  it.each<[string, Partial<EventRule>, string]>([
    ['is off', { state: 'DISABLED' }, 'is DISABLED'],
    ['has no target', { targets: [] }, 'has no target'],
    ['lacks a call', { pattern: onDetection('DeleteDetector') }, 'nothing matches'],
    ['is about findings', { pattern: '{"detail-type":["GuardDuty Finding"]}' }, 'nothing matches'],
    ['is in another Region', { region: 'eu-west-1' }, 'nothing matches'],
    ['is on another bus', { bus: 'other' }, 'nothing matches'],
    ['has no pattern', { pattern: null }, 'nothing matches'],
  ])('fails where the rule %s', (_what, differing, reason) => {
    expect(judged([rule(differing)])).toMatchObject({
      status: 'fail',
      reason: expect.stringContaining(reason),
    });
  });

  it('passes a rule that also takes in reads, and several rules together', () => {
    const all = [
      ['CreateFilter', 'CreateIPSet', 'DeleteDetector', 'DeletePublishingDestination'],
      ['DisableOrganizationAdminAccount', 'DisassociateFromAdministratorAccount', 'DisassociateMembers'],
      ['StopMonitoringMembers', 'UpdateDetector'],
    ].map((calls, index) =>
      rule({
        name: `rule-${index}`,
        pattern: onDetection(...calls),
        state: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS',
      }),
    );
    expect(judged(all)?.status).toBe('pass');
    expect(judged(all.slice(1))).toMatchObject({ status: 'fail' });
  });

  it('asks for changes of log buckets where the buckets are', () => {
    const calls = onDetection(
      ...['CreateFilter', 'CreateIPSet', 'DeleteDetector', 'DeletePublishingDestination'],
      ...['DisableOrganizationAdminAccount', 'DisassociateFromAdministratorAccount', 'DisassociateMembers'],
      ...['StopMonitoringMembers', 'UpdateDetector'],
    );
    const bucket = (name: string) =>
      JSON.stringify({
        detail: {
          eventSource: ['s3.amazonaws.com'],
          eventName: [{ prefix: 'PutBucket' }, { prefix: 'DeleteBucket' }],
          requestParameters: { bucketName: [name] },
        },
      });
    const inArchive = (...patterns: readonly string[]) =>
      judged(
        patterns.map((pattern, index) =>
          rule({ accountId: names.logArchive, name: `rule-${index}`, pattern }),
        ),
        {},
        names.logArchive,
      );
    expect(inArchive(calls, bucket(names.bucket))?.status).toBe('pass');
    expect(inArchive(calls, bucket('another'))).toMatchObject({
      status: 'fail',
      reason: expect.stringContaining(names.bucket),
    });
    expect(inArchive(calls)?.status).toBe('fail');
  });

  it.each<[string, Partial<Topic>, string]>([
    ['that lets EventBridge in', {}, 'pass'],
    [
      'with a key, that lets it in under a condition on the source alone',
      {
        policy: {
          Statement: [
            aPublishStatement('events.amazonaws.com', {
              Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:events:*:444444444444:rule/*' } },
            }),
          ],
        },
      },
      'fail',
    ],
    [
      'without a key, under such a condition',
      {
        kmsKeyId: null,
        policy: {
          Statement: [
            aPublishStatement('events.amazonaws.com', {
              Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:events:*:444444444444:rule/*' } },
            }),
          ],
        },
      },
      'pass',
    ],
    [
      'that lets alarms alone in',
      { policy: { Statement: [aPublishStatement('cloudwatch.amazonaws.com')] } },
      'fail',
    ],
    ['that nobody hears', { subscriptions: [] }, 'fail'],
    ['that is gone', { exists: null }, 'fail'],
    ['that could not be read', { policy: denied }, 'unknown'],
  ])('a target that is a topic %s', (_what, topic, status) => {
    expect(withTopic(topic)?.status).toBe(status);
  });

  it('fails a bus that tells nobody, or forwards once more', () => {
    const to = (busRule: Partial<EventRule>) =>
      judged([], { eventRules: complete([rule(), aBusRule(busRule)]) })?.status;
    expect(to({ targets: [] })).toBe('fail');
    expect(to({ targets: [{ arn: alerting.busArn, deadLetterArn: null }] })).toBe('fail');
    expect(to({ pattern: '{"source":["aws.s3"]}' })).toBe('fail');
  });

  it('takes any target of a program for a working one', () => {
    const targets = [{ arn: open, deadLetterArn: null }];
    expect(judged([rule({ targets })], { lens: 'preview' })?.status).toBe('pass');
    expect(judged([rule({ targets: [] })], { lens: 'preview' })?.status).toBe('fail');
  });

  it('follows a program to its own bus and topic, and no further', () => {
    const accountId = '(account of the default provider)';
    const at = (busRule: Partial<EventRule>, topic: Partial<Topic> = {}) =>
      judged([], {
        lens: 'preview',
        eventRules: complete([rule(), aBusRule({ accountId, ...busRule })]),
        topics: complete([
          aTopic({
            arn: alerting.busTopicArn,
            subscriptions: open,
            policy: { Statement: [aPublishStatement('events.amazonaws.com')] },
            ...topic,
          }),
        ]),
      })?.status;
    expect(at({})).toBe('pass');
    expect(at({ bus: 'another' })).toBe('pass');
    expect(at({ state: 'DISABLED' })).toBe('fail');
    expect(at({ pattern: onDetection('DeleteDetector') })).toBe('fail');
    expect(at({}, { policy: null })).toBe('fail');
    expect(at({ bus: denied })).toBe('unknown');
  });

  it('judges the rules of a program that does not say in which account they are', () => {
    const accountId = '(account of provider member)';
    const verdicts = verdictsOf(
      control,
      anEstate({
        lens: 'preview',
        accounts: complete([anAccount({ enabledRegions: [names.home] })]),
        metricFilters: complete([]),
        eventRules: complete([rule({ accountId })]),
      }),
    );
    // Of the account itself nothing is known: the rules may be its own.
    expect(verdicts.map(({ status }) => status)).toEqual(['pass', 'unknown']);
  });

  it.each<[string, Partial<Estate>]>([
    ['rules', { eventRules: { items: [], complete: denied } }],
    ['a rule’s pattern', { eventRules: complete([rule({ pattern: denied }), aBusRule()]) }],
    ['a rule’s targets', { eventRules: complete([rule({ targets: denied }), aBusRule()]) }],
    ['a rule’s state', { eventRules: complete([rule({ state: denied }), aBusRule()]) }],
    [
      'a pattern that is not understood',
      { eventRules: complete([rule({ pattern: '{"source":[{"cidr":"10.0.0.0/8"}]}' }), aBusRule()]) },
    ],
    ['metric filters', { metricFilters: { items: [aMetricFilter({ pattern: denied })], complete: true } }],
  ])('does not know without %s', (_what, estate) => {
    expect(judged([], estate)?.status).toBe('unknown');
  });
});

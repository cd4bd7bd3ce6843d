import { describe, expect, it } from 'vitest';
import {
  alerting,
  anAlarm,
  anAlertKey,
  anAlertKeyPolicy,
  anEstate,
  anEventRule,
  aTopic,
  aTrail,
  complete,
  denied,
  names,
  open,
} from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Estate, Key, Topic } from '../../model/estate.ts';
import control from './topic-encrypted.ts';

/** The topic of alarms, which no trail and no rule tells. */
const judged = (topic: Partial<Topic>, key: Partial<Key> = {}, estate: Partial<Estate> = {}) =>
  verdictOf(
    control,
    anEstate({
      topics: complete([aTopic(topic)]),
      keys: complete([anAlertKey(key)]),
      ...estate,
    }),
  );
const admitting = (...services: string[]) => ({ policy: anAlertKeyPolicy(...services) });
const conditional = (service: string) => ({
  policy: {
    Statement: anAlertKeyPolicy(service).Statement.map((statement) => ({
      ...statement,
      Condition: { StringEquals: { 'aws:SourceAccount': names.management } },
    })),
  },
});
const toldBy = {
  trail: { trails: complete([aTrail({ topicArn: alerting.alertTopicArn })]), alarms: complete([]) },
  alarm: {},
  rule: {
    alarms: complete([]),
    eventRules: complete([anEventRule({ targets: [{ arn: alerting.alertTopicArn, deadLetterArn: null }] })]),
  },
};

describe(control.id, () => {
  it.each<[string, Partial<Topic>, Partial<Key>, string]>([
    ['with a key that admits who publishes', {}, {}, 'pass'],
    ['without a key', { kmsKeyId: null }, {}, 'fail'],
    ['with AWS’s key', { kmsKeyId: 'alias/aws/sns' }, {}, 'fail'],
    ['with a key that is none of the customer’s', {}, { manager: 'AWS' }, 'fail'],
    ['with a key that does not exist', { kmsKeyId: 'gone' }, {}, 'fail'],
    ['with a key that admits somebody else', {}, admitting('cloudtrail.amazonaws.com'), 'fail'],
    ['with a key without a policy', {}, { policy: null }, 'fail'],
    ['with a key whose policy is not known', {}, { policy: denied }, 'unknown'],
    ['with a key that is not known', { kmsKeyId: denied }, {}, 'unknown'],
  ])('a topic %s', (_what, topic, key, status) => {
    expect(judged(topic, key).status).toBe(status);
  });

  it.each([
    ['trail', 'cloudtrail.amazonaws.com', 'pass'],
    ['alarm', 'cloudwatch.amazonaws.com', 'pass'],
    ['rule', 'events.amazonaws.com', 'fail'],
  ] as const)(
    'the key admits the %s that tells the topic; under a condition: %s %s',
    (who, service, status) => {
      expect(judged({}, admitting(service), toldBy[who]).status).toBe('pass');
      expect(judged({}, admitting('lambda.amazonaws.com'), toldBy[who])).toMatchObject({
        status: 'fail',
        reason: expect.stringContaining(service),
      });
      expect(judged({}, conditional(service), toldBy[who]).status).toBe(status);
    },
  );

  it('does not know a key outside the program, nor who tells the topic where that is hidden', () => {
    expect(judged({}, {}, { keys: { items: [], complete: open } }).status).toBe('unknown');
    expect(judged({}, {}, { alarms: complete([anAlarm({ alarmActions: denied })]) }).status).toBe('unknown');
  });
});

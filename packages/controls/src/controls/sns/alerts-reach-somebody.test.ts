import { describe, expect, it } from 'vitest';
import { anAlarm, anEstate, aTopic, complete, denied, names } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Estate, Subscription, Topic } from '../../model/estate.ts';
import control from './alerts-reach-somebody.ts';

const judged = (topic: Partial<Topic>, estate: Partial<Estate> = {}) =>
  verdictOf(control, anEstate({ topics: complete([aTopic(topic)]), ...estate })).status;
const email = { protocol: 'email', isConfirmed: true };

describe(control.id, () => {
  it.each<[string, Topic['subscriptions'], string]>([
    ['somebody', [email], 'pass'],
    ['somebody, and somebody who has not confirmed', [email, { ...email, isConfirmed: false }], 'pass'],
    ['nobody', [], 'fail'],
    ['nobody yet', [{ ...email, isConfirmed: false }], 'fail'],
    ['a plain web address', [email, { protocol: 'http', isConfirmed: true }], 'fail'],
    ['whom a preview does not know', [{ ...email, isConfirmed: denied }], 'unknown'],
    ['whom nobody could read', denied, 'unknown'],
  ])('a topic that tells %s', (_whom, subscriptions, status) => {
    expect(judged({ subscriptions })).toBe(status);
  });

  it('may be heard by nobody where it only takes notices of log files', () => {
    const notices = { arn: names.topicArn, subscriptions: [] as readonly Subscription[] };
    expect(judged(notices)).toBe('not_applicable');
    expect(judged({ ...notices, subscriptions: [{ protocol: 'http', isConfirmed: true }] })).toBe('fail');
    expect(judged(notices, { alarms: complete([anAlarm({ alarmActions: denied })]) })).toBe('unknown');
  });
});

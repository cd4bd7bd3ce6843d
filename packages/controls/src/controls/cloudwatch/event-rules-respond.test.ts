import { describe, expect, it } from 'vitest';
import { alerting, anEstate, anEventRule, complete, denied } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { EventRule } from '../../model/estate.ts';
import control from './event-rules-respond.ts';

const judged = (rule: Partial<EventRule>, parameters = {}) =>
  verdictOf(control, anEstate({ eventRules: complete([anEventRule(rule)]) }), parameters).status;
const finding = '{"source":["aws.guardduty"],"detail-type":["GuardDuty Finding"]}';

describe(control.id, () => {
  it.each<[string, Partial<EventRule>, string]>([
    ['with a target and a queue', {}, 'pass'],
    ['that takes in reads too', { state: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS' }, 'pass'],
    ['that is off', { state: 'DISABLED' }, 'fail'],
    ['without a target', { targets: [] }, 'fail'],
    ['without a queue', { targets: [{ arn: alerting.busArn, deadLetterArn: null }] }, 'fail'],
    ['on findings', { pattern: finding, targets: [] }, 'not_applicable'],
    ['on a service as such', { pattern: '{"source":["aws.ec2"]}', state: 'DISABLED' }, 'fail'],
    ['whose targets could not be read', { targets: denied }, 'unknown'],
    ['whose state could not be read', { state: denied }, 'unknown'],
    ['whose pattern could not be read', { pattern: denied }, 'unknown'],
  ])('a rule %s', (_what, rule, status) => {
    expect(judged(rule)).toBe(status);
  });

  it('is about the rules that are named, where any are', () => {
    const off = { name: 'respond-to-keys', state: 'DISABLED', pattern: finding };
    expect(judged(off, { responseRules: ['respond-*'] })).toBe('fail');
    expect(judged(off, { responseRules: ['other'] })).toBe('not_applicable');
    expect(judged({ name: denied }, { responseRules: ['other'] })).toBe('unknown');
  });
});

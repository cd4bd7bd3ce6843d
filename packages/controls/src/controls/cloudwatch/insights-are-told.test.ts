import { describe, expect, it } from 'vitest';
import {
  aBusRule,
  anAccount,
  anEstate,
  anEventRule,
  aTrail,
  complete,
  denied,
  names,
} from '../../../test/builders.ts';
import { verdictsOf } from '../../../test/verdicts-of.ts';
import type { Estate, EventRule, Trail } from '../../model/estate.ts';
import control from './insights-are-told.ts';

const insight = JSON.stringify({
  source: ['aws.cloudtrail'],
  'detail-type': ['AWS Insight via CloudTrail'],
});

function judged(rule: Partial<EventRule>, trail: Partial<Trail> = {}, estate: Partial<Estate> = {}) {
  return verdictsOf(
    control,
    anEstate({
      accounts: complete([anAccount({ enabledRegions: [names.home] })]),
      trails: complete([aTrail(trail)]),
      eventRules: complete([anEventRule({ pattern: insight, ...rule }), aBusRule()]),
      ...estate,
    }),
  )[0]?.status;
}

describe(control.id, () => {
  it.each<[string, Partial<EventRule>, Partial<Trail>, string]>([
    ['that is forwarded and told', {}, {}, 'pass'],
    ['by a rule on all of CloudTrail', { pattern: '{"source":["aws.cloudtrail"]}' }, {}, 'pass'],
    ['by a rule on calls alone', { pattern: '{"detail-type":["AWS API Call via CloudTrail"]}' }, {}, 'fail'],
    ['by a rule that is off', { state: 'DISABLED' }, {}, 'fail'],
    ['without a target', { targets: [] }, {}, 'fail'],
    ['in another Region', { region: 'eu-west-1' }, {}, 'fail'],
    ['where Insights is off', {}, { insights: [] }, 'not_applicable'],
    ['where it is not known whether Insights is on', {}, { insights: denied }, 'unknown'],
    ['by a rule that could not be read', { pattern: denied }, {}, 'unknown'],
  ])('an anomaly %s', (_what, rule, trail, status) => {
    expect(judged(rule, trail)).toBe(status);
  });

  it('does not know without trails and rules', () => {
    expect(judged({}, {}, { eventRules: { items: [], complete: denied } })).toBe('unknown');
    expect(judged({}, {}, { trails: { items: [], complete: denied } })).toBe('unknown');
  });
});

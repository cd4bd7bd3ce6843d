import { describe, expect, it } from 'vitest';
import {
  aBusRule,
  aFindingsRule,
  anAdministratorDetector,
  anEstate,
  complete,
  denied,
} from '../../../test/builders.ts';
import { verdictsOf } from '../../../test/verdicts-of.ts';
import type { Estate, EventRule } from '../../model/estate.ts';
import control from './findings-are-told.ts';

const all = '{"source":[{"prefix":"aws."}]}';

function judged(rules: readonly Partial<EventRule>[], parameters = {}, estate: Partial<Estate> = {}) {
  const administratorDetectors = complete([anAdministratorDetector()]);
  const eventRules = complete([...rules.map((rule) => aFindingsRule(rule)), aBusRule({ pattern: all })]);
  return verdictsOf(control, anEstate({ administratorDetectors, eventRules, ...estate }), parameters)[0];
}
const matching = (...severity: readonly unknown[]) => ({
  pattern: JSON.stringify({ source: ['aws.guardduty'], detail: { severity } }),
});

describe(control.id, () => {
  it.each<[string, readonly Partial<EventRule>[], string]>([
    ['severity 7 and more', [{}], 'pass'],
    ['severity 4 and more', [matching({ numeric: ['>=', 4] })], 'pass'],
    ['any severity', [{ pattern: '{"source":["aws.guardduty"]}' }], 'pass'],
    ['critical ones alone', [matching({ numeric: ['>=', 9] })], 'fail'],
    [
      'two rules that leave nothing out',
      [matching({ numeric: ['>=', 9] }), { name: 'b', ...matching({ numeric: ['>=', 7, '<', 9] }) }],
      'pass',
    ],
    [
      'two rules that leave a gap',
      [matching({ numeric: ['>', 9] }), { name: 'b', ...matching({ numeric: ['>=', 7, '<', 9] }) }],
      'fail',
    ],
    ['something else', [{ pattern: '{"source":["aws.s3"]}' }], 'fail'],
    ['nothing', [], 'fail'],
    ['a rule that is off', [{ state: 'DISABLED' }], 'fail'],
    ['a rule without a target', [{ targets: [] }], 'fail'],
    ['a rule of another Region', [{ region: 'eu-west-1' }], 'fail'],
    ['a rule of another account', [{ accountId: '444444444444' }], 'fail'],
    ['a pattern that is hidden', [{ pattern: denied }], 'unknown'],
    ['targets that are hidden', [{ targets: denied }], 'unknown'],
  ])('%s -> %s', (_case, rules, status) => {
    expect(judged(rules)?.status).toBe(status);
  });

  it('takes the severity from its parameter', () => {
    expect(judged([{}], { minSeverity: 4 })?.status).toBe('fail');
    expect(judged([matching({ numeric: ['>=', 9] })], { minSeverity: 9 })?.status).toBe('pass');
  });

  it('does not apply where findings are told from Security Hub', () => {
    expect(judged([], { alternative: 'securityhub' })?.status).toBe('not_applicable');
  });

  it('fails a topic that nobody listens to', () => {
    const estate = anEstate();
    const deaf = complete(estate.topics.items.map((topic) => ({ ...topic, subscriptions: [] })));
    expect(judged([{}], {}, { topics: deaf })?.status).toBe('fail');
  });

  it('leaves findings to another program where one has no rule for them', () => {
    const preview = { lens: 'preview' } as const;
    const elsewhere = { pattern: '{"source":["aws.s3"]}', accountId: '444444444444' };
    const none = complete([aFindingsRule(elsewhere)]);
    expect(judged([], {}, { ...preview, eventRules: none })?.status).toBe('unknown');
    const other = complete([aFindingsRule({ region: 'eu-west-1' })]);
    expect(judged([], {}, { ...preview, eventRules: other })?.status).toBe('fail');
  });

  it('does not know while rules could not be listed', () => {
    expect(judged([], {}, { eventRules: { items: [], complete: denied } })?.status).toBe('unknown');
  });
});

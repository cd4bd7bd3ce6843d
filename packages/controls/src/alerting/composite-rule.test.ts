import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { goesOff, mentions } from './composite-rule.ts';

const off = (rule: string, ...inAlarm: string[]) => goesOff(rule, (alarm) => inAlarm.includes(alarm));

describe('the rule of a composite alarm', () => {
  it.each([
    ['ALARM(a)', true],
    ['ALARM("a")', true],
    ["ALARM('a')", true],
    ['ALARM(b)', false],
    ['OK(a)', false],
    ['OK(b)', true],
    ['INSUFFICIENT_DATA(a)', false],
    ['ALARM(a) OR ALARM(b)', true],
    ['ALARM(a) AND ALARM(b)', false],
    ['ALARM(a) AND NOT ALARM(b)', true],
    ['ALARM(b) AND ALARM(b) OR ALARM(a)', true],
    ['ALARM(b) AND (ALARM(b) OR ALARM(a))', false],
    ['TRUE', true],
    ['NOT TRUE OR FALSE', false],
  ])('%s while a is in alarm: %s', (rule, expected) => {
    expect(off(rule, 'a')).toBe(expected);
  });

  it.each(['', 'ALARM(a', 'ALARM(a) ALARM(b)', 'a', '(ALARM(a)', 'NOT', `${'('.repeat(5000)}TRUE`])(
    '%s is none',
    (rule) => {
      expect(off(rule, 'a')).toBeUndefined();
    },
  );

  it('mentions alarms by name', () => {
    const rule = 'ALARM("a") AND (OK(b) OR INSUFFICIENT_DATA(c))';
    expect(['a', 'b', 'c', 'd'].filter((name) => mentions(rule, (named) => named === name))).toEqual([
      'a',
      'b',
      'c',
    ]);
  });

  it('means what its parts mean, however it is nested', () => {
    type Rule = { readonly text: string; readonly value: boolean };
    const { rule } = fc.letrec<{ rule: Rule }>((tie) => ({
      rule: fc.oneof(
        { maxDepth: 5 },
        fc.boolean().map((isOn): Rule => ({ text: `ALARM(${isOn ? 'a' : 'b'})`, value: isOn })),
        tie('rule').map((one): Rule => ({ text: `NOT (${one.text})`, value: !one.value })),
        fc
          .tuple(tie('rule'), tie('rule'))
          .map(([x, y]): Rule => ({ text: `(${x.text}) AND (${y.text})`, value: x.value && y.value })),
        fc
          .tuple(tie('rule'), tie('rule'))
          .map(([x, y]): Rule => ({ text: `(${x.text}) OR (${y.text})`, value: x.value || y.value })),
      ),
    }));
    fc.assert(
      fc.property(rule, ({ text, value }) => {
        expect(off(text, 'a')).toBe(value);
      }),
      { seed: 20_261_121 },
    );
  });
});

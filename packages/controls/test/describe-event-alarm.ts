import { describe, expect, it } from 'vitest';
import type { Control } from '../src/model/control.ts';
import { aMetricFilter, anEstate, complete, names } from './builders.ts';
import { verdictsOf } from './verdicts-of.ts';

/** Patterns that a control on an alarm has to tell apart. */
export interface EventAlarmCases {
  /** Texts of CIS editions and Security Hub. */
  readonly known: readonly string[];
  /** What a pattern may be narrowed by, and an event that it then misses. */
  readonly narrower: readonly (readonly [pattern: string, missed: string])[];
}

/** Describes a control on an alarm: what its pattern takes in, and what too narrow a one misses. */
export function describeEventAlarm(control: Control, { known, narrower }: EventAlarmCases): void {
  const withPatterns = (...patterns: readonly string[]) =>
    verdictsOf(
      control,
      anEstate({
        metricFilters: complete(
          patterns.map((pattern, index) =>
            aMetricFilter({
              pattern,
              observation: { arn: `filter ${index}` },
            }),
          ),
        ),
      }),
    );
  const required = /pattern (\{.*\}), an alarm/.exec(control.fix)?.[1] ?? '';

  describe(control.id, () => {
    it('judges the account of the log group, and no other', () => {
      const estate = anEstate();
      expect(verdictsOf(control, estate).map(({ status }) => status)).toEqual([
        'pass',
        'not_applicable',
        'not_applicable',
        'not_applicable',
      ]);
      expect(estate.accounts.items[0]?.id).toBe(names.management);
    });

    it.each([required, ...known])('passes the pattern %s', (pattern) => {
      expect(withPatterns(pattern)[0]?.status).toBe('pass');
    });

    it('passes its terms in another order and spacing', () => {
      expect(withPatterns(turned(required))[0]?.status).toBe('pass');
    });

    it.each(narrower)('fails the pattern %s, which misses %s', (pattern, missed) => {
      expect(withPatterns(pattern)[0]).toMatchObject({
        status: 'fail',
        reason: expect.stringContaining(missed),
      });
    });

    const calls = [...required.matchAll(/\$\.eventName=(\w+)/g)].map(([, name]) => name as string);
    it.each(calls.length > 1 ? calls : [])('fails a pattern without %s', (name) => {
      const rest = required.replace(`($.eventName=${name}) || `, '').replace(` || ($.eventName=${name})`, '');
      expect(rest).not.toContain(`=${name})`);
      expect(withPatterns(rest)[0]).toMatchObject({
        status: 'fail',
        reason: expect.stringContaining(`eventName = ${name}`),
      });
    });

    it('fails without a metric filter, and names the trail', () => {
      expect(withPatterns()[0]).toMatchObject({
        status: 'fail',
        reason: expect.stringContaining('nothing matches'),
        evidence: [{ field: 'logGroupArn', resource: names.trailArn }],
      });
    });

    it('does not know what a regular expression takes in', () => {
      expect(withPatterns('{ $.eventName = %^[A-Z]% }')[0]?.status).toBe('unknown');
    });
  });
}

/** The same terms, the last one first. */
function turned(pattern: string): string {
  const names = pattern.match(/\(\$\.eventName=\w+\)/g) ?? [];
  if (names.length < 2) return pattern.replaceAll('&&', '  &&\t').replace('{', '{  ');
  return pattern.replace(names.join(' || '), names.toReversed().join('||'));
}

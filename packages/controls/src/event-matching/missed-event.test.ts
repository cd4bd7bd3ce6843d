import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEventPattern } from './event-pattern.ts';
import { and, type Expression, evaluate, exists, isLike, not, or } from './expression.ts';
import { readFilterPattern } from './filter-pattern.ts';
import { canBothHold, coverageOf, describeEvent } from './missed-event.ts';
import { holds, type Sample } from './sample-values.ts';

const alwaysText = new Set(['eventName', 'eventSource', 'eventType']);
const judged = (wanted: string, filter: string) =>
  coverageOf(readFilterPattern(wanted), readFilterPattern(filter), alwaysText);

const trailChanges = '{($.eventName=CreateTrail) || ($.eventName=StopLogging)}';
const ofCloudTrail =
  '{($.eventSource=cloudtrail.amazonaws.com) && (($.eventName=CreateTrail) || ($.eventName=StopLogging))}';

describe('a filter that takes in what is wanted', () => {
  it.each([
    ['the same text', trailChanges, trailChanges],
    [
      'another order and spacing',
      trailChanges,
      '{ ( $.eventName = "StopLogging" ) || $.eventName = "CreateTrail" }',
    ],
    [
      'further names',
      trailChanges,
      '{($.eventName=CreateTrail) || ($.eventName=StopLogging) || ($.eventName=DeleteTrail)}',
    ],
    ['a wildcard', trailChanges, '{ ($.eventName = "*Trail") || ($.eventName = "*Logging") }'],
    ['everything', trailChanges, ''],
    ['every name', trailChanges, '{ $.eventName = * }'],
    ['what it leaves out is not wanted', trailChanges, '{ $.eventName != "PutEvents" }'],
    ['no service named where one is wanted', ofCloudTrail, trailChanges],
    ['the service named, as wanted', ofCloudTrail, ofCloudTrail],
    [
      'distributed over its names',
      ofCloudTrail,
      '{ ($.eventSource=cloudtrail.amazonaws.com && $.eventName=CreateTrail) || ($.eventSource=cloudtrail.* && $.eventName=Stop*) }',
    ],
    [
      'a part that is not understood beside one that suffices',
      trailChanges,
      `{ $.x = %y% || ${trailChanges.slice(1)}`,
    ],
  ])('by %s', (_how, wanted, filter) => {
    expect(judged(wanted, filter)).toEqual({ covers: true });
  });
});

describe('a filter that misses something', () => {
  it.each([
    ['a name', trailChanges, '{ $.eventName = CreateTrail }', 'eventName = StopLogging'],
    ['other services', trailChanges, ofCloudTrail, 'eventSource = …'],
    [
      'one service',
      ofCloudTrail,
      '{ $.eventName = CreateTrail && $.eventSource = ec2.amazonaws.com }',
      'eventName = CreateTrail',
    ],
    [
      'calls that failed',
      trailChanges,
      `{ (${trailChanges.slice(1, -1)}) && $.errorCode NOT EXISTS }`,
      'eventName = CreateTrail',
    ],
    [
      'the rest of a pattern',
      '{ $.errorCode = "AccessDenied*" }',
      '{ $.errorCode = "AccessDenied" }',
      'errorCode = AccessDenied…',
    ],
    [
      'what it leaves out',
      '{ $.errorCode = "Access*" }',
      '{ $.errorCode = "Access*" && $.errorCode != "*Denied" }',
      'errorCode = AccessDenied',
    ],
    ['what begins and ends alike', '{ $.a = "ab*" }', '{ $.a != "*bc" && $.a EXISTS }', 'a = abc'],
    [
      'everything',
      trailChanges,
      '{ $.eventName = CreateTrail && $.eventName = StopLogging }',
      'eventName = CreateTrail',
    ],
  ])('names %s', (_what, wanted, filter, missed) => {
    const coverage = judged(wanted, filter);
    expect(coverage.covers).toBe(false);
    expect('missed' in coverage && describeEvent(coverage.missed)).toContain(missed);
  });
});

describe('a filter that is not understood', () => {
  it.each([
    ['a regular expression', '{ $.eventName = %Trail|Logging% }'],
    ['terms', '?CreateTrail ?StopLogging'],
    [
      'the missing field',
      `{ (${trailChanges.slice(1, -1)}) && ($.errorCode != "Throttled" || $.errorCode EXISTS) }`,
    ],
  ])('decides nothing: %s', (_what, filter) => {
    expect(judged(trailChanges, filter)).toMatchObject({ covers: undefined, why: expect.any(String) });
  });

  it('misses all the same what it cannot take in either way', () => {
    expect(judged(trailChanges, '{ $.eventName = CreateTrail && $.eventType = %Api% }')).toMatchObject({
      covers: false,
      missed: { eventName: 'StopLogging' },
    });
  });

  it('is given up in bounded time when it combines too much', () => {
    const fields = Array.from({ length: 40 }, (_, index) => `($.f${index} = a || $.g${index} = b)`);
    const covering = judged('{ $.a = 1 }', `{ ${fields.join(' && ')} }`.slice(0, 1000));
    expect(covering.covers).not.toBe(true);
  });
});

it('patterns of both kinds are compared alike', () => {
  const rule = readEventPattern('{"source":[{"prefix":"aws."}],"detail":{"eventName":["StopLogging"]}}');
  const wanted = (name: string) =>
    readEventPattern(`{"source":["aws.cloudtrail"],"detail":{"eventName":["${name}"]}}`);
  expect([coverageOf(wanted('StopLogging'), rule).covers, canBothHold(wanted('CreateTrail'), rule)]).toEqual([
    true,
    false,
  ]);
});

describe('compared with trying events out', () => {
  const fields = ['eventName', 'b', 'c'];
  const texts = ['', 'a', 'b', 'ab', 'ba', 'aab', 'abb', 'xaby', 'x'];
  const values: readonly Sample[] = [undefined, null, true, 5, ...texts];
  const field = fc.constantFrom(...fields);
  const { expression } = fc.letrec<{ expression: Expression }>((tie) => ({
    expression: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      fc
        .tuple(field, fc.constantFrom('a', 'b', 'ab', 'a*', '*b', '*', 'a*b', '*a*'))
        .map(([f, p]) => isLike(f, p)),
      field.map(exists),
      fc
        .tuple(field, fc.constantFrom('<' as const, '=' as const, '>=' as const), fc.constantFrom(4, 5))
        .map(([f, operator, value]): Expression => ({ kind: 'number', field: f, operator, value })),
      tie('expression').map(not),
      fc.array(tie('expression'), { maxLength: 3 }).map((parts) => and(...parts)),
      fc.array(tie('expression'), { maxLength: 3 }).map((parts) => or(...parts)),
    ),
  }));
  const isMet = (what: Expression, event: Readonly<Record<string, Sample>>) =>
    evaluate(what, (atom) => holds(atom, event[atom.field]));
  const events = texts.flatMap((eventName) =>
    values.flatMap((b) => values.map((c) => ({ eventName, b, c }) as Readonly<Record<string, Sample>>)),
  );

  it('nothing that is said to be taken in is missed, and what is named as missed is', () => {
    fc.assert(
      fc.property(expression, expression, (wanted, filter) => {
        const coverage = coverageOf(wanted, filter, new Set(['eventName']));
        if (coverage.covers === false) {
          const missed = { eventName: 'none', ...coverage.missed };
          expect([isMet(wanted, missed), isMet(filter, missed)]).toEqual([true, false]);
        } else {
          expect(coverage).toEqual({ covers: true });
          expect(events.find((event) => isMet(wanted, event) && !isMet(filter, event))).toBeUndefined();
        }
      }),
      { seed: 20_261_121, numRuns: 1000 },
    );
  });

  it('an expression takes in itself, and with any other one more', () => {
    fc.assert(
      fc.property(expression, expression, (one, other) => {
        expect(coverageOf(one, or(other, one)).covers).toBe(true);
        expect(coverageOf(and(one, other), one).covers).toBe(true);
      }),
      { seed: 20_261_121, numRuns: 500 },
    );
  });
});

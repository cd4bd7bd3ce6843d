import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeDifference, differencesOf } from './differences.ts';
import { Unknown } from './plan.ts';

/** Lines for one property. */
const lines = (from: unknown, to: unknown) =>
  differencesOf({ properties: ['it'], before: { it: from }, after: { it: to } }).map(describeDifference);

describe('the differences of an update', () => {
  it.each([
    ['a value', 'SIX_HOURS', 'FIFTEEN_MINUTES', ['it: "SIX_HOURS" -> "FIFTEEN_MINUTES"']],
    ['one that is set', undefined, 30, ['it: (none) -> 30']],
    ['one that is taken away', { Owner: 'platform' }, undefined, ['it: {"Owner":"platform"} -> (none)']],
    ['one that AWS will tell', false, Unknown, ['it: false -> (known after the update)']],
    ['keys of an object', { a: 1, b: 2 }, { a: 1, b: 3, c: 4 }, ['it.b: 2 -> 3', 'it.c: (none) -> 4']],
    ['a document, by its meaning', '{ "a": 1 }', '{"a":2}', ['it.a: 1 -> 2']],
    ['what is no document', '{', '[', ['it: "{" -> "["']],
    ['a list, as a whole', [1], [1, 2], ['it: [1] -> [1,2]']],
  ])('name %s', (_what, from, to, expected) => {
    expect(lines(from, to)).toEqual(expected);
  });

  it('name statements of a policy by their Sids, and no order of them', () => {
    const policy = (...statements: object[]) => JSON.stringify({ Statement: statements });
    expect(
      lines(
        policy({ Sid: 'A', Effect: 'Allow' }, { Sid: 'B', Effect: 'Allow' }),
        policy({ Sid: 'B', Effect: 'Deny' }, { Sid: 'A', Effect: 'Allow' }, { Sid: 'C' }),
      ),
    ).toEqual(['it.Statement.B.Effect: "Allow" -> "Deny"', 'it.Statement.C: (none) -> {"Sid":"C"}']);
  });

  it('cut a value that nobody would read in a line', () => {
    const [line = ''] = lines('', 'x'.repeat(10_000));
    expect(line.length).toBeLessThan(200);
    expect(line.endsWith('…')).toBe(true);
  });

  it('are none between equals, and some between others', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (from, to) => {
        expect(lines(from, structuredClone(from))).toEqual([]);
        if (JSON.stringify(from) !== JSON.stringify(to) && typeof from !== 'object')
          expect(lines(from, to)).not.toEqual([]);
      }),
      { seed: 11 },
    );
  });
});

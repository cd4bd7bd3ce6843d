import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unknownBecause } from './model/fact.ts';
import type { Verdict } from './model/verdict.ts';
import { all, any, fail, notApplicable, pass, unknown } from './verdicts.ts';

const verdict: fc.Arbitrary<Verdict> = fc.constantFrom(
  pass({ field: 'a', value: 1 }),
  fail('wrong', { field: 'b', value: 2 }),
  notApplicable('not here'),
  unknown('hidden', unknownBecause('access-denied', 'AccessDenied')),
);
const statuses = (parts: readonly Verdict[]) => new Set(parts.map(({ status }) => status));
const seed = 4711;

describe('all', () => {
  it('lets fail beat unknown, unknown beat pass, and leaves out what does not apply', () => {
    fc.assert(
      fc.property(fc.array(verdict, { maxLength: 6 }), (parts) => {
        const among = statuses(parts);
        const expected = (['fail', 'unknown', 'pass'] as const).find((status) => among.has(status));
        expect(all(parts).status).toBe(expected ?? 'not_applicable');
      }),
      { seed },
    );
  });

  it('keeps the reason and the evidence of every part that fails', () => {
    const parts = [fail('one', { field: 'a', value: 1 }), pass(), fail('two', { field: 'b', value: 2 })];
    expect(all(parts)).toEqual(fail('one; two', { field: 'a', value: 1 }, { field: 'b', value: 2 }));
  });

  it('spells out ten reasons and counts the others, and keeps all evidence', () => {
    const parts = (count: number) =>
      Array.from({ length: count }, (_, at) => fail(`account ${at} has none`, { field: 'id', value: at }));
    const { reason: ten } = all([...parts(10), ...parts(10)]) as { reason: string };
    expect(ten.split('; ')).toHaveLength(10);
    const many = all(parts(200_000)) as { reason: string; evidence: readonly unknown[] };
    expect(many.reason.split('; ').slice(9)).toEqual(['account 9 has none', 'and 199990 more']);
    expect(many.evidence).toHaveLength(200_000);
  });

  it('waits for the last of several that are pending', () => {
    const until = (time: string) => unknown('later', unknownBecause('pending', 'soon', time));
    const parts = ['2026-01-02T00:00:00Z', '2026-01-03T00:00:00Z', '2026-01-01T00:00:00Z'].map(until);
    expect(all(parts)).toMatchObject({ because: { until: '2026-01-03T00:00:00Z' } });
  });

  it('names a cause that waiting does not settle before one that it does', () => {
    const pending = unknown('later', unknownBecause('pending', 'soon', '2026-01-02T00:00:00Z'));
    const denied = unknown('hidden', unknownBecause('access-denied', 'AccessDenied'));
    expect(all([pending, denied])).toMatchObject({ because: { unknown: 'access-denied' } });
  });
});

describe('any', () => {
  it('lets pass beat unknown and unknown beat fail', () => {
    fc.assert(
      fc.property(fc.array(verdict, { maxLength: 6 }), (parts) => {
        const among = statuses(parts);
        const expected = (['pass', 'unknown', 'fail'] as const).find((status) => among.has(status));
        expect(any(parts).status).toBe(expected ?? 'not_applicable');
      }),
      { seed },
    );
  });
});

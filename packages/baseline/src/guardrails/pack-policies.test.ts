import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packPolicies, policyText } from './pack-policies.ts';
import type { GuardrailStatement } from './statement.ts';

const statement = (sid: string, length = 0): GuardrailStatement => ({
  Sid: sid,
  Effect: 'Deny',
  Action: [`s3:${'x'.repeat(length)}`],
  Resource: '*',
});
const statementsOf = (text: string): GuardrailStatement[] => JSON.parse(text).Statement;
const sids = (texts: readonly string[]) =>
  texts.flatMap((text) => statementsOf(text).map(({ Sid }) => Sid)).sort();

describe('packing statements into policies', () => {
  it('makes none of nothing, and one where all fit', () => {
    expect(packPolicies([], 5120)).toEqual([]);
    expect(packPolicies([statement('A')], 5120)).toEqual([policyText([statement('A')])]);
    expect(sids(packPolicies([statement('A'), statement('B')], 5120))).toEqual(['A', 'B']);
    expect(packPolicies([statement('A'), statement('B')], 5120)).toHaveLength(1);
  });

  it('fills a policy to its last character, and not one further', () => {
    const both = [statement('A'), statement('B')];
    const exactly = policyText(both).length;
    expect(packPolicies(both, exactly)).toHaveLength(1);
    expect(packPolicies(both, exactly - 1)).toHaveLength(2);
  });

  it('names a statement that is longer than a policy may be', () => {
    const long = statement('DenyMuch', 6000);
    expect(() => packPolicies([long], 5120)).toThrow(
      /^The statement DenyMuch has \d+ characters; a policy may have 5120/,
    );
  });

  it('loses no statement, exceeds no limit and leaves no two policies that would fit into one', () => {
    const limit = 1000;
    const anyStatements = fc
      .array(fc.integer({ min: 0, max: 850 }), { maxLength: 40 })
      .map((lengths) => lengths.map((length, index) => statement(`S${index}`, length)));
    fc.assert(
      fc.property(anyStatements, (statements) => {
        const packed = packPolicies(statements, limit);
        expect(sids(packed)).toEqual(statements.map(({ Sid }) => Sid).sort());
        const byContent = packed.flatMap(statementsOf).map((one) => JSON.stringify(one));
        expect(byContent.sort()).toEqual(statements.map((one) => JSON.stringify(one)).sort());
        for (const text of packed) expect(text.length).toBeLessThanOrEqual(limit);
        for (const [index, one] of packed.entries()) {
          for (const other of packed.slice(index + 1)) {
            const merged = policyText([...statementsOf(one), ...statementsOf(other)]);
            expect(merged.length).toBeGreaterThan(limit);
          }
        }
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  it('does not depend on the order of statements of different lengths', () => {
    const some = [statement('A', 10), statement('B', 400), statement('C', 700), statement('D', 200)];
    expect(packPolicies(some.toReversed(), 1000)).toEqual(packPolicies(some, 1000));
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SharedParts } from './shared-parts.ts';

const own = '111111111111';
const seed = { seed: 6, numRuns: 300 };
const values = fc.jsonValue({ maxDepth: 5 }).map((value) => JSON.parse(JSON.stringify(value)) as unknown);

describe('what many accounts have alike', () => {
  it('is equal to what each of them told', () => {
    fc.assert(
      fc.property(fc.array(values, { maxLength: 5 }), (told) => {
        const shared = new SharedParts();
        for (const value of told) expect(shared.of(value, own)).toEqual(value);
      }),
      seed,
    );
  });

  it('is kept once', () => {
    const document = () => ({ Statement: [{ Effect: 'Allow', Action: ['s3:GetObject'], Resource: '*' }] });
    const told = (id: string) => ({
      accountId: id,
      roles: [{ arn: `arn:aws:iam::${id}:role/web`, trust: document() }],
    });
    const shared = new SharedParts();
    const first = shared.of(told(own), own);
    const second = shared.of(told('222222222222'), '222222222222');
    expect(second.roles[0]?.trust).toBe(first.roles[0]?.trust);
    expect(second.roles[0]?.arn).toContain('222222222222');
  });
});

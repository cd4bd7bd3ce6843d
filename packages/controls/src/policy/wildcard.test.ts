import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coversPattern, matchesPattern } from './wildcard.ts';

const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 8 });
const text = fc.string({ unit: fc.constantFrom('a', 'b', '/'), maxLength: 8 });
const runs = { seed: 99, numRuns: 3000 };

function asRegExp(from: string): RegExp {
  return new RegExp(`^${from.replaceAll('*', '.*').replaceAll('?', '.')}$`);
}

describe('patterns of IAM', () => {
  it('match as the regular expression does', () => {
    fc.assert(
      fc.property(pattern, text, (p, t) => {
        expect(matchesPattern(p, t)).toBe(asRegExp(p).test(t));
      }),
      runs,
    );
  });

  it('cover another only if they match all that it matches', () => {
    fc.assert(
      fc.property(pattern, pattern, text, (wider, narrower, t) => {
        if (coversPattern(wider, narrower) && matchesPattern(narrower, t))
          expect(matchesPattern(wider, t)).toBe(true);
      }),
      runs,
    );
  });

  it('take a pattern full of wildcards in their stride', () => {
    expect(matchesPattern('*a'.repeat(2000), `${'a'.repeat(4000)}b`)).toBe(false);
  });

  it.each([
    ['arn:aws:s3:::logs/*', 'arn:aws:s3:::logs/AWSLogs/*', true],
    ['arn:aws:s3:::logs*', 'arn:aws:s3:::logs/*', true],
    ['arn:aws:s3:::logs/AWSLogs/*', 'arn:aws:s3:::logs/*', false],
    ['arn:aws:s3:::logs/?', 'arn:aws:s3:::logs/*', false],
  ])('%s covers %s: %s', (wider, narrower, expected) => {
    expect(coversPattern(wider, narrower)).toBe(expected);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { patternsMeet } from './pattern-overlap.ts';
import { matchesPattern } from './wildcard.ts';

describe('patternsMeet', () => {
  it.each([
    ['logs/*', 'logs/AWSLogs/*', true],
    ['logs/a*', '*/b', true],
    ['logs/a*', 'logs/b*', false],
    ['a?c', 'ab*', true],
    ['a?', 'a', false],
    ['*', '', true],
    ['', '', true],
    ['*a*', '*b*', true],
  ])('%s and %s -> %s', (one, other, expected) => {
    expect(patternsMeet(one, other)).toBe(expected);
    expect(patternsMeet(other, one)).toBe(expected);
  });

  const letters = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 6 });
  const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 6 });

  it('finds what both take in, and agrees with matching one text', () => {
    fc.assert(
      fc.property(pattern, pattern, letters, (one, other, text) => {
        expect(patternsMeet(one, text)).toBe(matchesPattern(one, text));
        if (matchesPattern(one, text) && matchesPattern(other, text))
          expect(patternsMeet(one, other)).toBe(true);
      }),
      { seed: 41, numRuns: 2000 },
    );
  });

  const texts = ['', ...words(1), ...words(2), ...words(3), ...words(4), ...words(5)];
  it('finds nothing that no text shows', () => {
    const short = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 4 });
    fc.assert(
      fc.property(short, short, (one, other) => {
        const shared = texts.some((text) => matchesPattern(one, text) && matchesPattern(other, text));
        expect(patternsMeet(one, other)).toBe(shared || needsMore(one, other));
      }),
      { seed: 42, numRuns: 1000 },
    );
  });
});

/** All words of a length over two letters. */
function words(length: number): string[] {
  return length === 0 ? [''] : words(length - 1).flatMap((word) => [`${word}a`, `${word}b`]);
}

/** Patterns whose shortest common text is longer than the words tried: with four symbols each, never more than six. */
function needsMore(one: string, other: string): boolean {
  return words(6).some((text) => matchesPattern(one, text) && matchesPattern(other, text));
}

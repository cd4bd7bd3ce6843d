import fc from 'fast-check';
import { expect, it } from 'vitest';
import { globMatcher, globParts } from './glob.ts';

const matches = (pattern: string, text: string) => globMatcher(globParts(pattern))(text);

it.each([
  ['', '', true],
  ['', 'a', false],
  ['*', '', true],
  ['**', 'abc', true],
  ['a*', 'a', true],
  ['*a', 'ba', true],
  ['a*a', 'a', false],
  ['a*b*c', 'aXbXc', true],
  ['a*b*c', 'acb', false],
  ['?', '', false],
  ['?*?', 'a', false],
  ['?*?', 'ab', true],
  ['*?b*', 'aab', true],
  ['a?c*e', 'abcde', true],
  ['.*', 'x', false],
  ['[a]', 'a', false],
])('%j against %j: %s', (pattern, text, expected) => {
  expect(matches(pattern, text)).toBe(expected);
});

it('agrees with a regular expression', () => {
  const piece = fc.constantFrom('a', 'b', '*', '?');
  const letter = fc.constantFrom('a', 'b');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), fc.array(letter, { maxLength: 10 }), (pieces, letters) => {
      const expression = new RegExp(
        `^${pieces.map((part) => (part === '*' ? '.*' : part === '?' ? '.' : part)).join('')}$`,
      );
      expect(matches(pieces.join(''), letters.join(''))).toBe(expression.test(letters.join('')));
    }),
    { seed: 7, numRuns: 2_000 },
  );
});

it('looks at no text more often than the pattern is long', () => {
  // A backtracking matcher would not come back from either of these.
  const text = 'a'.repeat(20_000);
  expect(matches(`${'a*'.repeat(500)}b`, text)).toBe(false);
  expect(matches(`${'*a?'.repeat(500)}b`, text)).toBe(false);
});

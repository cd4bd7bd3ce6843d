import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasUnresolved, plainValues, unresolved } from './plain-values.ts';

/** What the engine sends in place of a value of each type that is not known yet. */
const sentinels = [
  '1c4a061d-8072-4f0a-a4cb-0ff528b18fe7',
  '3eeb2bf0-c639-47a8-9e75-3b44932eb421',
  '04da6b54-80e4-46f7-96ec-b56ff0331ba9',
  '6a19a0b0-7e62-4c92-b797-7f8e31da9cc2',
  'dd056dcd-154b-4c76-9bd3-c8f88648b5ff',
];

const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.constantFrom(...sentinels),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor')), tie('value'), {
      maxKeys: 3,
      noNullPrototype: true,
    }),
  ),
}));
const properties = fc.dictionary(fc.string(), value, { noNullPrototype: true });

/** The same with each sentinel replaced, without reading through a proxy. */
function replaced(from: unknown): unknown {
  if (typeof from === 'string') return sentinels.includes(from) ? unresolved : from;
  if (Array.isArray(from)) return from.map(replaced);
  if (typeof from !== 'object' || from === null) return from;
  return Object.fromEntries(Object.entries(from).map(([key, item]) => [key, replaced(item)]));
}

describe('plainValues', () => {
  it('copies what a policy is handed and marks what is not known, however deep', () => {
    fc.assert(
      fc.property(properties, (given) => {
        expect(plainValues(given)).toEqual(replaced(given));
      }),
      { seed: 31, numRuns: 500 },
    );
  });

  it.each([
    ['sent in clear', { value: 'key' }, 'key'],
    ['sent with a value that is not known', { value: sentinels[2] }, unresolved],
    ['exported with its plain text', { plaintext: '{"a":["key"]}' }, { a: ['key'] }],
    ['exported as ciphertext', { ciphertext: 'v1:abc' }, unresolved],
    ['exported with broken plain text', { plaintext: '{' }, unresolved],
    ['left out of a state that was shared', { value: '[secret]' }, unresolved],
  ])('reads a secret that is %s', (_case, secret, expected) => {
    const wrapped = { '4dabf18193072939515e22adb298388d': '1b47061264138c4ac30d75fd1eb44270', ...secret };
    expect(plainValues({ nested: [wrapped] })).toEqual({ nested: [expected] });
  });

  it('takes an output without a value for one that is not known', () => {
    const output = { '4dabf18193072939515e22adb298388d': 'd0e6a833031e9bbcd3f4e8bde6ca49a4' };
    expect(plainValues({ a: output, b: { ...output, value: 1 } })).toEqual({ a: unresolved, b: 1 });
  });

  it('sees an unknown value anywhere inside another', () => {
    expect(hasUnresolved({ a: [{ b: unresolved }] })).toBe(true);
    expect(hasUnresolved({ a: [{ b: null }] })).toBe(false);
  });
});

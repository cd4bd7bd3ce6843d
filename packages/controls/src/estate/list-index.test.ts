import fc from 'fast-check';
import { expect, it } from 'vitest';
import { unknownBecause } from '../model/fact.ts';
import { firstUnknown, listIndex } from './list-index.ts';

interface Thing {
  readonly name: string | null;
  readonly alias: string | null;
}

const text = fc.constantFrom('a', 'b', '__proto__', 'constructor', null);
const things: fc.Arbitrary<Thing[]> = fc.array(fc.record({ name: text, alias: text }), { maxLength: 12 });

it('finds what a walk through the list finds, in its order', () => {
  const find = listIndex<Thing>(({ name, alias }) => [name, alias]);
  fc.assert(
    fc.property(things, fc.array(text), (items, keys) => {
      for (const key of keys)
        expect(find(items, key)).toEqual(items.filter(({ name, alias }) => name === key || alias === key));
    }),
    { seed: 20_260_702, numRuns: 500 },
  );
});

it('keeps lists apart', () => {
  const find = listIndex<Thing>(({ name }) => [name]);
  const one = [{ name: 'a', alias: null }];
  const other = [{ name: 'a', alias: 'b' }];
  expect(find(one, 'a')).toEqual(one);
  expect(find(other, 'a')).toEqual(other);
});

it('finds the first fact that hides which thing is which, and looks once a long list', () => {
  let looks = 0;
  const hides = firstUnknown<{ readonly region: unknown }>(({ region }) => {
    looks += 1;
    return [region];
  });
  const [first, second] = ['first', 'second'].map((detail) => unknownBecause('not-read', detail));
  const items = [...'abc']
    .map((region): { region: unknown } => ({ region }))
    .concat({ region: first }, { region: second });
  for (let asked = 0; asked < 3; asked++) expect(hides(items)).toBe(first);
  expect(looks).toBe(items.length);
  expect(hides([{ region: 'a' }])).toBeUndefined();
});

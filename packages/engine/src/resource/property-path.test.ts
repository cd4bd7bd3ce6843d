import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ignoreChanges, parsePath, patternContains } from './property-path.ts';

const key = fc.stringMatching(/^[A-Za-z_][\w-]{0,8}$/);
const part = fc.oneof(key, fc.nat(20));
const textOf = (path: (string | number)[]): string =>
  path.map((item) => (typeof item === 'number' ? `[${item}]` : `["${item}"]`)).join('');

describe('a property path', () => {
  it('means the same in dots as in brackets', () => {
    expect(parsePath('a.b[0]["c.d"].*')).toEqual(['a', 'b', 0, 'c.d', '*']);
  });

  it('is read back as it was written', () => {
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), (path) => {
        expect(parsePath(textOf(path))).toEqual(path);
      }),
      { seed: 7 },
    );
  });

  it('is refused, and shown, when it is malformed', () => {
    expect(() => parsePath('a[')).toThrow("'a[' is not a property path");
  });

  it('covers itself and everything below it', () => {
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1, maxLength: 4 }),
        fc.array(part, { maxLength: 3 }),
        (path, below) => {
          expect(patternContains(path, [...path, ...below])).toBe(true);
          expect(patternContains([...path, ...below, 'deeper'], path)).toBe(false);
        },
      ),
      { seed: 7 },
    );
  });
});

describe('ignoring changes', () => {
  it.each([
    ['a value', { a: 2 }, { a: 1 }, ['a'], { a: 1 }],
    ['a value that is new', { a: 2, b: 1 }, { b: 1 }, ['a'], { b: 1 }],
    ['a value that is gone', {}, { a: 1 }, ['a'], { a: 1 }],
    ['one item of a list', { l: ['P', 'Q'] }, { l: ['p', 'q'] }, ['l[0]'], { l: ['p', 'Q'] }],
    ['every item of a list', { l: ['P', 'Q'] }, { l: ['p', 'q'] }, ['l[*]'], { l: ['p', 'q'] }],
    ['a nested value', { t: { x: 2, y: 2 } }, { t: { x: 1, y: 1 } }, ['t.x'], { t: { x: 1, y: 2 } }],
    ['everything', { a: 2, b: 2 }, { a: 1 }, ['*'], { a: 1 }],
  ])('resets %s', (_what, news, olds, paths, expected) => {
    expect(ignoreChanges(news as never, olds as never, paths)).toEqual(expected);
  });

  it('refuses a path that has no place in the new value', () => {
    expect(() => ignoreChanges({ l: [] }, { l: ['p', 'q'] }, ['l[1]'])).toThrow('"l[1]"');
  });

  it('of everything gives back the old value', () => {
    const properties = fc.dictionary(
      key,
      fc.oneof(fc.integer(), fc.string(), fc.dictionary(key, fc.integer())),
    );
    fc.assert(
      fc.property(properties, properties, (news, olds) => {
        expect(ignoreChanges(news, olds, ['*'])).toEqual(olds);
      }),
      { seed: 7 },
    );
  });
});

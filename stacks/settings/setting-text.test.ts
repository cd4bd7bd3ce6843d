import fc from 'fast-check';
import { expect, it } from 'vitest';
import { settingText } from './setting-text.ts';

it('leaves text as it is, even such as JSON would read otherwise', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.constantFrom('1', 'true', '[]', '"a"')), (text) => {
      expect(settingText(text)).toBe(text);
    }),
    { seed: 7 },
  );
});

it('writes all else as JSON, to be read again', () => {
  fc.assert(
    fc.property(fc.oneof(fc.boolean(), fc.integer(), fc.array(fc.string()), fc.object()), (value) => {
      expect(JSON.parse(settingText(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
    { seed: 7 },
  );
});

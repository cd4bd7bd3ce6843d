import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reviewIn } from './filter-review.ts';

describe('the review in a filter’s description', () => {
  it.each([
    ['Owner: security - Review by: 2026-12-31 - Reason: scanner', 'security', '2026-12-31'],
    ['owner=team web; review=2026-12-31', 'team web', '2026-12-31'],
    ['Review date: 2026-12-31, Owner: Ada Lovelace', 'Ada Lovelace', '2026-12-31'],
    ['Owner: soc-night - Review on: 2026-12-31', 'soc-night', '2026-12-31'],
    ['Owner: security', 'security', undefined],
    ['Review by: 2026-12-31', undefined, '2026-12-31'],
    ['Owner: security - Review by: 2026-13-01', 'security', undefined],
    ['Owner: - Review by: 2026-12-31', undefined, '2026-12-31'],
    ['coowner: x', undefined, undefined],
    ['', undefined, undefined],
  ])('%j', (description, owner, reviewBy) => {
    expect(reviewIn(description)).toEqual({ owner, reviewBy });
  });

  it('is read from any text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 3000 }), (text) => {
        expect(() => reviewIn(`Owner: ${text}`)).not.toThrow();
      }),
      { seed: 20_261_121 },
    );
  });
});

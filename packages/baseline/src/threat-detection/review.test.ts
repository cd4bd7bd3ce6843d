import { afterEach, describe, expect, it, vi } from 'vitest';
import { reviewFaults, reviewTags } from './review.ts';

const right = { owner: 'security', reason: 'scanner of our own', expires: '2027-03-31' };

describe('reviewFaults', () => {
  afterEach(() => vi.useRealTimers());

  it('takes an owner, a reason and a day that has not passed', () => {
    expect(reviewFaults(right, '2027-03-31')).toEqual([]);
  });

  it.each([
    [{ owner: ' ' }, 'owner is empty; say who answers for it'],
    [{ reason: '' }, 'reason is empty; say why'],
    [{ reason: 'a\nb' }, 'reason is "a\\nb"; a tag takes'],
    [{ reason: 'x'.repeat(257) }, 'a tag takes 1 to 256'],
    [{ expires: 'soon' }, 'expires is "soon"; it must be a day such as 2027-11-21'],
    [{ expires: '2027-02-30' }, 'expires is "2027-02-30"; it must be a day'],
    [{ expires: '2026-11-20' }, 'it expired on 2026-11-20 and security answers for it'],
  ])('refuses %j', (different, message) => {
    expect(reviewFaults({ ...right, ...different }, '2026-11-21')).toEqual([
      expect.stringContaining(message),
    ]);
  });

  it('judges by the day that it is, in UTC', () => {
    vi.useFakeTimers({ now: new Date('2027-03-31T23:59:59Z'), toFake: ['Date'] });
    expect(reviewFaults(right)).toEqual([]);
    vi.setSystemTime(new Date('2027-04-01T00:00:00Z'));
    expect(reviewFaults(right)).toEqual([expect.stringContaining('it expired on 2027-03-31')]);
  });
});

it('shows in tags who answers for it, why and until when', () => {
  expect(reviewTags(right)).toEqual({
    Owner: 'security',
    Reason: 'scanner of our own',
    Expires: '2027-03-31',
  });
});

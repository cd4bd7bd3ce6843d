import { longestGapDays, remindedReviews } from '@trailguard/baseline';
import { reviewKinds } from '@trailguard/controls/reviews';
import { describe, expect, it } from 'vitest';

describe('reminders', () => {
  it.each(remindedReviews.map((review) => [review.kind, review] as const))(
    'of %s come as often as its record has to be renewed',
    (kind, { cadence }) => {
      const review = reviewKinds.find((one) => one.kind === kind);
      expect(longestGapDays[cadence]).toBeLessThanOrEqual(review?.days ?? 0);
    },
  );

  it('are of every review but the one that a job does each day', () => {
    const reminded: readonly string[] = remindedReviews.map(({ kind }) => kind);
    expect(reviewKinds.map(({ kind }) => kind).filter((kind) => !reminded.includes(kind))).toEqual([
      'drift-check',
    ]);
  });
});

import { type DueReview, dueReviews, reviewKinds } from '@trailguard/controls/reviews';
import type { Pool } from 'pg';
import type { Config } from '../config.ts';
import { allRecords } from '../evidence-records.ts';
import { appendAct } from '../store/acts.ts';
import { transaction } from '../store/database.ts';
import { noteOverdue, reviewsBegunAt } from '../store/review-notices.ts';
import { tellWebhooks } from '../store/webhooks.ts';

/** A review that is overdue, and since when. */
export interface OverdueReview extends Pick<DueReview, 'kind' | 'title' | 'controlId' | 'how'> {
  readonly dueAt: string;
}

/**
 * Tells of each review whose time has passed, once for each time that it was due: in the record of acts and to webhooks. One that
 * was never done is due when its time has passed since reviews are watched.
 *
 * @param awsTime asks AWS what time it is.
 * @returns those that nobody was told of before.
 */
export async function tellOverdueReviews(
  db: Pool,
  config: Pick<Config, 'recordsPath'>,
  awsTime: () => Promise<Date>,
): Promise<OverdueReview[]> {
  const told: OverdueReview[] = [];
  for (const { kind, title, controlId, how, dueAt } of await overdueReviews(db, config, await awsTime()))
    await transaction(db, async (tx) => {
      if (!(await noteOverdue(tx, kind, dueAt))) return;
      const review = { kind, title, controlId, how, dueAt };
      await tellWebhooks(tx, 'review.overdue', review);
      await appendAct(tx, {
        ...{ by: null, act: 'tellOverdueReview', outcome: 'overdue', request: null, body: null },
        on: { review: kind, dueAt },
      });
      told.push(review);
    });
  return told;
}

/** Reviews whose time has passed. */
export async function overdueReviews(
  db: Pool,
  config: Pick<Config, 'recordsPath'>,
  now: Date,
): Promise<OverdueReview[]> {
  const begunAt = await reviewsBegunAt(db);
  return dueReviews(reviewKinds, await allRecords(db, config), now).flatMap((review) => {
    const due = dueAtOf(review, begunAt);
    return due < now ? [{ ...review, dueAt: due.toISOString() }] : [];
  });
}

function dueAtOf({ dueAt, days }: DueReview, begunAt: Date): Date {
  return dueAt === null ? new Date(begunAt.getTime() + days * 86_400_000) : new Date(dueAt);
}

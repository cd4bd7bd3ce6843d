import type { Queryable } from './database.ts';

/** Rows that one look deletes at most, so that none holds the tables for long. */
const AtOnce = 5_000;

/** Days for which it can be read what a webhook was told. */
const MessageDays = 30;

/**
 * Deletes events of jobs that ended long ago, and messages that webhooks have long had. Jobs, their results and the record of all
 * acts stay.
 * @param eventDays days after the end of a job.
 * @returns how many rows were deleted; more may be left for the next look.
 */
export async function forgetOld(db: Queryable, eventDays: number): Promise<number> {
  const events = await db.query(
    `DELETE FROM job_events WHERE ctid IN (
       SELECT job_events.ctid FROM job_events JOIN jobs ON jobs.id = job_events.job
       WHERE jobs.ended_at < now() - make_interval(days => $1) LIMIT $2
     )`,
    [eventDays, AtOnce],
  );
  const messages = await db.query(
    `DELETE FROM webhook_messages WHERE ctid IN (
       SELECT ctid FROM webhook_messages
       WHERE state <> 'pending' AND created_at < now() - make_interval(days => $1) LIMIT $2
     )`,
    [MessageDays, AtOnce],
  );
  return (events.rowCount ?? 0) + (messages.rowCount ?? 0);
}

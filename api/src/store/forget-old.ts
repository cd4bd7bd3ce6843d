import type { Config } from '../config.ts';
import type { Queryable } from './database.ts';
import { deleteExpiredFiles } from './evidence-bundles.ts';

/** Rows that one look deletes at most, so that none holds the tables for long. */
const AtOnce = 5_000;

/** Bundles of evidence whose files one look deletes at most: each may have 256 MiB. */
const BundlesAtOnce = 20;

/** Days for which it can be read what a webhook was told. */
const MessageDays = 30;

/**
 * Jobs that are too old to be kept: `$1` days. An account's latest audit stays with its job, and so does the job that made the
 * account: it answers who asks for the account again.
 */
const oldJobs = `SELECT id FROM jobs WHERE ended_at < now() - make_interval(days => $1)
  AND NOT (state = 'succeeded' AND kind IN ('vend-account', 'adopt-account'))
  AND NOT EXISTS (
    SELECT FROM audits WHERE audits.job = jobs.id AND NOT EXISTS (
      SELECT FROM audits newer WHERE newer.account = audits.account AND newer.created_at > audits.created_at)
  )
  ORDER BY ended_at LIMIT $2`;

/**
 * Deletes what nobody reads any more, oldest first, some at a time: events of jobs that ended long ago, jobs that ended longer ago
 * with their audits, messages that webhooks have long had, and files of evidence whose time is over. The record of all acts stays.
 * @returns how many rows were deleted; more may be left for the next look.
 */
export async function forgetOld(
  db: Queryable,
  { eventDays, jobDays }: Pick<Config, 'eventDays' | 'jobDays'>,
): Promise<number> {
  const events = await db.query(
    `DELETE FROM job_events WHERE ctid IN (
       SELECT job_events.ctid FROM job_events JOIN jobs ON jobs.id = job_events.job
       WHERE jobs.ended_at < now() - make_interval(days => $1) LIMIT $2
     )`,
    [eventDays, AtOnce],
  );
  const audits = await db.query(`DELETE FROM audits WHERE job IN (${oldJobs})`, [jobDays, AtOnce]);
  const jobs = await db.query(
    `DELETE FROM jobs WHERE id IN (${oldJobs}) AND NOT EXISTS (SELECT FROM audits WHERE audits.job = jobs.id)`,
    [jobDays, AtOnce],
  );
  const messages = await db.query(
    `DELETE FROM webhook_messages WHERE ctid IN (
       SELECT ctid FROM webhook_messages
       WHERE state <> 'pending' AND created_at < now() - make_interval(days => $1) LIMIT $2
     )`,
    [MessageDays, AtOnce],
  );
  const files = await deleteExpiredFiles(db, BundlesAtOnce);
  return [events, audits, jobs, messages].reduce((sum, { rowCount }) => sum + (rowCount ?? 0), files);
}

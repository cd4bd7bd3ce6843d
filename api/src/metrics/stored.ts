import type { Queryable } from '../store/database.ts';

/** One value of a metric, with its labels. */
export interface Reading {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Jobs that have not ended, by kind and state. */
export async function readOpenJobs(db: Queryable): Promise<Reading[]> {
  const { rows } = await db.query(
    'SELECT kind, state, count(*)::int AS value FROM jobs WHERE ended_at IS NULL GROUP BY kind, state',
  );
  return rows.map(({ kind, state, value }) => ({ labels: { kind, state }, value }));
}

/** How many jobs wait for a worker, and for how long the oldest does, seconds. */
export async function readQueue(db: Queryable): Promise<{ depth: number; oldestSeconds: number }> {
  const { rows } = await db.query(
    `SELECT count(*)::int AS depth, COALESCE(extract(epoch FROM now() - min(created_at)), 0)::float8 AS "oldestSeconds"
     FROM jobs WHERE state = 'queued' AND ended_at IS NULL`,
  );
  return rows[0];
}

/** Verdicts of the latest audit of each account that is not closed, by status. */
export async function readVerdicts(db: Queryable): Promise<Reading[]> {
  const { rows } = await db.query(
    `SELECT key AS status, sum(value::int)::int AS value FROM (
       SELECT DISTINCT ON (audits.account) jobs.result -> 'counts' AS counts
       FROM audits JOIN jobs ON jobs.id = audits.job JOIN accounts ON accounts.id = audits.account
       WHERE audits.state IN ('complete', 'partial') AND accounts.state <> 'closed'
         AND jsonb_typeof(jobs.result -> 'counts') = 'object'
       ORDER BY audits.account, audits.created_at DESC
     ) AS latest, jsonb_each_text(counts) WHERE value ~ '^[0-9]+$' GROUP BY key`,
  );
  return rows.map(({ status, value }) => ({ labels: { status }, value }));
}

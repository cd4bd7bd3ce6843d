import type { Limits } from '../identity/principal.ts';
import type { Queryable } from './database.ts';
import { columns, fromRow, type Job, type JobKind, type JobState } from './jobs.ts';

/** Which jobs are wanted. */
export interface JobFilter {
  readonly state?: JobState;
  readonly kind?: JobKind;
  /** Code with which it ended. */
  readonly code?: string;
  /** Id of an account. */
  readonly account?: string;
  /** Not asked for before this time. */
  readonly since?: string;
  /** What the caller is limited to; `null`: all jobs, those of the organization among them. */
  readonly limits: Limits | null;
}

/** The jobs, newest first, after `after` (a job's id). */
export async function listJobs(
  db: Queryable,
  page: JobFilter & { limit: number; after?: string },
): Promise<Job[]> {
  const { rows } = await db.query(
    `SELECT ${columns} FROM jobs
     WHERE ($2::uuid IS NULL OR (created_at, id) < (SELECT created_at, id FROM jobs WHERE id = $2))
       AND ($3::text IS NULL OR state = $3)
       AND ($4::text IS NULL OR kind = $4)
       AND ($5::uuid IS NULL OR account = $5)
       AND ($6::timestamptz IS NULL OR created_at >= $6)
       AND ($7::text[] IS NULL OR account IN (
         SELECT id FROM accounts WHERE account_id = ANY ($7) OR organizational_unit_id = ANY ($8)))
       AND ($9::text IS NULL OR error ->> 'code' = $9)
     ORDER BY created_at DESC, id DESC LIMIT $1`,
    [
      page.limit,
      page.after ?? null,
      page.state ?? null,
      page.kind ?? null,
      page.account ?? null,
      page.since === undefined ? null : new Date(page.since),
      page.limits?.accounts ?? null,
      page.limits?.organizationalUnits ?? null,
      page.code ?? null,
    ],
  );
  return rows.map(fromRow);
}

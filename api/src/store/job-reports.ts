import { type Queryable, storable } from './database.ts';

/** Keeps the one report of a job that judges many stacks. */
export async function saveJobReport(db: Queryable, job: string, report: object): Promise<void> {
  await db.query(
    `INSERT INTO job_reports (job, report) VALUES ($1, $2) ON CONFLICT (job) DO UPDATE SET report = $2`,
    [job, storable({ ...report })],
  );
}

export async function findJobReport(
  db: Queryable,
  job: string,
): Promise<Record<string, unknown> | undefined> {
  const { rows } = await db.query('SELECT report FROM job_reports WHERE job = $1', [job]);
  return rows[0]?.report;
}

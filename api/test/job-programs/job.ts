import { readFile } from 'node:fs/promises';
import type { Pool } from 'pg';
import { openDatabase } from '../../src/store/database.ts';
import { startJob } from '../../src/store/jobs.ts';

/** Name of the file in the folder of jobs that tells their processes where the database of the test is. */
export const DatabaseFile = 'database-url';

/** What the process of a job does first. */
export async function startTestJob(): Promise<{ db: Pool; jobId: string }> {
  const jobId = process.argv[2] ?? '';
  const db = openDatabase(await readFile(DatabaseFile, 'utf8'));
  await startJob(db, jobId);
  return { db, jobId };
}

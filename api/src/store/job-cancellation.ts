import type { Queryable } from './database.ts';
import { announce } from './jobs.ts';

/** Asks a running job to stop; its process looks. */
export async function requestCancel(db: Queryable, id: string): Promise<void> {
  await db.query('UPDATE jobs SET cancel_requested_at = COALESCE(cancel_requested_at, now()) WHERE id = $1', [
    id,
  ]);
  await announce(db, id);
}

export async function isCancelRequested(db: Queryable, id: string): Promise<boolean> {
  const { rows } = await db.query('SELECT cancel_requested_at IS NOT NULL AS asked FROM jobs WHERE id = $1', [
    id,
  ]);
  return rows[0]?.asked === true;
}

/** Whether a client asked so many seconds ago for a job to stop. */
export async function isCanceledSince(db: Queryable, id: string, seconds: number): Promise<boolean> {
  const { rows } = await db.query(
    'SELECT cancel_requested_at < now() - make_interval(secs => $2) AS overdue FROM jobs WHERE id = $1',
    [id, seconds],
  );
  return rows[0]?.overdue === true;
}

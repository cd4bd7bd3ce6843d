import type { Queryable } from './database.ts';

/** Since when reviews are watched. */
export async function reviewsBegunAt(db: Queryable): Promise<Date> {
  const { rows } = await db.query('SELECT begun_at AS "begunAt" FROM review_calendar');
  return rows[0].begunAt;
}

/** Notes that somebody is told of a review that was due. @returns whether nobody was before. */
export async function noteOverdue(tx: Queryable, kind: string, dueAt: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    'INSERT INTO review_notices (kind, due_at) VALUES ($1, $2) ON CONFLICT DO NOTHING',
    [kind, dueAt],
  );
  return rowCount === 1;
}

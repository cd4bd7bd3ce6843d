import type { Queryable } from './database.ts';
import type { JobKind } from './jobs.ts';

/**
 * What the newest job of a kind came to that succeeded and that was asked for no time of its own.
 * @returns nothing while there is none.
 */
export async function latestResultOf(db: Queryable, kind: JobKind): Promise<Record<string, unknown> | null> {
  const { rows } = await db.query(
    `SELECT result FROM jobs
     WHERE kind = $1 AND state = 'succeeded' AND NOT input ?| ARRAY['from', 'to']
     ORDER BY ended_at DESC LIMIT 1`,
    [kind],
  );
  return rows[0]?.result ?? null;
}

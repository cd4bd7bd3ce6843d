import { createHash } from 'node:crypto';
import type { Pool } from 'pg';

/**
 * Holds a lock of PostgreSQL for as long as this process lives and its connection does, so that a job which
 * is begun again waits until the attempt before is over.
 * @param onLost called when the connection breaks: another process may then take the job up.
 */
export async function holdRunLock(db: Pool, jobId: string, onLost: () => void): Promise<void> {
  const client = await db.connect();
  // Without a listener a broken connection would end the process in the middle of what it does.
  client.on('error', onLost);
  client.on('end', onLost);
  const { rows } = await client.query('SELECT run_key FROM jobs WHERE id = $1', [jobId]);
  await client.query('SELECT pg_advisory_lock($1)', [lockKey(String(rows[0]?.run_key))]);
}

/** The number by which PostgreSQL knows the lock of a name. */
export function lockKey(name: string): bigint {
  return createHash('sha256').update(name).digest().readBigInt64BE();
}

import { fileURLToPath } from 'node:url';
import { runner } from 'node-pg-migrate';
import { Pool, type PoolClient } from 'pg';

/** Something that runs SQL: the pool, or a client inside a transaction. */
export type Queryable = Pick<PoolClient, 'query'>;

/** Opens a pool. Ends with `pool.end()`. */
export function openDatabase(url: string): Pool {
  const pool = new Pool({ connectionString: url, max: 10, connectionTimeoutMillis: 10_000 });
  // An idle connection that breaks is replaced at the next query; without a listener it would end the process.
  pool.on('error', () => {});
  return pool;
}

/** Brings the schema to the version of this release. Safe to call from several processes at once. */
export async function migrate(url: string, direction: 'up' | 'down' = 'up'): Promise<void> {
  await runner({
    databaseUrl: url,
    dir: fileURLToPath(new URL('../migrations', import.meta.url)),
    direction,
    migrationsTable: 'migrations',
    log: () => {},
    ...(direction === 'down' ? { count: Number.POSITIVE_INFINITY } : {}),
  });
}

/** Runs `work` in one transaction: all of it happens, or nothing. */
export async function transaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

import { DatabaseError, Pool, type PoolClient } from 'pg';

/** Something that runs SQL: the pool, or a client inside a transaction. */
export type Queryable = Pick<PoolClient, 'query'>;

/** What every value of `jsonb` must do without: PostgreSQL stores neither NUL nor half a character. */
export function storable(data: Record<string, unknown> | null): string | null {
  if (data === null) return null;
  return JSON.stringify(data, (_key, value: unknown) =>
    typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '\uFFFD') : value,
  );
}

/** Opens a pool. Ends with `pool.end()`. */
export function openDatabase(url: string): Pool {
  const pool = new Pool({ connectionString: url, max: 10, connectionTimeoutMillis: 10_000 });
  // An idle connection that breaks is replaced at the next query; without a listener it would end the process.
  pool.on('error', () => {});
  return pool;
}

/** Runs `work` in one transaction: all of it happens, or nothing. */
export async function transaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  // The pool listens to idle connections alone; one that breaks between two queries would end the process.
  let broken: Error | undefined;
  const breaks = (error: Error) => {
    broken = error;
  };
  client.on('error', breaks);
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    // A connection that broke is rolled back by the server.
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  } finally {
    client.off('error', breaks);
    client.release(broken);
  }
}

/** Messages of pg for a connection that the server or the network closed; it gives them no code. */
const ClosedConnection =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/;

/** Codes of a socket that cannot reach the server. */
const SocketCodes = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
];

/**
 * Whether an error says that the database cannot be reached, which passes, and not that it refuses.
 * SQLSTATE 08: connection exceptions; 57P01 to 57P03: shut down, crashed, starting.
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
export function isConnectionFault(error: unknown): boolean {
  if (error instanceof DatabaseError) return /^(08|57P0[123])/.test(error.code ?? '');
  // AWS's clients mark what they throw.
  if (error instanceof Object && '$metadata' in error) return false;
  const { code, message, syscall } = error as NodeJS.ErrnoException;
  // Node joins the faults of several addresses of one host into one error.
  if (error instanceof AggregateError) return error.errors.some(isConnectionFault);
  return (syscall !== undefined && SocketCodes.includes(code ?? '')) || ClosedConnection.test(message ?? '');
}

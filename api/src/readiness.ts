import { readdir, statfs } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import type { Queryable } from './store/database.ts';

/** What the folder of jobs needs free, bytes: a program's workspace, a state of a large organization and its copies. */
const NeededBytes = 512 * 1024 * 1024;

/** What the service needs to do its work, each with whether it has it now. */
export interface Readiness {
  /** Answers, within {@link AnswerMilliseconds}. */
  readonly database: boolean;
  /** Has the schema of this release, or of a later one. */
  readonly migrations: boolean;
  /** Jobs are taken. */
  readonly queue: boolean;
  /** The folder of jobs can be written to and is not almost full; where no job runs nothing is written. */
  readonly disk: boolean;
}

/** How long a database may take to answer that it is there, milliseconds: a load balancer waits no longer either. */
const AnswerMilliseconds = 2_000;

/** Looks at everything that the service needs. */
export async function readinessOf({
  db,
  queue,
  config,
}: Pick<FastifyInstance, 'db' | 'queue' | 'config'>): Promise<Readiness> {
  const [missing, disk] = await Promise.all([
    inTime(missingMigrations(db)),
    config.concurrency === 0 ? true : hasRoom(config.workDir),
  ]);
  return { database: missing !== null, migrations: missing?.length === 0, queue: queue.isRunning, disk };
}

/** Migrations of this release that the database has not had. */
async function missingMigrations(db: Queryable): Promise<string[]> {
  const files = await readdir(fileURLToPath(new URL('migrations', import.meta.url)));
  const names = files.filter((file) => file.endsWith('.sql')).map((file) => file.slice(0, -'.sql'.length));
  const { rows } = await db.query("SELECT to_regclass('public.migrations') IS NOT NULL AS has");
  if (!rows[0].has) return names;
  const had = await db.query('SELECT name FROM public.migrations');
  const known = new Set(had.rows.map(({ name }) => String(name)));
  return names.filter((name) => !known.has(name));
}

async function hasRoom(folder: string): Promise<boolean> {
  try {
    const { bavail, bsize, ffree, files } = await statfs(folder);
    // A file system without a number of files of its own, as btrfs, says 0 of both.
    return bavail * bsize >= NeededBytes && (files === 0 || ffree > 0);
  } catch {
    return false;
  }
}

/** What was found; `null` when it could not be, or not in time. */
async function inTime<T>(finding: Promise<T>): Promise<T | null> {
  const late = AbortSignal.timeout(AnswerMilliseconds);
  const over = new Promise<null>((resolve) => late.addEventListener('abort', () => resolve(null)));
  return Promise.race([finding.catch(() => null), over]);
}

import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../src/app.ts';
import { startPostgres } from '../src/sandbox/postgres.ts';
import { TemplateVariable } from './database.ts';
import { sandboxConfig } from './sandbox-config.ts';

/** What is lost with its machine is of use to nobody, and as many services may be connected as there are workers of tests. */
const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '400' };

/**
 * Starts one PostgreSQL server before the first test, and has a service make its schema there: a server for each file took
 * longer than many files' tests.
 * @returns what stops it.
 */
export async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'trailguard-api-'));
  // PostgreSQL runs as another user where the tests run as root.
  await chmod(folder, 0o755);
  const postgres = await startPostgres(join(folder, 'postgres'), settings);
  await using app = await build(sandboxConfig(folder, { DATABASE_URL: postgres.url }));
  await app.ready();
  process.env[TemplateVariable] = postgres.url;
  return async () => {
    delete process.env[TemplateVariable];
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

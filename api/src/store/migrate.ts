import { fileURLToPath } from 'node:url';
import { runner } from 'node-pg-migrate';

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

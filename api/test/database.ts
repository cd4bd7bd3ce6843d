import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Client } from 'pg';
import { startPostgres } from '../src/sandbox/postgres.ts';

/** Variable with the address of a database that new ones are copied from, on a server for all files of tests. */
export const TemplateVariable = 'TRAILGUARD_TEST_DATABASE_TEMPLATE';

/** A database for one service, with or without its schema. */
export interface TestDatabase extends AsyncDisposable {
  readonly url: string;
}

/** Copies the database of {@link TemplateVariable}; without it, starts a server with its data in the folder. */
export async function openTestDatabase(folder: string): Promise<TestDatabase> {
  const template = process.env[TemplateVariable];
  if (template !== undefined) return copyDatabase(template);
  const postgres = await startPostgres(join(folder, 'postgres'));
  return { url: postgres.url, [Symbol.asyncDispose]: () => postgres.stop() };
}

async function copyDatabase(template: string): Promise<TestDatabase> {
  const url = new URL(template);
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onServer(template, `CREATE DATABASE ${name} TEMPLATE ${url.pathname.slice(1)}`);
  url.pathname = name;
  return {
    url: url.href,
    // Some of a service's connections may still be closing.
    [Symbol.asyncDispose]: () => onServer(template, `DROP DATABASE ${name} WITH (FORCE)`),
  };
}

/** Runs a statement of the whole server. Nothing connects to the template: one that is in use cannot be copied. */
async function onServer(template: string, statement: string): Promise<void> {
  const url = new URL(template);
  url.pathname = 'postgres';
  const client = new Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

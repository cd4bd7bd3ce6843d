import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';

/** Where a secret could stand, by the name of the place. */
export type Places = Record<string, string>;

/** A secret as it is, and as it would be written by those who do not see that it is one. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [secret, encodeURIComponent(secret), bytes.toString('hex'), bytes.toString('base64').slice(0, -4)];
}

/** Secrets that stand somewhere, as `secret in place`; both by their names. */
export function leaksOf(secrets: Record<string, string>, places: Places): string[] {
  return Object.entries(secrets).flatMap(([name, secret]) => {
    // A short one would be found by chance, an empty one everywhere.
    if (secret.length < 16) throw new Error(`${name} is too short to be looked for`);
    return Object.entries(places)
      .filter(([, text]) => formsOf(secret).some((form) => text.includes(form)))
      .map(([place]) => `${name} in ${place}`);
  });
}

/** Every row of every table of a database, the queue's included. */
export async function tablesOf(url: string): Promise<Places> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const tables = await client.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
       WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
    );
    const places: Places = {};
    for (const { name } of tables.rows) {
      const { rows } = await client.query<{ text: string }>(`SELECT t::text AS text FROM ${name} t`);
      places[`table ${name}`] = rows.map(({ text }) => text).join('\n');
    }
    return places;
  } finally {
    await client.end();
  }
}

/** Every file below a folder. */
export async function filesOf(folder: string): Promise<Places> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    await Promise.all(files.map(async (file) => [`file ${file}`, await readFile(file, 'latin1')] as const)),
  );
}

/** The environment of a running process. Read from `/proc`, so for Linux. */
export async function environmentOf(pid: number): Promise<Record<string, string>> {
  const text = await readFile(`/proc/${pid}/environ`, 'utf8');
  return Object.fromEntries(
    text
      .split('\0')
      .filter((entry) => entry.includes('='))
      .map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]),
  );
}

import { parseArgs } from 'node:util';
import { isRole, Roles } from './identity/roles.ts';
import { createApiKey } from './store/api-keys.ts';
import { openDatabase } from './store/database.ts';
import { migrate } from './store/migrate.ts';

const Usage = `usage: DATABASE_URL=postgresql://… make-api-key.ts --name NAME --roles ROLE[,ROLE…] --days 1-365
roles: ${Roles.join(', ')}`;

/**
 * Makes an API key beside the service: the first one, or one after all others are lost. Whoever has the database may do so.
 * Prints the key, once.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { name: { type: 'string' }, roles: { type: 'string' }, days: { type: 'string' } },
  });
  const { DATABASE_URL: url } = process.env;
  const roles = (values.roles ?? '').split(',').filter((role) => role !== '');
  const days = Number(values.days);
  const isNamed = /^[a-z0-9][a-z0-9._-]{0,62}$/.test(values.name ?? '');
  const isUsable =
    roles.length > 0 && roles.every(isRole) && Number.isInteger(days) && days >= 1 && days <= 365;
  if (url === undefined || values.name === undefined || !isNamed || !isUsable) throw new Error(Usage);
  await migrate(url);
  const db = openDatabase(url);
  try {
    const key = await createApiKey(db, { name: values.name, roles: roles.filter(isRole), days });
    process.stdout.write(`${key}\n`);
  } finally {
    await db.end();
  }
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});

import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { build } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import type { Organization } from '../src/organization.ts';
import type { Limits } from '../src/identity/principal.ts';
import { type Role, Roles } from '../src/identity/roles.ts';
import { createApiKey } from '../src/store/api-keys.ts';
import { sandboxEnvironment } from './sandbox-config.ts';
import { openTestDatabase } from './database.ts';

export { JobQuery } from '../src/store/jobs.ts';

/** Every unit exists but two: one that nobody made, and one that AWS says nothing of. */
const organization: Organization = {
  async hasUnit(unitId) {
    if (unitId === 'ou-ab12-unreachable') throw new Error('connect ECONNREFUSED');
    return unitId !== 'ou-ab12-nosuchunit';
  },
  async account(accountId) {
    if (accountId === '000000000000') return undefined;
    const [name, email] = [`account ${accountId}`, `aws+${accountId}@example.com`];
    return { accountId, name, email, organizationalUnitId: 'ou-ab12-abcdefgh' };
  },
  time: async () => new Date(),
};

/** The service on a real PostgreSQL, with no worker: jobs stay queued, so a test sees them as they were asked for. */
export interface TestService extends AsyncDisposable {
  readonly app: FastifyInstance;
  /** Its environment, which processes of jobs need. */
  readonly environment: NodeJS.ProcessEnv;
  /** Makes a key; with every role and not limited unless told otherwise. */
  key(roles?: readonly Role[], days?: number, limits?: Limits, name?: string): Promise<string>;
}

export async function startTestService(environment: NodeJS.ProcessEnv = {}): Promise<TestService> {
  const folder = await mkdtemp(join(tmpdir(), 'trailguard-api-'));
  // PostgreSQL runs as another user where the tests run as root.
  await chmod(folder, 0o755);
  const database = await openTestDatabase(folder);
  const variables = sandboxEnvironment(folder, {
    TRAILGUARD_WORK_DIR: join(folder, 'not', 'there', 'yet'),
    DATABASE_URL: database.url,
    ...environment,
  });
  const app = await build(readConfig(variables), organization);
  await app.ready();
  return {
    app,
    environment: variables,
    key: (roles = Roles, days = 1, limits, name = 'test') =>
      createApiKey(app.db, { name, roles, days, limits: limits ?? null }),
    async [Symbol.asyncDispose]() {
      await app.close();
      await database[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

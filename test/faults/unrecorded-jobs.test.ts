import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { environmentOf } from '../end-to-end/leaks.ts';
import { accountsAlone, type RunningService, startService } from '../end-to-end/service.ts';
import { partOf } from './processes.ts';
import { accountsOf, vend } from './vending.ts';

let running: RunningService;
let database: Client;
beforeAll(async () => {
  running = await startService({ environment: accountsAlone });
  const [server] = await partOf(running.folder, 'service');
  const { DATABASE_URL } = await environmentOf(server?.pid ?? 0);
  database = new Client({ connectionString: DATABASE_URL });
  await database.connect();
  await database.query(`
    CREATE FUNCTION refuse_event() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'no space left for %', NEW.type USING ERRCODE = 'disk_full'; END $$`);
});
afterAll(async () => {
  await database?.end();
  await running?.[Symbol.asyncDispose]();
});

/** Lets the database refuse events for as long as `work` takes. */
async function refusing<T>(types: string, work: () => Promise<T>): Promise<T> {
  await database.query(
    `CREATE TRIGGER refusal BEFORE INSERT ON job_events FOR EACH ROW WHEN (${types}) EXECUTE FUNCTION refuse_event()`,
  );
  try {
    return await work();
  } finally {
    await database.query('DROP TRIGGER refusal ON job_events');
  }
}

describe('a database that refuses what a job tells', () => {
  it.each([
    ['of-its-resources', `NEW.type = 'resource'`],
    ['of-anything', 'true'],
  ])(
    '%s fails it for that reason, and the next request makes the account, once',
    async (name, types) => {
      const failed = await refusing(types, async () => running.job((await vend(running, name)).job.id));
      expect(failed).toMatchObject({
        state: 'failed',
        error: { code: 'NOT_RECORDED', message: expect.stringContaining('no space left for') },
      });
      const ended = await running.job((await vend(running, name)).job.id);
      expect(ended).toMatchObject({ state: 'succeeded', error: null });
      expect((await accountsOf(running, name)).map(({ Id }) => Id)).toEqual([ended.result?.accountId]);
    },
    180_000,
  );
});

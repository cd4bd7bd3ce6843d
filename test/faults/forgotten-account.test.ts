import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { environmentOf } from '../end-to-end/leaks.ts';
import { accountsAlone, type RunningService, startService } from '../end-to-end/service.ts';
import { partOf } from './processes.ts';
import { forget, readState, stackFiles } from './states.ts';
import { accountsOf, vend } from './vending.ts';

let running: RunningService;
let database: Client;
beforeAll(async () => {
  running = await startService({ environment: accountsAlone });
  const [server] = await partOf(running.folder, 'service');
  const { DATABASE_URL } = await environmentOf(server?.pid ?? 0);
  database = new Client({ connectionString: DATABASE_URL });
  await database.connect();
});
afterAll(async () => {
  await database?.end();
  await running?.[Symbol.asyncDispose]();
});

it('takes an account that AWS made and whose answer was lost into the state where the program declares it', async () => {
  const first = await running.job((await vend(running, 'forgotten')).job.id);
  expect(first.error).toBeNull();
  const [file = ''] = Object.values(await stackFiles(running.folder));
  const ofAccount = ({ type }: { type: string }) =>
    ['trailguard:index:Account', 'aws:organizations/account:Account'].includes(type);
  const before = (await readState(file)).resources.filter(ofAccount);
  await forget(file, ofAccount);
  await database.query("UPDATE accounts SET state = 'failed', account_id = NULL");
  await database.query("UPDATE jobs SET state = 'failed'");

  const again = await running.job((await vend(running, 'forgotten')).job.id);
  expect(again.error).toBeNull();
  const events = await running.events(again.id);
  const adopted = events.filter(({ type }) => type === 'adopted').map(({ data }) => data.accountId);
  expect(adopted).toEqual([first.result?.accountId]);
  // It is found where it was, so that nothing of AWS is planned; what the component was given is noted again.
  const planned = events.filter(({ type, data }) => type === 'plan' && String(data.type).startsWith('aws:'));
  expect(planned.map(({ data }) => data.urn)).toEqual([]);
  const after = (await readState(file)).resources.filter(ofAccount);
  expect(after.map(({ urn, parent, id }) => ({ urn, parent, id }))).toEqual(
    before.map(({ urn, parent, id }) => ({ urn, parent, id })),
  );
  expect(await accountsOf(running, 'forgotten')).toHaveLength(1);
}, 240_000);

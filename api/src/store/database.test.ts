import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestService, type TestService } from '../../test/service.ts';
import { transaction } from './database.ts';
import { migrate } from './migrate.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(async () => service?.[Symbol.asyncDispose]());

it('a transaction whose connection is cut between two queries fails, and the process lives on', async () => {
  const { db } = service.app;
  const cut = transaction(db, async (tx) => {
    const { rows } = await tx.query('SELECT pg_backend_pid() AS pid');
    const ended = new Promise((resolve) => tx.once('end', resolve));
    await db.query('SELECT pg_terminate_backend($1)', [rows[0].pid]);
    await ended;
    await tx.query('SELECT 1');
  });
  await expect(cut).rejects.toThrow();
  expect((await db.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
});

it('the schema can be taken back, and is the same when it is made again', async () => {
  await using other = await startTestService();
  const { db, config } = other.app;
  const schema = async () =>
    (
      await db.query(
        `SELECT table_name, column_name, data_type, is_nullable, column_default FROM information_schema.columns
         WHERE table_schema = 'public' AND table_name <> 'migrations' ORDER BY table_name, column_name`,
      )
    ).rows;
  const functions = async () =>
    (await db.query(`SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace ORDER BY 1`))
      .rows;
  const before = [await schema(), await functions()];
  expect(before.flat().length).toBeGreaterThan(50);
  await migrate(config.databaseUrl, 'down');
  expect([await schema(), await functions()]).toEqual([[], []]);
  await migrate(config.databaseUrl);
  expect([await schema(), await functions()]).toEqual(before);
}, 300_000);

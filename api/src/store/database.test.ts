import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestService, type TestService } from '../../test/service.ts';
import { transaction } from './database.ts';

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

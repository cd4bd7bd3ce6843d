import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../../test/service.ts';
import { transaction } from '../store/database.ts';
import { forgetOld } from '../store/forget-old.ts';
import {
  appendEvent,
  endJob,
  eventsAfter,
  findJob,
  insertJob,
  type JobKind,
  startJob,
} from '../store/jobs.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(async () => service?.[Symbol.asyncDispose]());

const enqueue = (kind: JobKind) =>
  transaction(service.app.db, (tx) =>
    service.app.queue.enqueue(tx, { kind, runKey: `of ${kind}`, requestedBy: 'test' }),
  );

describe('where more jobs wait than workers are free', () => {
  it('a quarantine goes before what people wait for, and that before what runs by itself', async () => {
    for (const kind of ['audit-account', 'vend-account', 'quarantine-account'] as const) await enqueue(kind);
    const { rows } = await service.app.db.query(
      `SELECT kind FROM queue.job JOIN jobs ON jobs.id::text = data ->> 'jobId' WHERE name = 'jobs' ORDER BY priority DESC`,
    );
    expect(rows.map(({ kind }) => kind)).toEqual(['quarantine-account', 'vend-account', 'audit-account']);
  });
});

describe('events of a job', () => {
  const aged = async (days: number, ends: boolean) => {
    const { db } = service.app;
    const { id } = await insertJob(db, { kind: 'update-stack', runKey: 'test', requestedBy: 'test' });
    await startJob(db, id);
    await appendEvent(db, id, 'step', { step: 'preview' });
    if (ends) await endJob(db, id, { state: 'succeeded', result: {} });
    await db.query(
      `UPDATE jobs SET created_at = now() - make_interval(days => $2),
         ended_at = CASE WHEN ended_at IS NULL THEN NULL ELSE now() - make_interval(days => $2) END WHERE id = $1`,
      [id, days],
    );
    return id;
  };
  const events = async (id: string) => (await eventsAfter(service.app.db, id, 0)).length;

  it('are forgotten so many days after its end, and the job is not', async () => {
    const [old, recent, open] = [await aged(31, true), await aged(29, true), await aged(31, false)];
    expect(await forgetOld(service.app.db, 30)).toBe(2);
    expect([await events(old), await events(recent), await events(open)]).toEqual([0, 2, 1]);
    expect(await findJob(service.app.db, old)).toMatchObject({ state: 'succeeded' });
    expect(await forgetOld(service.app.db, 30)).toBe(0);
  });
});

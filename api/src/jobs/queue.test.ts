import { stat } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../../test/service.ts';
import { requestAccount } from '../store/accounts.ts';
import { insertAudit } from '../store/audits.ts';
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

describe('the folder for workspaces of jobs', () => {
  it('is made when the service starts: without it no job could', async () => {
    expect((await stat(service.app.config.workDir)).isDirectory()).toBe(true);
  });
});

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
    expect(await forgetOld(service.app.db, { eventDays: 30, jobDays: 3_000 })).toBe(2);
    expect([await events(old), await events(recent), await events(open)]).toEqual([0, 2, 1]);
    expect(await findJob(service.app.db, old)).toMatchObject({ state: 'succeeded' });
    expect(await forgetOld(service.app.db, { eventDays: 30, jobDays: 3_000 })).toBe(0);
  });
});

describe('a job', () => {
  const aged = async (kind: JobKind, account?: string) => {
    const { db } = service.app;
    const of = account === undefined ? {} : { account };
    const { id } = await insertJob(db, { kind, runKey: 'test', requestedBy: 'test', ...of });
    if (kind === 'audit-account' && account !== undefined) await insertAudit(db, { account, job: id });
    await endJob(db, id, { state: 'succeeded', result: {} });
    await db.query('UPDATE jobs SET ended_at = now() - make_interval(days => 100) WHERE id = $1', [id]);
    return id;
  };
  const isKept = async (id: string) => (await findJob(service.app.db, id)) !== undefined;

  it('is forgotten so many days after its end, but for what made an account and its latest audit', async () => {
    const { db } = service.app;
    const asked = { name: 'kept', email: 'kept@example.com', organizationalUnitId: 'ou-ab12-abcdefgh' };
    const { account } = await requestAccount(db, asked);
    const made = await aged('vend-account', account.id);
    const before = await aged('audit-account', account.id);
    const latest = await aged('audit-account', account.id);
    const other = await aged('update-stack');
    await forgetOld(db, { eventDays: 1_000, jobDays: 101 });
    expect(await Promise.all([made, before, latest, other].map(isKept))).toEqual([true, true, true, true]);
    await forgetOld(db, { eventDays: 1_000, jobDays: 99 });
    expect(await Promise.all([made, before, latest, other].map(isKept))).toEqual([true, false, true, false]);
  });
});

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../../test/service.ts';
import { requestAccount, updateAccount } from '../store/accounts.ts';
import { insertAudit, updateAudit } from '../store/audits.ts';
import { endJob, findJob, insertJob, startJob } from '../store/jobs.ts';

let service: TestService;
let authorization: string;
beforeAll(async () => {
  service = await startTestService({
    TRAILGUARD_METRICS_PORT: '0',
    TRAILGUARD_REQUESTS_PER_MINUTE: '100000',
  });
  authorization = `Bearer ${await service.key(['read'])}`;
});
afterAll(async () => service?.[Symbol.asyncDispose]());

const get = (url: string, key = authorization) =>
  service.app.inject({ url, headers: { authorization: key } });
const read = async () => (await get('/metrics')).body;
/** The value of a sample, by its name and all of its labels in their order. */
const sample = async (name: string) =>
  Number(
    (await read())
      .split('\n')
      .find((line) => line.startsWith(`${name} `))
      ?.split(' ')
      .at(-1),
  );

describe('metrics', () => {
  it('count requests by route and status, whatever path was sent', async () => {
    for (let ask = 0; ask < 50; ask++) {
      await get(`/v1/jobs/${crypto.randomUUID()}`);
      await get(`/nowhere/${ask}`);
    }
    const name = 'trailguard_http_request_seconds_count';
    expect(await sample(`${name}{method="GET",route="/v1/jobs/:id",status="404"}`)).toBe(50);
    expect(await sample(`${name}{method="GET",route="none",status="404"}`)).toBe(50);
    const routes = (await read()).split('\n').filter((line) => line.startsWith(name));
    expect(routes.length).toBeLessThan(6);
  });

  it('tell jobs by kind and state, how many wait, and for how long', async () => {
    const { db, metrics } = service.app;
    const asked = { kind: 'update-stack', runKey: 'test', requestedBy: 'test' } as const;
    const [waits, runs, ends] = [
      await insertJob(db, asked),
      await insertJob(db, asked),
      await insertJob(db, asked),
    ];
    await db.query(`UPDATE jobs SET created_at = now() - interval '90 seconds' WHERE id = $1`, [waits.id]);
    for (const { id } of [runs, ends]) await startJob(db, id);
    await db.query(`UPDATE jobs SET started_at = now() - interval '45 seconds' WHERE id = $1`, [ends.id]);
    await endJob(db, ends.id, { state: 'succeeded', result: {} });
    const ended = await findJob(db, ends.id);
    if (ended !== undefined) metrics.ended(ended);
    expect(await sample('trailguard_open_jobs{kind="update-stack",state="queued"}')).toBe(1);
    expect(await sample('trailguard_open_jobs{kind="update-stack",state="running"}')).toBe(1);
    expect(await sample('trailguard_queue_depth')).toBe(1);
    const oldest = await sample('trailguard_queue_oldest_seconds');
    expect(oldest).toBeGreaterThanOrEqual(90);
    expect(oldest).toBeLessThan(600);
    expect(await sample('trailguard_job_seconds_sum{kind="update-stack",state="succeeded"}')).toBeCloseTo(
      45,
      0,
    );
  });

  it('tell verdicts of the latest audit of each account', async () => {
    const { db } = service.app;
    for (const name of ['one', 'other']) {
      const asked = { name, email: `${name}@example.com`, organizationalUnitId: 'ou-ab12-abcdefgh' };
      const { account } = await requestAccount(db, asked);
      await updateAccount(db, account.id, { state: 'ready' });
      for (const counts of [{ fail: 40 }, { fail: 2, pass: 5 }]) {
        const job = await insertJob(db, {
          kind: 'audit-account',
          runKey: name,
          account: account.id,
          requestedBy: null,
        });
        const audit = await insertAudit(db, { account: account.id, job: job.id });
        await updateAudit(db, audit.id, { state: 'complete', report: {} });
        await startJob(db, job.id);
        await endJob(db, job.id, { state: 'succeeded', result: { counts } });
      }
    }
    expect(await sample('trailguard_verdicts{status="fail"}')).toBe(4);
    expect(await sample('trailguard_verdicts{status="pass"}')).toBe(10);
  });

  it('tell streams while they are open, and connections to the database', async () => {
    const { db } = service.app;
    const { id } = await insertJob(db, { kind: 'update-stack', runKey: 'test', requestedBy: 'test' });
    const following = get(`/v1/jobs/${id}/events`);
    await expect.poll(() => sample('trailguard_event_listeners')).toBe(1);
    await endJob(db, id, { state: 'canceled' });
    await following;
    await expect.poll(() => sample('trailguard_event_listeners')).toBe(0);
    expect(await sample('trailguard_database_connections{state="idle"}')).toBeGreaterThan(0);
    expect(await sample('trailguard_reviews_overdue')).toBe(0);
  });

  it('tell exceptions that end soon, and nothing of them where their file cannot be read', async () => {
    const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    const exception = (until: number) => `  - control: CT-06
    scope: { account: "111111111111" }
    reason: the supplier signs them
    owner: platform@example.com
    ticket: SEC-1
    from: ${day(-20)}
    until: ${day(until)}
    approver: ciso@example.com
`;
    const file = join(service.app.config.workDir, 'exceptions.yaml');
    await writeFile(file, `exceptions:\n${[-2, 10, 60].map(exception).join('')}`);
    await using other = await startTestService({ TRAILGUARD_EXCEPTIONS: file });
    const told = async () => {
      const text = await other.app.metrics.registry.metrics();
      return /^trailguard_exceptions_ending (.*)$/m.exec(text)?.[1];
    };
    expect(await told()).toBe('1');
    await writeFile(file, 'exceptions: none');
    expect(await told()).toBe('Nan');
  });

  it('are for callers with the role read that are not limited, and on their own port for whoever reaches it', async () => {
    expect((await service.app.inject('/metrics')).statusCode).toBe(401);
    expect((await get('/metrics', `Bearer ${await service.key(['admin'])}`)).statusCode).toBe(403);
    const limits = { accounts: ['111111111111'], organizationalUnits: [] };
    expect((await get('/metrics', `Bearer ${await service.key(['read'], 1, limits)}`)).statusCode).toBe(403);
    const open = await fetch(service.app.metricsAddress ?? '');
    expect(open.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(await open.text()).toContain('trailguard_queue_depth');
    const elsewhere = (service.app.metricsAddress ?? '').replace('/metrics', '/v1/jobs');
    expect((await fetch(elsewhere)).status).toBe(404);
  });
});

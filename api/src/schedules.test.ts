import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../test/service.ts';
import { enqueueDueSchedules } from './jobs/due-schedules.ts';
import { type Account, requestAccount, updateAccount } from './store/accounts.ts';
import { endJob, type Job } from './store/jobs.ts';
import type { ScheduledWork } from './store/schedules.ts';

let service: TestService;
let authorization: string;
let accounts: Account[];
beforeAll(async () => {
  service = await startTestService();
  authorization = `Bearer ${await service.key()}`;
  accounts = await Promise.all(
    ['first', 'second', 'closed'].map(async (name, index) => {
      const { db } = service.app;
      const asked = { name, email: `${name}@example.com`, organizationalUnitId: 'ou-ab12-abcdefgh' };
      const { account } = await requestAccount(db, asked);
      const state = name === 'closed' ? 'closed' : 'ready';
      await updateAccount(db, account.id, { state, accountId: String(400_000_000_000 + index) });
      return account;
    }),
  );
});
afterAll(async () => service?.[Symbol.asyncDispose]());
beforeEach(async () => {
  await service.app.db.query('DELETE FROM schedules');
  await service.app.db.query("UPDATE jobs SET ended_at = now(), state = 'canceled' WHERE ended_at IS NULL");
});

const post = (payload: object) =>
  service.app.inject({ method: 'POST', url: '/v1/schedules', headers: { authorization }, payload });
const request = (work: ScheduledWork, name = 'nightly') => ({
  name,
  cron: '30 2 * * *',
  timeZone: 'Europe/Zurich',
  work,
});
const read = async (id: string) =>
  (await service.app.inject({ url: `/v1/schedules/${id}`, headers: { authorization } })).json();

/** Makes a schedule whose time has come. */
async function due(work: ScheduledWork): Promise<string> {
  const { id } = (await post(request(work))).json();
  await service.app.db.query(`UPDATE schedules SET next_run_at = now() - interval '3 days' WHERE id = $1`, [
    id,
  ]);
  return id;
}
const look = () => enqueueDueSchedules(service.app.db, service.app.queue);
const about = ({ kind, account, input }: Job) => [
  kind,
  input.stack ?? accounts.find(({ id }) => id === account)?.name,
];

describe('a schedule', () => {
  it('is answered with the time at which it begins next', async () => {
    const answer = await post(request({ act: 'audit' }));
    expect(answer.statusCode).toBe(201);
    const made = answer.json();
    expect(made).toMatchObject({ createdBy: 'test', lastRunAt: null, work: { act: 'audit' } });
    expect(Date.parse(made.nextRunAt)).toBeGreaterThan(Date.now());
    expect(answer.headers.location).toBe(`/v1/schedules/${made.id}`);
    expect(await read(made.id)).toEqual(made);
  });

  it.each([
    ['cron', { cron: '99 2 * * *' }],
    ['timeZone', { timeZone: 'Mars/Olympus' }],
    ['work/stack', { work: { act: 'audit', stack: 'security' } }],
    ['work/reapply', { work: { act: 'audit', reapply: true } }],
    ['work/reapply', { work: { act: 'verify-logs', reapply: true } }],
    ['work/account', { work: { act: 'audit', account: '6a1f8d52-0c55-4f0e-8f6c-0f3c2f1f9f21' } }],
  ])('is refused by the name of its %s', async (field, over) => {
    const answer = await post({ ...request({ act: 'audit' }), ...over });
    expect(answer.statusCode).toBe(400);
    expect(answer.json().errors.map((error: { field: string }) => error.field)).toEqual([
      field.replaceAll('/', '.'),
    ]);
  });

  it('has a name of its own', async () => {
    await post(request({ act: 'audit' }));
    const answer = await post(request({ act: 'drift' }));
    expect(answer.json().type).toBe('urn:trailguard:error:SCHEDULE_EXISTS');
  });

  it('can be ended', async () => {
    const { id } = (await post(request({ act: 'audit' }))).json();
    const headers = { authorization };
    const url = `/v1/schedules/${id}`;
    expect((await service.app.inject({ method: 'DELETE', url, headers })).statusCode).toBe(200);
    expect((await service.app.inject({ url, headers })).statusCode).toBe(404);
  });
});

describe('when its time has come', () => {
  it.each([
    [
      { act: 'audit' },
      [
        ['audit-account', 'first'],
        ['audit-account', 'second'],
      ],
    ],
    [{ act: 'drift', stack: 'security' }, [['detect-drift', 'security']]],
    [{ act: 'preview-organization' }, [['preview-organization', undefined]]],
    [{ act: 'verify-logs' }, [['verify-logs', undefined]]],
    [
      { act: 'drift' },
      [
        ['detect-drift', 'first'],
        ['detect-drift', 'log-archive'],
        ['detect-drift', 'organization'],
        ['detect-drift', 'second'],
        ['detect-drift', 'security'],
      ],
    ],
  ] as const)('%j begins its jobs', async (work, expected) => {
    await due(work);
    const jobs = await look();
    expect(jobs.map(about).sort()).toEqual(expected);
    expect(new Set(jobs.map(({ requestedBy }) => requestedBy))).toEqual(new Set(['test']));
  });

  it('it begins once, however many look and however long nobody looked', async () => {
    const id = await due({ act: 'audit' });
    const jobs = (await Promise.all([look(), look(), look()])).flat();
    expect(jobs.map(about).sort()).toEqual([
      ['audit-account', 'first'],
      ['audit-account', 'second'],
    ]);
    const { nextRunAt, lastRunAt } = await read(id);
    expect(Date.parse(nextRunAt)).toBeGreaterThan(Date.now());
    expect(lastRunAt).not.toBeNull();
    expect(await look()).toEqual([]);
  });

  it('what still runs from the time before is not begun again', async () => {
    await due({ act: 'audit' });
    const [first] = await look();
    await service.app.db.query(`UPDATE schedules SET next_run_at = now()`);
    expect(await look()).toEqual([]);
    await endJob(service.app.db, first?.id ?? '', { state: 'succeeded', result: {} });
    await service.app.db.query(`UPDATE schedules SET next_run_at = now()`);
    expect((await look()).map(({ account }) => account)).toEqual([first?.account]);
  });

  it('drift is put back only by approval', async () => {
    await due({ act: 'drift', stack: 'security', reapply: true });
    expect((await look()).map(({ input }) => input)).toEqual([
      { stack: 'security', reapply: true, approval: true },
    ]);
  });
});

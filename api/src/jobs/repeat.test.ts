import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../../test/service.ts';
import { requestAccount, updateAccount } from '../store/accounts.ts';
import { endJob, type JobEnd, type JobKind } from '../store/jobs.ts';
import { JobFailure } from './failure.ts';
import { transaction } from '../store/database.ts';

let service: TestService;
let authorization: string;
beforeAll(async () => {
  service = await startTestService();
  authorization = `Bearer ${await service.key(['read', 'operate'], 1, undefined, 'operator')}`;
});
afterAll(async () => service?.[Symbol.asyncDispose]());

const died: JobEnd = { state: 'failed', error: new JobFailure('JOB_PROCESS_DIED', 'gone').toJobError() };
const get = (url: string) => service.app.inject({ url, headers: { authorization } });
const requeue = (id: string) =>
  service.app.inject({ method: 'POST', url: `/v1/jobs/${id}/requeue`, headers: { authorization } });

let made = 0;
async function anAccount(): Promise<string> {
  made += 1;
  const name = `account-${made}`;
  const asked = { name, email: `${name}@example.com`, organizationalUnitId: 'ou-ab12-abcdefgh' };
  return (await requestAccount(service.app.db, asked)).account.id;
}

async function aJob(kind: JobKind, { end = died, account }: { end?: JobEnd | null; account?: string } = {}) {
  const of = account === undefined ? {} : { account };
  const input = { approval: true, ...(account === undefined ? { stack: `stack-${made++}` } : {}) };
  const job = await transaction(service.app.db, (tx) =>
    service.app.queue.enqueue(tx, { kind, runKey: `of ${made}`, input, requestedBy: 'proposer', ...of }),
  );
  if (end !== null) await endJob(service.app.db, job.id, end);
  return job;
}

describe('a job that the queue gave up', () => {
  it('is found by its code, among others that failed', async () => {
    const [dead, other] = [
      await aJob('update-stack'),
      await aJob('update-stack', { end: { state: 'failed' } }),
    ];
    const listed = (await get('/v1/jobs?state=failed&code=JOB_PROCESS_DIED')).json().items;
    const ids = listed.map(({ id }: { id: string }) => id);
    expect(ids).toContain(dead.id);
    expect(ids).not.toContain(other.id);
  });

  it('is begun again as a job that does the same, and names it', async () => {
    const dead = await aJob('update-stack');
    const answer = await requeue(dead.id);
    expect(answer.statusCode).toBe(202);
    const job = answer.json();
    expect(job).toMatchObject({
      kind: 'update-stack',
      state: 'queued',
      repeats: dead.id,
      requestedBy: 'operator',
    });
    const { rows } = await service.app.db.query(
      'SELECT run_key, input FROM jobs WHERE id = ANY ($1) ORDER BY created_at',
      [[dead.id, job.id]],
    );
    expect(rows[1]).toEqual(rows[0]);
  });

  it.each(['preview-organization', 'verify-logs', 'collect-evidence'] as const)(
    'that reads alone is begun again: %s',
    async (kind) => {
      const dead = await aJob(kind);
      expect((await requeue(dead.id)).json()).toMatchObject({ kind, repeats: dead.id });
    },
  );

  it('is begun again once, however many ask at the same moment', async () => {
    const dead = await aJob('update-stack');
    const statuses = (await Promise.all([1, 2, 3].map(() => requeue(dead.id)))).map(
      (answer) => answer.statusCode,
    );
    expect(statuses.toSorted()).toEqual([202, 409, 409]);
  });

  it('makes its account requested again where it was to make it', async () => {
    const account = await anAccount();
    const dead = await aJob('vend-account', { account });
    expect((await get(`/v1/accounts/${account}`)).json().state).toBe('failed');
    expect((await requeue(dead.id)).statusCode).toBe(202);
    expect((await get(`/v1/accounts/${account}`)).json().state).toBe('requested');
  });

  it('comes with a new audit where it was to audit', async () => {
    const account = await anAccount();
    await updateAccount(service.app.db, account, { state: 'ready', accountId: '400000000009' });
    const dead = await aJob('audit-account', { account });
    const { id } = (await requeue(dead.id)).json();
    expect((await get(`/v1/audits?account=${account}`)).json().items).toMatchObject([
      { job: id, state: 'queued' },
    ]);
  });
});

describe('no job is begun again', () => {
  it.each([
    ['that waits', 'update-stack', null],
    ['that succeeded', 'update-stack', { state: 'succeeded', result: {} }],
    ['that a control refused', 'update-stack', { state: 'refused' }],
    ['that people canceled', 'update-stack', { state: 'canceled' }],
    ['that destroys', 'destroy-stack', died],
  ] as const)('%s', async (_what, kind, end) => {
    const answer = await requeue((await aJob(kind, { end })).id);
    expect(answer.json()).toMatchObject({ status: 409, type: 'urn:trailguard:error:JOB_NOT_REPEATABLE' });
  });

  it('of an account that is not there', async () => {
    const dead = await aJob('update-account', { account: await anAccount() });
    expect((await requeue(dead.id)).json()).toMatchObject({ type: 'urn:trailguard:error:ACCOUNT_NOT_READY' });
  });
});

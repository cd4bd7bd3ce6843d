import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../test/service.ts';
import { type Account, type AccountState, requestAccount, updateAccount } from './store/accounts.ts';
import { insertJob } from './store/jobs.ts';
import { planNextAudit } from './store/planned-audits.ts';
import { saveStackState } from './store/stack-states.ts';

let service: TestService;
let authorization: string;
beforeAll(async () => {
  service = await startTestService();
  authorization = `Bearer ${await service.key()}`;
});
afterAll(async () => service?.[Symbol.asyncDispose]());

const post = (url: string, payload: object = {}) =>
  service.app.inject({ method: 'POST', url, headers: { authorization }, payload });
const get = (url: string) => service.app.inject({ method: 'GET', url, headers: { authorization } });

let made = 0;
/** An account that AWS has made. */
async function anAccount(state: AccountState = 'ready'): Promise<Account> {
  made += 1;
  const name = `account-${made}`;
  const asked = { name, email: `${name}@example.com`, organizationalUnitId: 'ou-ab12-abcdefgh' };
  const { account } = await requestAccount(service.app.db, asked);
  const accountId = String(400_000_000_000 + made);
  await updateAccount(service.app.db, account.id, { state, accountId });
  return { ...account, state, accountId };
}

const changes = [
  ['deployments', 'update-account', {}],
  ['move', 'move-account', { organizationalUnitId: 'ou-ab12-zzzzzzzz' }],
  ['quarantine', 'quarantine-account', {}],
  ['close', 'close-account', {}],
] as const;

describe.each(changes)('POST /v1/accounts/{id}/%s', (path, kind, body) => {
  it('queues the job that does it, once however often it is asked for', async () => {
    const { id } = await anAccount();
    const answers = await Promise.all([1, 2, 3].map(() => post(`/v1/accounts/${id}/${path}`, body)));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([202, 202, 202]);
    expect(new Set(answers.map((answer) => answer.json().job.id)).size).toBe(1);
    expect(answers[0]?.json()).toMatchObject({
      job: { kind, state: 'queued', account: id },
      account: { id },
    });
  });

  it.each(['requested', 'failed', 'closed'] as const)('refuses an account that is %s', async (state) => {
    const { id } = await anAccount(state);
    const answer = await post(`/v1/accounts/${id}/${path}`, body);
    expect(answer.statusCode).toBe(409);
    expect(answer.json().type).toBe('urn:trailguard:error:ACCOUNT_NOT_READY');
  });

  it('does not know an account that is not there', async () => {
    expect((await post(`/v1/accounts/${randomUUID()}/${path}`, body)).statusCode).toBe(404);
  });
});

it('an account that is closed is audited no more', async () => {
  const { id } = await anAccount('quarantined');
  const { db } = service.app;
  await planNextAudit(db, id, { at: new Date('2026-01-01T00:00:00Z'), wasRequested: true });
  await updateAccount(db, id, { state: 'closed' });
  expect((await get(`/v1/accounts/${id}`)).json()).toMatchObject({ state: 'closed', nextAuditAt: null });
});

describe('a move', () => {
  it('to another unit than the one that waits is another job', async () => {
    const { id } = await anAccount();
    const first = await post(`/v1/accounts/${id}/move`, { organizationalUnitId: 'ou-ab12-aaaaaaaa' });
    const second = await post(`/v1/accounts/${id}/move`, { organizationalUnitId: 'ou-ab12-bbbbbbbb' });
    expect(second.json().job.id).not.toBe(first.json().job.id);
  });

  it('to a unit that nobody made is refused', async () => {
    const { id } = await anAccount();
    const answer = await post(`/v1/accounts/${id}/move`, { organizationalUnitId: 'ou-ab12-nosuchunit' });
    expect(answer.statusCode).toBe(400);
    expect(answer.json().errors[0].field).toBe('organizationalUnitId');
  });
});

describe('POST /v1/accounts/adopt', () => {
  it('takes the account down as AWS has it, and queues one job', async () => {
    const [one, two] = await Promise.all(
      [1, 2].map(() => post('/v1/accounts/adopt', { accountId: '555555555555' })),
    );
    expect(one?.statusCode).toBe(202);
    expect(one?.json()).toMatchObject({
      job: { kind: 'adopt-account', state: 'queued' },
      account: { name: 'account 555555555555', accountId: '555555555555', state: 'requested' },
    });
    expect(two?.json().job.id).toBe(one?.json().job.id);
  });

  it.each([
    ['that the organization does not have', '000000000000', 409],
    ['that the stacks of the organization deploy', '222222222222', 400],
  ])('refuses an account %s', async (_which, accountId, status) => {
    expect((await post('/v1/accounts/adopt', { accountId })).statusCode).toBe(status);
  });

  it('refuses an account that this service has made', async () => {
    const { accountId } = await anAccount();
    const answer = await post('/v1/accounts/adopt', { accountId });
    expect(answer.json().type).toBe('urn:trailguard:error:ACCOUNT_EXISTS');
  });
});

describe('stacks', () => {
  it('are those of the organization and those of accounts, with their last state', async () => {
    const account = await anAccount();
    const { db } = service.app;
    const { id: job } = await insertJob(db, { kind: 'update-stack', runKey: 'test', requestedBy: 'test' });
    const state = {
      stack: account.id,
      job,
      resources: 2,
      outputs: { key: '[secret]' },
      deployment: { resources: [] },
    };
    await saveStackState(db, { ...state, digest: 'a'.repeat(64) });
    await saveStackState(db, { ...state, digest: 'a'.repeat(64) });
    await saveStackState(db, { ...state, digest: 'b'.repeat(64) });
    const { items } = (await get('/v1/stacks')).json<{ items: { id: string }[] }>();
    expect(items.slice(0, 3).map(({ id }) => id)).toEqual(['log-archive', 'organization', 'security']);
    const found = items.find(({ id }) => id === account.id);
    expect(found).toMatchObject({ account: account.id, state: { serial: 2, resources: 2, job } });
    expect((await get(`/v1/stacks/${account.id}`)).json()).toEqual(found);
    expect((await get(`/v1/stacks/${account.id}/outputs`)).json()).toEqual({ outputs: { key: '[secret]' } });
    expect((await get(`/v1/stacks/${account.id}/export`)).json()).toEqual({
      version: 3,
      deployment: { resources: [] },
    });
  });

  it('have nothing to export before a job has recorded their state', async () => {
    expect((await get('/v1/stacks/security/export')).statusCode).toBe(404);
    expect((await get('/v1/stacks/security')).json()).toMatchObject({ state: null });
  });

  it.each([
    ['preview', 'preview-stack'],
    ['update', 'update-stack'],
    ['refresh', 'refresh-stack'],
    ['drift', 'detect-drift'],
    ['destroy', 'destroy-stack'],
  ])('are worked on by a job: %s', async (action, kind) => {
    const answer = await post('/v1/stacks/security/jobs', { action });
    expect(answer.statusCode).toBe(202);
    expect(answer.json()).toMatchObject({ job: { kind, state: 'queued', account: null } });
  });

  it('are put back as they were only by approval, and only after a comparison', async () => {
    const answer = await post('/v1/stacks/security/jobs', {
      action: 'drift',
      reapply: true,
      approval: false,
    });
    const { rows } = await service.app.db.query('SELECT input FROM jobs WHERE id = $1', [
      answer.json().job.id,
    ]);
    expect(rows[0].input).toEqual({ stack: 'security', approval: true, reapply: true });
    expect((await post('/v1/stacks/security/jobs', { action: 'update', reapply: true })).statusCode).toBe(
      400,
    );
  });

  it('of accounts that are not there cannot be worked on', async () => {
    const { id } = await anAccount('failed');
    expect((await post(`/v1/stacks/${id}/jobs`, { action: 'update' })).statusCode).toBe(409);
    expect((await post(`/v1/stacks/${randomUUID()}/jobs`, { action: 'update' })).statusCode).toBe(404);
  });
});

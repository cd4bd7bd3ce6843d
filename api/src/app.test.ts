import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../test/service.ts';
import { build } from './app.ts';
import { readConfig } from './config.ts';
import { appendEvent, endJob } from './store/jobs.ts';

let service: TestService;
let authorization: string;
beforeAll(async () => {
  service = await startTestService();
  authorization = `Bearer ${await service.key()}`;
});
afterAll(async () => service?.[Symbol.asyncDispose]());

const request = (name = 'workload-a') => ({
  name,
  email: `${name}@example.com`,
  organizationalUnitId: 'ou-ab12-abcdefgh',
});
const post = (url: string, payload?: object, headers: Record<string, string> = { authorization }) =>
  service.app.inject({ method: 'POST', url, headers, ...(payload === undefined ? {} : { payload }) });
const get = (url: string, headers: Record<string, string> = { authorization }) =>
  service.app.inject({ method: 'GET', url, headers });
const countOf = async (table: 'accounts' | 'jobs') =>
  Number((await service.app.db.query(`SELECT count(*) FROM ${table}`)).rows[0].count);

describe('authentication', () => {
  const open = ['/healthz', '/readyz', '/openapi.json', '/docs/'];

  it.each(open)('answers %s without a key', async (url) => {
    expect((await get(url, {})).statusCode).toBe(200);
  });

  it('asks for a key on every route that is not listed as open', async () => {
    const document = (await get('/openapi.json', {})).json<{
      paths: Record<string, Record<string, unknown>>;
    }>();
    const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => ({ path: path.replace(/\{\w+\}/g, randomUUID()), method })),
    );
    expect(routes.length).toBeGreaterThan(8);
    for (const { path, method } of routes.filter((route) => !open.includes(route.path))) {
      const answer = await service.app.inject({ method: method.toUpperCase() as 'GET', url: path });
      expect(answer.statusCode, `${method} ${path}`).toBe(401);
      expect(answer.json()).toMatchObject({ type: 'urn:trailguard:error:UNAUTHORIZED' });
    }
  });

  it.each([
    ['an unknown key', () => `Bearer tg_${'0'.repeat(12)}_${'A'.repeat(43)}`],
    ['a key with another secret', () => authorization.slice(0, -43) + 'B'.repeat(43)],
    ['another scheme', () => authorization.replace('Bearer', 'Basic')],
    ['something that is no key', () => 'Bearer __proto__'],
  ])('refuses %s', async (_case, header) => {
    expect((await get('/v1/jobs', { authorization: header() })).statusCode).toBe(401);
  });

  it('refuses a key that has expired', async () => {
    expect(
      (await get('/v1/jobs', { authorization: `Bearer ${await service.key(['read'], -1)}` })).statusCode,
    ).toBe(401);
  });

  it('names the role that a key lacks', async () => {
    const answer = await post('/v1/accounts', request('without-role'), {
      authorization: `Bearer ${await service.key(['read'])}`,
    });
    expect(answer.statusCode).toBe(403);
    expect(answer.json().detail).toContain('propose');
  });

  it('stores no key in the clear', async () => {
    const key = await service.key();
    const { rows } = await service.app.db.query('SELECT * FROM api_keys');
    expect(JSON.stringify(rows)).not.toContain(key.slice(-43));
  });
});

describe('POST /v1/accounts', () => {
  it('answers 202 with a queued job and where to follow it', async () => {
    const answer = await post('/v1/accounts', request());
    expect(answer.statusCode).toBe(202);
    const { job, account } = answer.json();
    expect(job).toMatchObject({
      kind: 'vend-account',
      state: 'queued',
      account: account.id,
      requestedBy: 'test',
    });
    expect(account).toMatchObject({ state: 'requested', accountId: null, email: 'workload-a@example.com' });
    expect(answer.headers.location).toBe(`/v1/jobs/${job.id}`);
    expect((await get(`/v1/jobs/${job.id}`)).json()).toEqual(job);
  });

  it('answers the same request with the job that runs already, whatever the case of the address', async () => {
    const first = (await post('/v1/accounts', request('twice'))).json();
    const before = [await countOf('accounts'), await countOf('jobs')];
    const again = await post('/v1/accounts', { ...request('twice'), email: 'Twice@Example.com' });
    expect(again.json().job.id).toBe(first.job.id);
    expect([await countOf('accounts'), await countOf('jobs')]).toEqual(before);
  });

  it('makes one account of many requests at the same moment', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => post('/v1/accounts', request('at-once'))),
    );
    expect(new Set(answers.map((answer) => answer.json().job.id)).size).toBe(1);
  });

  it('refuses another account with an address that is taken', async () => {
    await post('/v1/accounts', request('taken'));
    const answer = await post('/v1/accounts', { ...request('taken'), name: 'other' });
    expect(answer.statusCode).toBe(409);
    expect(answer.json()).toMatchObject({ type: 'urn:trailguard:error:ACCOUNT_EXISTS' });
  });

  it('tries again after a job that failed', async () => {
    const first = (await post('/v1/accounts', request('again'))).json();
    await endJob(service.app.db, first.job.id, {
      state: 'failed',
      error: { code: 'INTERNAL', message: 'x' },
    });
    const second = (await post('/v1/accounts', request('again'))).json();
    expect(second.job.id).not.toBe(first.job.id);
    expect(second.account.id).toBe(first.account.id);
  });

  it('names every field that is not valid, and changes nothing', async () => {
    const before = [await countOf('accounts'), await countOf('jobs')];
    const answer = await post('/v1/accounts', { name: '', email: 'nobody', color: 'red' });
    expect(answer.statusCode).toBe(400);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    const problem = answer.json<{ type: string; errors: { field: string }[] }>();
    expect(problem.type).toBe('urn:trailguard:error:VALIDATION');
    expect(new Set(problem.errors.map((error) => error.field))).toEqual(
      new Set(['name', 'email', 'color', 'organizationalUnitId']),
    );
    expect([await countOf('accounts'), await countOf('jobs')]).toEqual(before);
  });

  it('refuses a body that is not JSON with a problem', async () => {
    const answer = await service.app.inject({
      method: 'POST',
      url: '/v1/accounts',
      headers: { authorization, 'content-type': 'application/json' },
      payload: '{"name":',
    });
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({
      status: 400,
      type: expect.stringMatching(/^urn:trailguard:error:/),
    });
  });
});

describe('lists', () => {
  it('pages through accounts, newest first, each once', async () => {
    await using other = await startTestService();
    const headers = { authorization: `Bearer ${await other.key()}` };
    for (const name of ['one', 'two', 'three']) {
      await other.app.inject({ method: 'POST', url: '/v1/accounts', headers, payload: request(name) });
    }
    const page = async (query: string) =>
      (await other.app.inject({ url: `/v1/accounts?${query}`, headers })).json();
    const first = await page('limit=2');
    expect(first.items.map((item: { name: string }) => item.name)).toEqual(['three', 'two']);
    const second = await page(`limit=2&after=${first.next}`);
    expect(second).toMatchObject({ items: [{ name: 'one' }], next: null });
  });

  it('refuses a limit out of range', async () => {
    expect((await get('/v1/jobs?limit=1000')).json().errors[0].field).toBe('limit');
  });
});

describe('jobs', () => {
  it('cancels one that waits', async () => {
    const { job } = (await post('/v1/accounts', request('cancel'))).json();
    const answer = await post(`/v1/jobs/${job.id}/cancel`);
    expect(answer.json()).toMatchObject({ id: job.id, state: 'canceled' });
    expect((await post(`/v1/jobs/${job.id}/cancel`)).json()).toMatchObject({
      type: 'urn:trailguard:error:JOB_ENDED',
    });
  });

  it('streams the events of a job from the first to the end', async () => {
    const { job } = (await post('/v1/accounts', request('followed'))).json();
    await appendEvent(service.app.db, job.id, 'step', { step: 'preview account' });
    const following = get(`/v1/jobs/${job.id}/events`, { authorization, accept: 'text/event-stream' });
    await appendEvent(service.app.db, job.id, 'resource', { op: 'create' });
    await endJob(service.app.db, job.id, { state: 'succeeded', result: {} });
    const answer = await following;
    expect(answer.headers['content-type']).toContain('text/event-stream');
    expect(answer.body.match(/^event: .*$/gm)).toEqual(['event: step', 'event: resource', 'event: ended']);
    expect(answer.body.match(/^id: .*$/gm)).toEqual(['id: 1', 'id: 2', 'id: 3']);
  });

  it('goes on after the event that a client had last', async () => {
    const { job } = (await post('/v1/accounts', request('resumed'))).json();
    await appendEvent(service.app.db, job.id, 'step', { step: 'a' });
    await appendEvent(service.app.db, job.id, 'step', { step: 'b' });
    await endJob(service.app.db, job.id, { state: 'canceled' });
    const headers = { authorization, accept: 'text/event-stream', 'last-event-id': '2' };
    expect((await get(`/v1/jobs/${job.id}/events`, headers)).body.match(/^id: .*$/gm)).toEqual(['id: 3']);
    expect((await get(`/v1/jobs/${job.id}/events`, { ...headers, 'last-event-id': '3' })).body).not.toContain(
      'id:',
    );
  });

  it.each(['/v1/jobs/', '/v1/audits/', '/v1/accounts/'])(
    'answers 404 for %s of an unknown id',
    async (path) => {
      const id = randomUUID();
      const answer = await get(path + id);
      expect(answer.statusCode).toBe(404);
      expect(answer.json().detail).toContain(id);
    },
  );
});

describe('POST /v1/accounts/{id}/audits', () => {
  it('refuses an account that does not exist in AWS yet', async () => {
    const { account } = (await post('/v1/accounts', request('not-ready'))).json();
    expect((await post(`/v1/accounts/${account.id}/audits`)).json()).toMatchObject({
      type: 'urn:trailguard:error:ACCOUNT_NOT_READY',
    });
  });

  it('queues an audit that can be read at once', async () => {
    const { account } = (await post('/v1/accounts', request('audited'))).json();
    await service.app.db.query(
      `UPDATE accounts SET state = 'ready', account_id = '444444444444' WHERE id = $1`,
      [account.id],
    );
    const answer = await post(`/v1/accounts/${account.id}/audits`);
    expect(answer.statusCode).toBe(202);
    expect((await get(answer.headers.location ?? '')).json()).toMatchObject({
      account: account.id,
      state: 'queued',
      report: null,
    });
  });
});

describe('a service', () => {
  it('can be closed as soon as it is ready, while it only begins to listen to the database', async () => {
    const closed = [];
    for (let time = 0; time < 8; time++) {
      const other = await build(readConfig(service.environment));
      await other.ready();
      await other.close();
      closed.push(other.server.listening);
    }
    expect(closed).toEqual(Array(8).fill(false));
  });
});

describe('health', () => {
  it('says that it is not ready when the database is gone', async () => {
    const other = await startTestService();
    const query = other.app.db.query.bind(other.app.db);
    other.app.db.query = (() => Promise.reject(new Error('connection refused'))) as unknown as typeof query;
    const answer = await other.app.inject('/readyz');
    other.app.db.query = query;
    await other[Symbol.asyncDispose]();
    expect(answer.statusCode).toBe(503);
    expect(answer.json()).toMatchObject({ checks: { database: false } });
  });
});

it('answers an unknown route with a problem that tells where the routes are listed', async () => {
  const answer = await get('/v1/nothing');
  expect(answer.statusCode).toBe(404);
  expect(answer.json().detail).toContain('/openapi.json');
});

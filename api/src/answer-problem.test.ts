import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../test/service.ts';
import { Problems } from './errors.ts';
import { endJob } from './store/jobs.ts';

let service: TestService;
let authorization: string;
beforeAll(async () => {
  service = await startTestService();
  authorization = `Bearer ${await service.key()}`;
  await service.app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => service?.[Symbol.asyncDispose]());

const valid = { name: 'ledger', email: 'ledger@example.com', organizationalUnitId: 'ou-ab12-abcdefgh' };
const port = () => (service.app.server.address() as AddressInfo).port;

function post(body: string, headers: Record<string, string> = { 'content-type': 'application/json' }) {
  const url = '/v1/accounts';
  return service.app.inject({ method: 'POST', url, headers: { authorization, ...headers }, payload: body });
}

/** What the service answers to bytes that need be no request. */
async function answerTo(bytes: string): Promise<{ status: number; problem: Record<string, unknown> }> {
  const socket = connect(port(), '127.0.0.1').setEncoding('utf8');
  await once(socket, 'connect');
  socket.write(bytes);
  const answer = await text(socket);
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  expect(head.toLowerCase()).toContain('content-type: application/problem+json');
  return { status: Number(head.split(' ')[1]), problem: JSON.parse(body) };
}

describe('a problem', () => {
  it.each([
    ['no body', '', { 'content-type': 'application/json' }, 'VALIDATION', 'must be a JSON object'],
    ['a body that is cut', '{"name": "a', undefined, 'MALFORMED_BODY', 'character'],
    ['a name with two values', '{"name":"a","name":"b"}', undefined, 'MALFORMED_BODY', '"name"'],
    ['a form', 'name=a', { 'content-type': 'text/plain' }, 'UNSUPPORTED_MEDIA_TYPE', 'application/json'],
    ['a huge body', JSON.stringify({ name: 'a'.repeat(70_000) }), undefined, 'BODY_TOO_LARGE', '64 KiB'],
    ['a body nested without end', '['.repeat(60_000), undefined, 'MALFORMED_BODY', 'levels'],
    [
      'a body nested deeply',
      `${'{"a":'.repeat(40)}1${'}'.repeat(40)}`,
      undefined,
      'MALFORMED_BODY',
      'levels',
    ],
    ['brackets in a text', JSON.stringify({ name: '[{'.repeat(40) }), undefined, 'VALIDATION', 'email'],
    ['a number for a name', JSON.stringify({ ...valid, name: 7 }), undefined, 'VALIDATION', 'name'],
    ['__proto__', '{"__proto__": {"name": "a"}}', undefined, 'VALIDATION', '__proto__ is not known'],
  ])('answers %s and says what to send', async (_case, body, headers, code, way) => {
    const answer = await post(body, headers);
    const { status, title } = Problems[code as keyof typeof Problems];
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.json()).toMatchObject({ type: `urn:trailguard:error:${code}`, title, status });
    expect(answer.json().detail).toContain(way);
    expect(answer.json().instance).toMatch(/^urn:uuid:[0-9a-f-]{36}$/);
  });

  it.each([
    ['a control character', { name: 'a\u0000b' }, 'name'],
    ['an emoji', { name: '🙂' }, 'name'],
    ['300 characters', { name: 'a'.repeat(300) }, 'name'],
    ['a host without a dot', { email: 'someone@localhost' }, 'email'],
    ['two addresses', { email: 'a@example.com,b@example.com' }, 'email'],
    ['a quoted local part', { email: '"a b"@example.com' }, 'email'],
    ['a letter outside ASCII', { email: 'zoë@example.com' }, 'email'],
    ['a unit of another form', { organizationalUnitId: 'ou-1' }, 'organizationalUnitId'],
  ])('names the field that has %s, once, in words', async (_case, change, field) => {
    const { errors } = (await post(JSON.stringify({ ...valid, ...change }))).json();
    expect(errors).toEqual([{ field, message: expect.stringMatching(/^must be [a-z0-9][^^$\\]+$/) }]);
  });

  it('names what a field may be, where that is one of a few', async () => {
    const answer = await service.app.inject({ url: '/v1/accounts?state=open', headers: { authorization } });
    expect(answer.json().detail).toMatch(/^state must be one of requested, .*ready/);
  });

  it('repeats nothing of a body that cannot be read', async () => {
    expect((await post(`{"name": ${authorization}`)).body).not.toContain(authorization.slice(-20));
  });

  it('refuses what a route does not take instead of ignoring it', async () => {
    const url = '/v1/organization/deployments';
    const ask = (more: object) =>
      service.app.inject({ method: 'POST', url, headers: { authorization }, ...more });
    expect((await ask({ query: { dryRun: 'true' } })).json().detail).toBe('dryRun is not known here');
    expect((await ask({ payload: { dryRun: true } })).json().detail).toContain('takes no body');
    expect((await ask({ payload: {} })).statusCode).toBe(202);
  });

  it.each(['/v1/accounts/adopt', '/v1/accounts/adopt/'])(
    'takes %s for no id: it takes POST alone',
    async (url) => {
      for (const method of ['GET', 'HEAD'] as const) {
        const answer = await service.app.inject({ method, url, headers: { authorization } });
        expect(answer.statusCode).toBe(405);
        expect(answer.headers.allow).toBe('POST');
      }
    },
  );

  it.each(['PUT', 'DELETE', 'OPTIONS', 'TRACE'] as const)(
    'tells %s which methods there are',
    async (method) => {
      const answer = await service.app.inject({ method, url: '/v1/accounts', headers: { authorization } });
      expect(answer.statusCode).toBe(405);
      expect(answer.headers.allow).toBe('GET, HEAD, POST');
      expect(answer.json().detail).toContain(`not ${method}`);
    },
  );

  it('has the headers that a browser is kept safe by, as every answer', async () => {
    for (const url of ['/healthz', '/nothing', '/v1/jobs', '/docs']) {
      const { headers } = await service.app.inject(url);
      expect(headers, url).toMatchObject({
        'content-security-policy': expect.stringContaining("default-src 'self';"),
        'strict-transport-security': expect.stringMatching(/^max-age=31536000/),
        ...{ 'x-content-type-options': 'nosniff', 'x-frame-options': 'SAMEORIGIN' },
        'referrer-policy': 'no-referrer',
      });
    }
  });

  it('answers a trailing slash like none', async () => {
    const [with_, without] = await Promise.all(
      ['/v1/jobs/', '/v1/jobs'].map((url) => service.app.inject({ url, headers: { authorization } })),
    );
    expect(with_?.json()).toEqual(without?.json());
  });

  it.each([
    ['bytes that are no HTTP', 'hello\r\n\r\n', 'BAD_REQUEST'],
    ['a method that nobody knows', 'FETCH /v1/jobs HTTP/1.1\r\nHost: a\r\n\r\n', 'BAD_REQUEST'],
    ['huge headers', `GET / HTTP/1.1\r\nHost: a\r\nX-A: ${'a'.repeat(20_000)}\r\n\r\n`, 'HEADERS_TOO_LARGE'],
    [
      'a path that is not encoded',
      'GET /v1/jobs/%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
      'BAD_REQUEST',
    ],
  ])('answers %s', async (_case, bytes, code) => {
    const { status, problem } = await answerTo(bytes);
    expect(status).toBe(Problems[code as keyof typeof Problems].status);
    expect(problem).toMatchObject({ type: `urn:trailguard:error:${code}`, status });
  });

  it('comes instead of an empty page after an item that is not there', async () => {
    const url = '/v1/accounts?after=3fa85f64-5717-4562-b3fc-2c963f66afa6';
    expect((await service.app.inject({ url, headers: { authorization } })).statusCode).toBe(404);
  });
});

describe('an organizational unit', () => {
  it('that does not exist is named, and nothing is begun', async () => {
    const request = { ...valid, email: 'nowhere@example.com', organizationalUnitId: 'ou-ab12-nosuchunit' };
    const { status, errors } = (await post(JSON.stringify(request))).json();
    expect(status).toBe(400);
    expect(errors).toMatchObject([{ field: 'organizationalUnitId' }]);
    const { rows } = await service.app.db.query("SELECT 1 FROM accounts WHERE email = 'nowhere@example.com'");
    expect(rows).toEqual([]);
  });

  it('that AWS does not tell of is not taken on trust', async () => {
    const request = { ...valid, organizationalUnitId: 'ou-ab12-unreachable' };
    expect((await post(JSON.stringify(request))).json()).toMatchObject({
      type: 'urn:trailguard:error:AWS_UNAVAILABLE',
      status: 503,
    });
  });

  it('can be another one after an attempt that failed', async () => {
    const request = { ...valid, name: 'moved', email: 'moved@example.com' };
    const first = (await post(JSON.stringify(request))).json();
    const changed = JSON.stringify({ ...request, organizationalUnitId: 'ou-ab12-otherunit' });
    expect((await post(changed)).json()).toMatchObject({ type: 'urn:trailguard:error:ACCOUNT_EXISTS' });
    await endJob(service.app.db, first.job.id, { state: 'failed', error: { code: 'X', message: 'x' } });
    await service.app.db.query("UPDATE accounts SET state = 'failed' WHERE id = $1", [first.account.id]);
    const second = (await post(changed)).json();
    expect(second.account).toMatchObject({
      id: first.account.id,
      state: 'requested',
      organizationalUnitId: 'ou-ab12-otherunit',
    });
    expect(second.job.id).not.toBe(first.job.id);
  });
});

describe('the limit of requests', () => {
  it('counts keys that are tried, and spares health checks', async () => {
    await using strict = await startTestService({ TRAILGUARD_REQUESTS_PER_MINUTE: '3' });
    const tries = [];
    for (let n = 0; n < 4; n++) tries.push((await strict.app.inject('/v1/jobs')).statusCode);
    expect(tries).toEqual([401, 401, 401, 429]);
    const refused = await strict.app.inject('/v1/jobs');
    expect(refused.json()).toMatchObject({ type: 'urn:trailguard:error:TOO_MANY_REQUESTS' });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await strict.app.inject('/healthz')).statusCode).toBe(200);
  });
});

describe('a stream of events', () => {
  const followed = async () => {
    const email = `followed-${Math.trunc(performance.now() * 1e3)}@example.com`;
    return (await post(JSON.stringify({ ...valid, email }))).json().job.id as string;
  };
  const follow = (id: string, last: string) =>
    service.app.inject({
      url: `/v1/jobs/${id}/events`,
      headers: { authorization, 'last-event-id': last },
    });

  it.each(['abc', '-1', '1.5', '99999999999'])('refuses %s as the last event', async (last) => {
    expect((await follow(await followed(), last)).json().errors[0].field).toBe('last-event-id');
  });

  it('tells a client that has had everything not to come again', async () => {
    const id = await followed();
    await endJob(service.app.db, id, { state: 'canceled' });
    expect((await follow(id, '1')).statusCode).toBe(204);
  });

  it('ends when the service stops, so that the client goes on elsewhere', async () => {
    await using other = await startTestService();
    const key = await other.key();
    const address = await other.app.listen({ host: '127.0.0.1', port: 0 });
    const headers = { authorization: `Bearer ${key}` };
    const { job } = (
      await other.app.inject({ method: 'POST', url: '/v1/accounts', headers, payload: valid })
    ).json();
    const stream = await fetch(`${address}/v1/jobs/${job.id}/events`, { headers });
    expect(stream.status).toBe(200);
    const body = stream.text();
    await other.app.close();
    expect(await Promise.race([body, sleep(20_000, 'still open')])).toContain(': following');
  });
});

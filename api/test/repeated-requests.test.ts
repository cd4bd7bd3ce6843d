import { hash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { updateAccount } from '../src/store/accounts.ts';
import { endJob } from '../src/store/jobs.ts';
import { operationsOf } from './identity/operations.ts';
import { startTestService, type TestService } from './service.ts';

let service: TestService;
let authorization: string;
beforeAll(async () => {
  service = await startTestService({ TRAILGUARD_REQUESTS_PER_MINUTE: '100000' });
  authorization = `Bearer ${await service.key()}`;
});
afterAll(async () => service?.[Symbol.asyncDispose]());

const deploy = (key: string, headers: Record<string, string> = { authorization }) =>
  service.app.inject({
    method: 'POST',
    url: '/v1/organization/deployments',
    headers: { ...headers, 'idempotency-key': key },
  });
const get = (url: string, headers: Record<string, string> = {}) =>
  service.app.inject({ url, headers: { authorization, ...headers } });
const vend = (name: string, more: object = {}, headers: Record<string, string> = {}) =>
  service.app.inject({
    method: 'POST',
    url: '/v1/accounts',
    headers: { authorization, ...headers },
    payload: { name, email: `${name}@example.com`, organizationalUnitId: 'ou-ab12-abcdefgh', ...more },
  });
const jobs = async () => Number((await service.app.db.query('SELECT count(*) FROM jobs')).rows[0].count);

describe('a request with an Idempotency-Key', () => {
  it('is done once, and answered the same each time', async () => {
    const key = randomUUID();
    const before = await jobs();
    const [first, second] = [await deploy(key), await deploy(key)];
    expect(second.statusCode).toBe(202);
    expect(second.json()).toEqual(first.json());
    expect(second.headers.location).toBe(first.headers.location);
    expect([first, second].map(({ headers }) => headers['idempotency-replayed'])).toEqual([
      undefined,
      'true',
    ]);
    expect(await jobs()).toBe(before + 1);
  });

  it('is answered as it was, whatever has become of it since', async () => {
    const key = randomUUID();
    const first = (await deploy(key)).json();
    await endJob(service.app.db, first.job.id, { state: 'canceled' });
    expect((await deploy(key)).json().job.state).toBe('queued');
  });

  it('is the same with quotes around its key, as the draft has them', async () => {
    const key = randomUUID();
    const first = await deploy(key);
    expect((await deploy(`"${key}"`)).json()).toEqual(first.json());
  });

  it('is refused with another body or path, and nothing is done', async () => {
    const key = randomUUID();
    await vend('first-body', {}, { 'idempotency-key': key });
    const before = await jobs();
    const answers = [await vend('other-body', {}, { 'idempotency-key': key }), await deploy(key)];
    for (const answer of answers)
      expect(answer.json()).toMatchObject({
        type: 'urn:trailguard:error:IDEMPOTENCY_KEY_REUSED',
        status: 422,
      });
    expect(await jobs()).toBe(before);
  });

  it('is done once when it comes many times at one moment', async () => {
    const key = randomUUID();
    const before = await jobs();
    const answers = await Promise.all(Array.from({ length: 12 }, () => deploy(key)));
    expect(answers.filter(({ statusCode }) => statusCode !== 202 && statusCode !== 409)).toEqual([]);
    const busy = answers.filter(({ statusCode }) => statusCode === 409);
    for (const answer of busy) expect(answer.json().type).toBe('urn:trailguard:error:IDEMPOTENCY_KEY_IN_USE');
    expect(await jobs()).toBe(before + 1);
  });

  it('has nothing to do with that of another caller', async () => {
    const key = randomUUID();
    const first = (await deploy(key)).json();
    const other = {
      authorization: `Bearer ${await service.key(['propose'], 1, undefined, 'somebody-else')}`,
    };
    expect((await deploy(key, other)).json().job.id).not.toBe(first.job.id);
  });

  it('can be sent again after it was refused', async () => {
    const key = randomUUID();
    const headers = { 'idempotency-key': key };
    expect((await vend('mended', { organizationalUnitId: 'ou-ab12-unreachable' }, headers)).statusCode).toBe(
      503,
    );
    expect((await vend('mended', {}, headers)).statusCode).toBe(202);
  });

  it('is done anew a day later', async () => {
    const key = randomUUID();
    const first = (await deploy(key)).json();
    await service.app.db.query('UPDATE idempotency_keys SET expires_at = now() WHERE key = $1', [
      hash('sha256', key),
    ]);
    expect((await deploy(key)).json().job.id).not.toBe(first.job.id);
  });

  it.each(['', 'a b', 'ä', 'a"b', 'x'.repeat(129)])('is refused when the key is %j', async (key) => {
    expect((await deploy(key)).json().errors[0].field).toBe('idempotency-key');
  });

  it('is asked for by every POST of the document', async () => {
    const document = (await service.app.inject('/openapi.json')).json();
    const posts = (await operationsOf(service.app)).filter(({ method }) => method === 'POST');
    expect(posts.length).toBeGreaterThan(4);
    for (const { path, operationId } of posts) {
      const { parameters = [], responses } = document.paths[path].post;
      expect(
        parameters.map(({ name }: { name: string }) => name),
        operationId,
      ).toContain('idempotency-key');
      expect(Object.keys(responses), operationId).toEqual(expect.arrayContaining(['409', '422']));
    }
  });
});

describe('what has been read already', () => {
  it('is not sent again while it is the same', async () => {
    const { account } = (await vend('versioned')).json();
    const url = `/v1/accounts/${account.id}`;
    const etag = String((await get(url)).headers.etag);
    for (const known of [etag, `"other", ${etag}`, `W/${etag}`, '*']) {
      const answer = await get(url, { 'if-none-match': known });
      expect([answer.statusCode, answer.body]).toEqual([304, '']);
    }
    await updateAccount(service.app.db, account.id, { state: 'ready', accountId: '444455556666' });
    const changed = await get(url, { 'if-none-match': etag });
    expect(changed.statusCode).toBe(200);
    expect(changed.headers.etag).not.toBe(etag);
  });

  it('is kept by the client alone, and still asks who calls', async () => {
    const { headers } = await get('/v1/jobs');
    expect(headers['cache-control']).toBe('private, no-cache');
    const stranger = await service.app.inject({
      url: '/v1/jobs',
      headers: { 'if-none-match': String(headers.etag) },
    });
    expect(stranger.statusCode).toBe(401);
  });

  it('is changed only if it is still so, when the client says how it was', async () => {
    const { job } = (await vend('guarded')).json();
    const etag = String((await get(`/v1/jobs/${job.id}`)).headers.etag);
    const cancel = (match: string) =>
      service.app.inject({
        method: 'POST',
        url: `/v1/jobs/${job.id}/cancel`,
        headers: { authorization, 'if-match': match },
      });
    for (const other of ['"other"', `W/${etag}`])
      expect((await cancel(other)).json()).toMatchObject({ status: 412 });
    expect((await cancel(etag)).json()).toMatchObject({ state: 'canceled' });
  });
});

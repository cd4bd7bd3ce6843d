import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../service.ts';

let service: TestService;
let admin: Record<string, string>;
beforeAll(async () => {
  service = await startTestService({ TRAILGUARD_REQUESTS_PER_MINUTE: '100000' });
  admin = { authorization: `Bearer ${await service.key(['admin'])}` };
});
afterAll(async () => service?.[Symbol.asyncDispose]());

const wanted = { name: 'pipeline', roles: ['read'], days: 30 };
const post = (url: string, payload: object, headers: Record<string, string> = {}) =>
  service.app.inject({ method: 'POST', url, headers: { ...admin, ...headers }, payload });
const make = async (more: object = {}) => (await post('/v1/api-keys', { ...wanted, ...more })).json();
const statusWith = async (key: string) =>
  (await service.app.inject({ url: '/v1/jobs', headers: { authorization: `Bearer ${key}` } })).statusCode;
const revoke = (id: string, headers: Record<string, string> = {}) =>
  service.app.inject({ method: 'DELETE', url: `/v1/api-keys/${id}`, headers: { ...admin, ...headers } });

describe('an API key', () => {
  it('works as soon as it is made, for its role alone', async () => {
    const answer = await post('/v1/api-keys', wanted);
    const { apiKey, key } = answer.json();
    expect(answer.statusCode).toBe(201);
    expect(answer.headers.location).toBe(`/v1/api-keys/${apiKey.id}`);
    expect(apiKey).toMatchObject({
      ...{ name: 'pipeline', roles: ['read'] },
      limits: null,
      createdBy: 'test',
    });
    expect(Date.parse(apiKey.expiresAt) - Date.parse(apiKey.createdAt)).toBe(30 * 86_400_000);
    expect(await statusWith(key)).toBe(200);
    const asAdmin = await service.app.inject({
      url: '/v1/api-keys',
      headers: { authorization: `Bearer ${key}` },
    });
    expect(asAdmin.statusCode).toBe(403);
  });

  it('is shown once: no list, no record and no repeated answer has it', async () => {
    const idempotency = { 'idempotency-key': randomUUID() };
    const { apiKey, key } = (await post('/v1/api-keys', wanted, idempotency)).json();
    const secret = key.slice(-43);
    expect((await post('/v1/api-keys', wanted, idempotency)).json()).toEqual({ apiKey, key: null });
    for (const url of ['/v1/api-keys', `/v1/api-keys/${apiKey.id}`, '/v1/acts/export'])
      expect((await service.app.inject({ url, headers: admin })).body).not.toContain(secret);
    const { rows } = await service.app.db.query('SELECT body FROM idempotency_keys');
    expect(JSON.stringify(rows)).not.toContain(secret);
  });

  it('stops working at once when it is revoked', async () => {
    const { apiKey, key } = await make();
    expect((await revoke(apiKey.id)).json().revokedAt).not.toBeNull();
    expect(await statusWith(key)).toBe(401);
  });

  it('is revoked only as it was read, when the client says how', async () => {
    const { apiKey } = await make();
    const etag = String(
      (await service.app.inject({ url: `/v1/api-keys/${apiKey.id}`, headers: admin })).headers.etag,
    );
    await revoke(apiKey.id);
    expect((await revoke(apiKey.id, { 'if-match': etag })).statusCode).toBe(412);
  });

  it('is replaced by a new one of the same name, roles and limits, and works on as long as is asked', async () => {
    const limits = { accounts: ['444455556666'], organizationalUnits: [] };
    for (const [overlapHours, status] of [
      [2, 200],
      [0, 401],
    ] as const) {
      const { apiKey: before, key } = await make({ limits });
      const { apiKey: after, key: replaced } = (
        await post(`/v1/api-keys/${before.id}/rotate`, { days: 10, overlapHours })
      ).json();
      expect(after).toMatchObject({ name: before.name, roles: before.roles, limits });
      expect(after.id).not.toBe(before.id);
      expect([await statusWith(replaced), await statusWith(key)]).toEqual([200, status]);
    }
  });

  it('that was revoked is not replaced', async () => {
    const { apiKey } = await make();
    await revoke(apiKey.id);
    const answer = await post(`/v1/api-keys/${apiKey.id}/rotate`, { days: 10, overlapHours: 0 });
    expect(answer.json()).toMatchObject({ status: 409, type: 'urn:trailguard:error:API_KEY_ENDED' });
  });

  it.each([
    ['roles', { roles: [] }],
    ['roles', { roles: ['root'] }],
    ['roles', { roles: ['admin'], limits: { accounts: ['444455556666'], organizationalUnits: [] } }],
    ['limits', { limits: { accounts: [], organizationalUnits: [] } }],
    ['days', { days: 366 }],
    ['days', { days: 0 }],
    ['name', { name: 'Two Words' }],
    ['name', { name: 'line\nbreak' }],
  ])('is not made with a fault in its %s: %j', async (field, more) => {
    const answer = await post('/v1/api-keys', { ...wanted, ...more });
    expect(answer.statusCode).toBe(400);
    expect(answer.json().errors[0].field.split('.')[0]).toBe(field);
  });
});

describe('a key that is made beside the service', () => {
  const command = join(import.meta.dirname, '../../src/make-api-key.ts');
  const run = (args: string[]) =>
    promisify(execFile)(process.execPath, [command, ...args], {
      env: { DATABASE_URL: service.app.config.databaseUrl },
    });

  it('works like any other', async () => {
    const { stdout } = await run(['--name', 'first', '--roles', 'read,admin', '--days', '1']);
    expect(await statusWith(stdout.trim())).toBe(200);
  });

  it.each([
    ['a role that there is not', ['--name', 'first', '--roles', 'root', '--days', '1']],
    ['no roles', ['--name', 'first', '--days', '1']],
    ['days out of range', ['--name', 'first', '--roles', 'read', '--days', '400']],
  ])('is not made with %s', async (_what, args) => {
    await expect(run(args)).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('usage:') });
  });
});

describe('a key that was used a moment ago', () => {
  it('works no more where another process revokes it, within a second at the latest', async () => {
    const { apiKey, key } = await make();
    expect(await statusWith(key)).toBe(200);
    await service.app.db.query('UPDATE api_keys SET revoked_at = now() WHERE id = $1', [apiKey.id]);
    const revokedAt = performance.now();
    let status = 200;
    while (status === 200 && performance.now() < revokedAt + 1_000) status = await statusWith(key);
    expect(await statusWith(key)).toBe(401);
  });

  it('works no more where it is revoked, in the very next request', async () => {
    const { apiKey, key } = await make();
    expect(await statusWith(key)).toBe(200);
    await revoke(apiKey.id);
    expect(await statusWith(key)).toBe(401);
  });

  it('works no more once it has expired', async () => {
    const { apiKey, key } = await make();
    await service.app.db.query(
      `UPDATE api_keys SET expires_at = clock_timestamp() + interval '300 milliseconds' WHERE id = $1`,
      [apiKey.id],
    );
    while ((await statusWith(key)) === 200);
    const { rows } = await service.app.db.query(
      'SELECT expires_at <= clock_timestamp() AS over FROM api_keys WHERE id = $1',
      [apiKey.id],
    );
    expect(rows).toEqual([{ over: true }]);
  });
});

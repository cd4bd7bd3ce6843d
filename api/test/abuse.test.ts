import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operationsOf } from './identity/operations.ts';
import { startTestService, type TestService } from './service.ts';

const issuer = 'https://identity.example.com/';
let provider: Server;
let privateKey: CryptoKey;
let service: TestService;
let key: string;
beforeAll(async () => {
  const pair = await generateKeyPair('ES256', { extractable: true });
  privateKey = pair.privateKey;
  const jwks = JSON.stringify({ keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'one', alg: 'ES256' }] });
  provider = createServer((_request, response) => response.end(jwks));
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
  service = await startTestService({
    TRAILGUARD_REQUESTS_PER_MINUTE: '100000',
    TRAILGUARD_OIDC_ISSUER: issuer,
    TRAILGUARD_OIDC_AUDIENCE: 'trailguard',
    TRAILGUARD_OIDC_JWKS_URL: `http://127.0.0.1:${(provider.address() as AddressInfo).port}/keys`,
    TRAILGUARD_OIDC_NAME_CLAIM: 'email',
    TRAILGUARD_OIDC_GROUPS: JSON.stringify({
      platform: { roles: ['read', 'propose', 'admin'] },
      team: { roles: ['read'], organizationalUnits: ['ou-ab12-ownownown'] },
    }),
  });
  key = await service.key();
  await service.app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await service?.[Symbol.asyncDispose]();
  provider?.closeAllConnections();
  provider?.close();
});

const token = (more: Record<string, unknown> = {}) =>
  new SignJWT({
    iss: issuer,
    aud: 'trailguard',
    sub: 'u-1',
    email: 'alice@example.com',
    groups: ['platform'],
    exp: Math.trunc(Date.now() / 1000) + 300,
    ...more,
  })
    .setProtectedHeader({ alg: 'ES256', kid: 'one' })
    .sign(privateKey);
const ask = (authorization: string, url = '/v1/jobs') =>
  service.app.inject({ url, headers: { authorization } });
const post = (authorization: string, payload: object) =>
  service.app.inject({ method: 'POST', url: '/v1/accounts', headers: { authorization }, payload });

/** The status line's number, of a request that is sent as it is written. */
async function statusOf(lines: readonly string[]): Promise<number> {
  const socket = connect((service.app.server.address() as AddressInfo).port, '127.0.0.1').setEncoding('utf8');
  await once(socket, 'connect');
  socket.write([...lines, 'Host: a', 'Connection: close', '', ''].join('\r\n'));
  return Number((await text(socket)).split(' ')[1]);
}

describe('a token of the identity provider', () => {
  it('opens what its groups allow, and the caller’s name stands at what was asked for', async () => {
    const request = {
      name: 'by-token',
      email: 'by-token@example.com',
      organizationalUnitId: 'ou-ab12-abcdefgh',
    };
    const answer = await post(`Bearer ${await token()}`, request);
    expect(answer.json().job.requestedBy).toBe('alice@example.com');
    const [act] = (await ask(`Bearer ${await token()}`, '/v1/acts?limit=1')).json().items;
    expect(act).toMatchObject({ by: { kind: 'token', subject: `token:${issuer}#u-1` }, act: 'vendAccount' });
  });

  it('sees no more than its groups are limited to', async () => {
    const limited = `Bearer ${await token({ groups: ['team'] })}`;
    expect((await ask(limited, '/v1/accounts')).json().items).toEqual([]);
    expect((await ask(limited, '/v1/acts')).statusCode).toBe(403);
  });

  it.each([
    ['expired', { exp: 1 }, 401],
    ['for another service', { aud: 'other' }, 401],
    ['without a group that is known', { groups: ['strangers'] }, 403],
  ])('that is %s opens nothing', async (_what, more, status) => {
    expect((await ask(`Bearer ${await token(more)}`)).statusCode).toBe(status);
  });

  it('cannot write a second line into the log or the record by its name', async () => {
    const name = 'alice\n{"level":30,"msg":"forged"}\r\u0000';
    const request = { name: 'forged', email: 'forged@example.com', organizationalUnitId: 'ou-ab12-abcdefgh' };
    const answer = await post(`Bearer ${await token({ email: name })}`, request);
    expect(answer.statusCode).toBe(202);
    const lines = (await ask(`Bearer ${key}`, '/v1/acts/export')).body.trimEnd().split('\n');
    expect(lines.map((line) => typeof JSON.parse(line).sequence)).not.toContain('undefined');
    expect(JSON.parse(lines.at(-1) ?? '').by.name).not.toMatch(/[\n\r\0]/);
  });
});

describe('a credential', () => {
  it.each([
    ['twice in one header', () => `Bearer ${key} ${key}`],
    ['after a comma', () => `Basic x, Bearer ${key}`],
    ['with a character changed', () => `Bearer ${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}`],
    ['with a character more', () => `Bearer ${key}A`],
    ['with another id', () => `Bearer ${key.replace(/^tg_.{12}/, 'tg_000000000000')}`],
    ['in upper case', () => `Bearer ${key.toUpperCase()}`],
    ['with SQL behind it', () => `Bearer ${key}'--`],
    ['without its scheme', () => key],
  ])('%s is none', async (_what, header) => {
    expect((await ask(header())).statusCode).toBe(401);
  });

  it.each(['x-api-key', 'cookie', 'proxy-authorization', 'x-forwarded-authorization'])(
    'in the header %s is none',
    async (header) => {
      const headers = { [header]: `Bearer ${key}` };
      expect((await service.app.inject({ url: '/v1/jobs', headers })).statusCode).toBe(401);
    },
  );

  it('in the query is none', async () => {
    expect((await service.app.inject(`/v1/jobs?access_token=${key}`)).statusCode).toBe(401);
  });
});

describe('a path', () => {
  it.each([
    '/v1/jobs/../acts',
    '/v1/jobs/..%2facts',
    '/docs/../v1/acts',
    '/docs/..%2f..%2fv1%2facts',
    '//v1/acts',
    '/v1//acts',
    '/V1/ACTS',
    '/v1/acts%00',
    '/v1/acts;admin=true',
    '/docs/static/..%2f..%2f..%2fpackage.json',
    'http://127.0.0.1/v1/acts',
  ])('%s leads to nothing that asks nobody who calls', async (path) => {
    expect([400, 401, 404]).toContain(await statusOf([`GET ${path} HTTP/1.1`]));
  });

  it.each(['X-HTTP-Method-Override: DELETE', 'X-Original-URL: /healthz', 'X-Rewrite-URL: /healthz'])(
    'is what it is, whatever %s says',
    async (header) => {
      expect(await statusOf(['GET /v1/acts HTTP/1.1', header])).toBe(401);
    },
  );
});

describe('a request', () => {
  it.each([
    ['two lengths', ['Content-Length: 2', 'Content-Length: 5']],
    ['a length and chunks', ['Content-Length: 2', 'Transfer-Encoding: chunked']],
    ['chunks that are none', ['Transfer-Encoding: chunked, identity']],
  ])('with %s is refused: two readers would see two requests', async (_what, headers) => {
    expect(await statusOf(['POST /v1/accounts HTTP/1.1', ...headers])).toBe(400);
  });

  it('with a text or time that the database has no place for is no fault of the service', async () => {
    const texts = ['\0', 'a\0b', '\ud800'];
    const times = ['0218-10-04T01:41:03-19:34', '2016-12-31T23:59:60Z', '0000-01-01T00:00:00Z'];
    const ends = ['0001-01-01T00:00:00+15:00', '9999-12-31T23:59:59-19:34'];
    const faults: unknown[] = [];
    const send = async (method: string, url: string, payload?: object) => {
      const answer = await service.app.inject({
        ...{ method: method as 'GET', url, headers: { authorization: `Bearer ${key}` } },
        ...(payload === undefined ? {} : { payload }),
      });
      if (answer.statusCode >= 500) faults.push([method, url, payload]);
      return answer.statusCode;
    };
    const answered = new Set<number>();
    for (const { method, url, query, example = {} } of await operationsOf(service.app))
      for (const strange of [...texts, ...times, ...ends]) {
        for (const name of query)
          answered.add(await send(method, `${url}?${name}=${encodeURIComponent(strange.toWellFormed())}`));
        for (const name of Object.keys(example))
          for (const value of [strange, [strange], { [strange]: 1 }])
            answered.add(await send(method, url, { ...example, [name]: value }));
      }
    expect(faults).toEqual([]);
    expect([...answered]).toEqual(expect.arrayContaining([200, 400]));
  });

  it('with names of every object changes no object', async () => {
    for (const body of [
      '{"__proto__":{"roles":["admin"]}}',
      '{"constructor":{"prototype":{"roles":["admin"]}}}',
    ]) {
      const answer = await service.app.inject({
        method: 'POST',
        url: '/v1/accounts',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        payload: body,
      });
      expect(answer.statusCode).toBe(400);
    }
    expect(({} as { roles?: unknown }).roles).toBeUndefined();
  });
});

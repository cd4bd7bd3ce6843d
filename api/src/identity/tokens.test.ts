import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { base64url, type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTokens, type TokenSettings, type Tokens } from './tokens.ts';

const issuer = 'https://identity.example.com/';
const audience = 'trailguard';

/** An identity provider that publishes keys. */
interface Provider {
  readonly server: Server;
  keys: JWK[];
  /** Status that it answers. */
  status: number;
  privateKey: CryptoKey;
}

let provider: Provider;
let settings: TokenSettings;
let tokens: Tokens;
beforeEach(async () => {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  const server = createServer((_request, response) => {
    response.writeHead(provider.status, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ keys: provider.keys }));
  });
  provider = {
    server,
    privateKey,
    status: 200,
    keys: [{ ...(await exportJWK(publicKey)), kid: 'first', alg: 'ES256' }],
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  settings = {
    issuer,
    audience,
    jwksUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`,
    algorithms: ['ES256', 'RS256'],
    clockSkewSeconds: 30,
    nameClaim: 'email',
    groupsClaim: 'groups',
    groups: new Map([
      ['readers', { roles: ['read'], limits: null }],
      [
        'team-a',
        { roles: ['read', 'propose'], limits: { accounts: ['444455556666'], organizationalUnits: [] } },
      ],
      ['team-b', { roles: ['propose'], limits: { accounts: [], organizationalUnits: ['ou-ab12-abcdefgh'] } }],
    ]),
  };
  tokens = openTokens(settings, { cooldownMilliseconds: 0 }) as Tokens;
});
afterEach(async () => {
  provider.server.closeAllConnections();
  await new Promise((resolve) => provider.server.close(resolve));
});

const now = () => Math.trunc(Date.now() / 1000);
const claims = { sub: 'u-1', email: 'alice@example.com', groups: ['readers'], iss: issuer, aud: audience };
const sign = (
  more: Record<string, unknown> = {},
  { kid = 'first', key = provider.privateKey }: { kid?: string; key?: CryptoKey } = {},
) =>
  new SignJWT({ ...claims, exp: now() + 300, ...more }).setProtectedHeader({ alg: 'ES256', kid }).sign(key);

describe('a token', () => {
  it('is of a caller whom its issuer names, with the roles of its groups', async () => {
    expect(await tokens.principalOf(await sign(), 'read')).toEqual({
      kind: 'token',
      subject: `token:${issuer}#u-1`,
      name: 'alice@example.com',
      roles: ['read'],
      limits: null,
    });
  });

  it('is limited, for each role, by the groups that give that role', async () => {
    const token = await sign({ groups: ['readers', 'team-a', 'team-b'] });
    expect((await tokens.principalOf(token, 'read'))?.limits).toBeNull();
    expect((await tokens.principalOf(token, 'propose'))?.limits).toEqual({
      accounts: ['444455556666'],
      organizationalUnits: ['ou-ab12-abcdefgh'],
    });
  });

  it.each([
    ['a group that nobody gave a role', { groups: ['strangers'] }],
    ['groups that are none', { groups: { admin: true } }],
    ['no groups', { groups: undefined }],
    ['a group that is a name of every object', { groups: ['__proto__', 'constructor'] }],
  ])('has no role by %s', async (_what, more) => {
    expect((await tokens.principalOf(await sign(more), 'read'))?.roles).toEqual([]);
  });

  it.each([
    ['of another issuer', { iss: 'https://evil.example.com/' }],
    ['of the issuer without its slash', { iss: 'https://identity.example.com' }],
    ['for another service', { aud: 'another' }],
    ['without an audience', { aud: undefined }],
    ['that has expired', { exp: now() - 60 }],
    ['that never expires', { exp: undefined }],
    ['that is not valid yet', { nbf: now() + 600 }],
    ['of nobody', { sub: undefined }],
    ['of a subject in two lines', { sub: 'u-1\nu-2' }],
    ['of a subject that is too long to be kept', { sub: 'u'.repeat(201) }],
  ])('%s is not believed', async (_what, more) => {
    expect(await tokens.principalOf(await sign(more), 'read')).toBeUndefined();
  });

  it('may be off by as much as clocks may', async () => {
    expect(await tokens.principalOf(await sign({ exp: now() - 10 }), 'read')).toBeDefined();
    expect(await tokens.principalOf(await sign({ nbf: now() + 20 }), 'read')).toBeDefined();
  });

  it('signed by nobody is not believed', async () => {
    const part = (value: object) => base64url.encode(JSON.stringify(value));
    const body = part({ ...claims, exp: now() + 300 });
    for (const alg of ['none', 'None', 'NONE'])
      expect(await tokens.principalOf(`${part({ alg })}.${body}.`, 'read')).toBeUndefined();
  });

  it('signed with the public key as a shared secret is not believed', async () => {
    const secret = new TextEncoder().encode(JSON.stringify(provider.keys[0]));
    const token = await new SignJWT({ ...claims, exp: now() + 300 })
      .setProtectedHeader({ alg: 'HS256', kid: 'first' })
      .sign(secret);
    expect(await tokens.principalOf(token, 'read')).toBeUndefined();
  });

  it('that brings its own key is not believed', async () => {
    const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
    const token = await new SignJWT({ ...claims, exp: now() + 300 })
      .setProtectedHeader({ alg: 'ES256', jwk: await exportJWK(publicKey), jku: settings.jwksUrl })
      .sign(privateKey);
    expect(await tokens.principalOf(token, 'read')).toBeUndefined();
  });

  it('by an algorithm that the issuer has but the service does not want is not believed', async () => {
    const { publicKey, privateKey } = await generateKeyPair('ES384', { extractable: true });
    provider.keys.push({ ...(await exportJWK(publicKey)), kid: 'other', alg: 'ES384' });
    const token = await new SignJWT({ ...claims, exp: now() + 300 })
      .setProtectedHeader({ alg: 'ES384', kid: 'other' })
      .sign(privateKey);
    expect(await tokens.principalOf(token, 'read')).toBeUndefined();
  });

  it.each([
    ['a changed claim', 1],
    ['a changed signature', 2],
  ])('with %s is not believed', async (_what, part) => {
    const parts = (await sign()).split('.');
    const at = 5;
    const text = parts[part] ?? '';
    parts[part] = text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
    expect(await tokens.principalOf(parts.join('.'), 'read')).toBeUndefined();
  });

  it.each(['', '.', '..', 'a.b.c', 'eyJ', '\u0000.\u0000.\u0000'])('that is %j is none', async (text) => {
    expect(await tokens.principalOf(text, 'read')).toBeUndefined();
  });
});

describe('keys of an issuer', () => {
  it('are looked up again for a key that is new', async () => {
    await tokens.principalOf(await sign(), 'read');
    const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
    provider.keys = [{ ...(await exportJWK(publicKey)), kid: 'second', alg: 'ES256' }];
    const token = await sign({}, { kid: 'second', key: privateKey });
    expect((await tokens.principalOf(token, 'read'))?.name).toBe('alice@example.com');
  });

  it('that cannot be read let nobody in, and say so', async () => {
    provider.status = 500;
    await expect(tokens.principalOf(await sign(), 'read')).rejects.toMatchObject({
      code: 'IDENTITY_UNAVAILABLE',
    });
  });
});

import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type SecureVersion } from 'node:tls';
import { promisify } from 'node:util';
import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serverOptions, type TransportSettings } from './transport-settings.ts';

/** A service that answers who it takes the caller for. */
function serviceWith(settings: TransportSettings) {
  const app = Fastify(serverOptions(settings));
  app.get('/', async ({ ip }) => ip);
  return app;
}

describe('TLS', () => {
  let folder: string;
  let tls: { certificate: string; key: string };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'trailguard-tls-'));
    tls = { certificate: join(folder, 'certificate.pem'), key: join(folder, 'key.pem') };
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-days', '2'];
    const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
    const files = ['-keyout', tls.key, '-out', tls.certificate];
    await promisify(execFile)('openssl', ['req', '-x509', ...made, ...subject, ...files]);
  });
  afterAll(async () => rm(folder, { recursive: true, force: true }));

  /** The version of TLS that a client gets which knows none newer than this. */
  async function versionFor(maxVersion: SecureVersion): Promise<string | null> {
    const app = serviceWith({ tls, trustedProxies: [] });
    await app.listen({ host: '127.0.0.1', port: 0 });
    const ca = await readFile(tls.certificate);
    const { port } = app.server.address() as AddressInfo;
    const ciphers = 'DEFAULT:@SECLEVEL=0';
    const minVersion = 'TLSv1';
    const socket = connect({
      host: '127.0.0.1',
      port,
      servername: 'localhost',
      ca,
      ciphers,
      minVersion,
      maxVersion,
    });
    try {
      await once(socket, 'secureConnect');
      return socket.getProtocol();
    } finally {
      socket.destroy();
      await app.close();
    }
  }

  it.each(['TLSv1.2', 'TLSv1.3'] as const)('is spoken with clients of %s', async (version) => {
    expect(await versionFor(version)).toBe(version);
  });

  it.each(['TLSv1', 'TLSv1.1'] as const)('is not spoken with clients of %s', async (version) => {
    await expect(versionFor(version)).rejects.toThrow(/alert|protocol/i);
  });

  it('names the file that is not there', () => {
    const settings = { tls: { certificate: join(folder, 'none.pem'), key: tls.key }, trustedProxies: [] };
    expect(() => serviceWith(settings)).toThrow('none.pem');
  });
});

describe('the address of a caller', () => {
  const ipSeen = async (trustedProxies: string[], remoteAddress: string) => {
    const app = serviceWith({ tls: null, trustedProxies });
    const headers = { 'x-forwarded-for': '203.0.113.9, 198.51.100.7' };
    return (await app.inject({ url: '/', headers, remoteAddress })).body;
  };

  it.each([
    ['the connection’s, when no proxy is believed', [], '10.0.0.1', '10.0.0.1'],
    ['what a believed proxy says of its caller', ['10.0.0.0/8'], '10.0.0.1', '198.51.100.7'],
    ['the connection’s, when another says so', ['10.0.0.0/8'], '192.0.2.1', '192.0.2.1'],
  ])('is %s', async (_what, proxies, remote, seen) => {
    expect(await ipSeen(proxies, remote)).toBe(seen);
  });
});

import { createHash, createHmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { LongObjectError, mostBytesRead } from './log-store.ts';
import { S3Store } from './s3-store.ts';
import { LogServer } from './test/log-server.ts';
import { MemoryStore } from './test/memory-store.ts';

const objects = new MemoryStore();
/** Requests for objects, each with the client that asked. */
let asked: { readonly isSdk: boolean; readonly url: string; readonly headers: Record<string, string> }[] = [];
/** Answers that are to come before the object itself. */
let failures: ((id: string) => 'error' | 'cut' | undefined) | undefined;
let server: LogServer;
let store: S3Store;

beforeAll(async () => {
  server = await LogServer.start({
    objects,
    publicKeys: [],
    onObject(id, { url = '', headers }) {
      const isSdk = headers['user-agent'] !== undefined;
      asked.push({ isSdk, url, headers: headers as Record<string, string> });
      return failures?.(id);
    },
  });
  for (const [name, value] of Object.entries(server.environment)) vi.stubEnv(name, value);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await server[Symbol.asyncDispose]();
});
beforeEach(() => {
  asked = [];
  failures = undefined;
  objects.objects.clear();
  store = new S3Store({ region: 'us-east-1' });
});
afterEach(() => store[Symbol.asyncDispose]());

function put(id: string, text: string, metadata: Record<string, string> = {}): void {
  objects.objects.set(id, { content: Buffer.from(text), metadata });
}
const read = async (key: string) => {
  const object = await store.read('logs', key);
  return object === null ? null : { text: object.content.toString(), metadata: object.metadata };
};

/** As the signer wants it. */
class Sha256 {
  readonly #key: Uint8Array | string | undefined;
  #parts: (string | Uint8Array)[] = [];
  constructor(key?: string | ArrayBuffer | ArrayBufferView) {
    this.#key = key as Uint8Array | string | undefined;
  }
  update(part: string | ArrayBuffer | ArrayBufferView): void {
    this.#parts.push(part as string | Uint8Array);
  }
  async digest(): Promise<Uint8Array> {
    const hash = this.#key === undefined ? createHash('sha256') : createHmac('sha256', this.#key);
    for (const part of this.#parts) hash.update(part);
    return hash.digest();
  }
  reset(): void {
    this.#parts = [];
  }
}

/** How AWS's own signer signs a request that was sent. */
async function authorizationOf(request: (typeof asked)[number] | undefined): Promise<string | undefined> {
  const { url = '', headers = {} } = request ?? {};
  const signer = new SignatureV4({
    ...{ service: 's3', region: 'us-east-1', sha256: Sha256, uriEscapePath: false, applyChecksum: false },
    credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' },
  });
  const [, names = ''] = /SignedHeaders=([^,]+)/.exec(headers.authorization ?? '') ?? [];
  const given = Object.fromEntries(names.split(';').map((name) => [name, headers[name] ?? '']));
  const date = (headers['x-amz-date'] ?? '').replace(/(....)(..)(..T..)(..)(..Z)/, '$1-$2-$3:$4:$5');
  const signed = await signer.sign(
    { ...{ method: 'GET', protocol: 'http:', hostname: 'localhost' }, path: url, headers: given },
    { signingDate: new Date(date) },
  );
  return signed.headers.authorization;
}

describe('the logs of a bucket in S3', () => {
  it('are read with their metadata: the first by the SDK, the others by bare requests', async () => {
    put('logs/a.json.gz', 'first', { signature: 'ab' });
    put('logs/b.json.gz', 'second', { signature: 'cd', 'signature-algorithm': 'SHA256withRSA' });
    expect(await read('a.json.gz')).toEqual({ text: 'first', metadata: { signature: 'ab' } });
    const metadata = { signature: 'cd', 'signature-algorithm': 'SHA256withRSA' };
    expect(await read('b.json.gz')).toEqual({ text: 'second', metadata });
    expect(asked.map(({ isSdk }) => isSdk)).toEqual([true, false]);
  });

  it.each(["a b+c&d=e?f#g%h/i'(j)*!~k.json.gz", 'größe/ü.json.gz', '%2F/%20.json.gz'])(
    'are found by any key, as by %s',
    async (key) => {
      put('logs/a', 'first');
      put(`logs/${key}`, 'second');
      await read('a');
      expect(await read(key)).toEqual({ text: 'second', metadata: {} });
      expect(asked.map(({ isSdk }) => isSdk)).toEqual([true, false]);
      expect(asked[1]?.headers.authorization).toBe(await authorizationOf(asked[1]));
    },
  );

  it('are not there when there is no such key, which the SDK is asked for', async () => {
    put('logs/a', 'first');
    await read('a');
    expect(await read('none')).toBe(null);
    expect(asked.slice(1).map(({ isSdk }) => isSdk)).toEqual([false, true]);
  });

  it.each(['error', 'cut'] as const)(
    'are read by the SDK after a bare request that ended with an %s',
    async (end) => {
      put('logs/a', 'first');
      put('logs/b', 'second');
      await read('a');
      failures = () => {
        failures = undefined;
        return end;
      };
      expect(await read('b')).toEqual({ text: 'second', metadata: {} });
      expect(asked.slice(1).map(({ isSdk }) => isSdk)).toEqual([false, true]);
    },
  );

  it('are read whole though together they are more than is received at once', async () => {
    put('logs/a', 'first');
    await read('a');
    const long = Buffer.alloc(mostBytesRead, 'long');
    const names = Array.from({ length: 6 }, (_, at) => `long${at}`);
    for (const name of names) objects.objects.set(`logs/${name}`, { content: long, metadata: {} });
    // One that is cut off gives back what it has, or waits for.
    let cuts = 0;
    failures = (id) => (id === 'logs/long2' && cuts++ === 0 ? 'cut' : undefined);
    const found = await Promise.all(names.map((name) => store.read('logs', name)));
    expect(found.map((object) => object?.content.length)).toEqual(names.map(() => mostBytesRead));
  });

  it('are given piece by piece where an object is longer than what is held', async () => {
    put('logs/a', 'first');
    await read('a');
    const content = Buffer.alloc(mostBytesRead + 1, 'long');
    objects.objects.set('logs/long', { content, metadata: {} });
    await expect(store.read('logs', 'long')).rejects.toThrow(LongObjectError);
    let bytes = 0;
    for await (const piece of (await store.stream('logs', 'long')) ?? []) bytes += (piece as Buffer).length;
    expect([bytes, await store.stream('logs', 'none')]).toEqual([content.length, null]);
  });

  it('are listed page by page: the first by the SDK, the others by their keys alone', async () => {
    const keys = Array.from({ length: 2_300 }, (_, at) => `folder/${String(at).padStart(5, '0')}.json.gz`);
    for (const key of [...keys, 'folder/', 'other/a']) put(`logs/${key}`, 'x');
    for (const _ of ['by the SDK', 'by bare requests']) {
      const listed: string[] = [];
      for await (const key of store.list('logs', 'folder/')) listed.push(key);
      expect(listed).toEqual(keys);
    }
  });

  it('cannot be read where S3 refuses, which the SDK says', async () => {
    put('logs/a', 'first');
    await read('a');
    failures = () => 'error';
    await expect(read('a')).rejects.toThrow(/InternalError|try again/i);
  });
});

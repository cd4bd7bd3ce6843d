import { createCipheriv, hash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mostBytesRead } from './log-store.ts';
import { MemoryStore } from './test/memory-store.ts';
import { verifyLogFile } from './verify-log-file.ts';

/** Bytes that look random, and are the same each time. */
const text = createCipheriv('aes-128-ctr', Buffer.alloc(16), Buffer.alloc(16)).update(
  Buffer.alloc(mostBytesRead + 1_000),
);
const content = gzipSync(text, { level: 1 });
const file = { s3Bucket: 'logs', s3Object: 'AWSLogs/long.json.gz', hashValue: hash('sha256', text) };

let folder: string;
let store: MemoryStore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trailguard-long-'));
  store = new MemoryStore();
  store.objects.set('logs/AWSLogs/long.json.gz', { content, metadata: {} });
});
afterEach(() => rmSync(folder, { recursive: true }));

const kept = () => readdirSync(join(folder, 'logs/AWSLogs'));

describe('a log file that is too long to be held', () => {
  it('is as it was delivered, and is kept whole', async () => {
    expect(content.length).toBeGreaterThan(mostBytesRead);
    expect(await verifyLogFile(file, store, folder)).toBe(null);
    expect(kept()).toEqual(['long.json.gz']);
    expect(readFileSync(join(folder, 'logs/AWSLogs/long.json.gz')).equals(content)).toBe(true);
  });

  it.each([
    ['another text', { hashValue: 'ab'.repeat(32) }, content, /^its hash is [0-9a-f]{64}, and was (ab)+$/],
    ['no end', {}, content.subarray(0, -4), /^it is cut off$/],
    ['more behind its end', {}, Buffer.concat([content, gzipSync('')]), /^something follows its end$/],
  ])('is tampered with when it has %s, and nothing of it is kept', async (_case, change, now, because) => {
    store.objects.set('logs/AWSLogs/long.json.gz', { content: now, metadata: {} });
    const fault = await verifyLogFile({ ...file, ...change }, store, folder);
    expect(fault).toEqual({ kind: 'tampered', because: expect.stringMatching(because) });
    expect(kept()).toEqual([]);
  });

  it('cannot be read when it breaks off, and is gone when it was deleted meanwhile', async () => {
    const broken = { read: store.read.bind(store), stream: async () => Readable.from(breaking()) };
    const fault = { kind: 'unreadable', because: 'it could not be read: reset by peer' };
    expect(await verifyLogFile(file, broken, folder)).toEqual(fault);
    expect(kept()).toEqual([]);
    const deleted = { read: store.read.bind(store), stream: async () => null };
    expect(await verifyLogFile(file, deleted)).toEqual({ kind: 'missing', because: 'it is gone' });
  });
});

function* breaking() {
  yield content.subarray(0, 1_000_000);
  throw new Error('reset by peer');
}

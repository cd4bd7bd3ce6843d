import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { VerifyLogsOptions } from '@trailguard/audit/integrity';
import { deliverChain, LogServer, MemoryStore, SigningKey } from '@trailguard/audit/integrity/test';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { gatherLogs, gatherProvenLogs } from './gather-logs.ts';

const accountId = '111111111111';
const region = 'us-east-1';
const place = { bucket: 'logs', prefix: null, organizationId: null };
const start = Date.parse('2026-03-01T10:00:00Z');
const end = start + 3 * 3_600_000;
const options: VerifyLogsOptions = {
  ...{ accounts: [{ accountId }], regions: [region], places: [place] },
  ...{ from: new Date(start), to: new Date(end), asOf: new Date(end + 86_400_000) },
};
const store = new MemoryStore();
const key = new SigningKey(region);
/** `bucket/key` of log files that are as they were delivered, of one that is not, and of one that nobody delivered. */
let good: string[];
let changed: string;
let forged: string;
let server: LogServer;
let folder: string;

beforeAll(async () => {
  const periods = [{ files: [2, 1, 2], pause: 0 }];
  const digests = deliverChain(store, key, { accountId, region, place, trailName: 'trail', start, periods });
  [changed = '', ...good] = digests.flatMap(({ logFiles }) => logFiles);
  forged = changed.replace(/_[^_]+\.json\.gz$/, '_forged.json.gz');
  // One whole gzip file, but another one.
  for (const id of [changed, forged]) store.objects.set(id, store.get(good[0] ?? ''));
  server = await LogServer.start({ objects: store, publicKeys: [key.publicKey] });
  for (const [name, value] of Object.entries(server.environment)) vi.stubEnv(name, value);
  folder = mkdtempSync(join(tmpdir(), 'trailguard-gather-'));
});
afterAll(async () => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
  await server[Symbol.asyncDispose]();
});

const from = (name: string) => ({ store: { kind: 's3' as const, region }, folder: join(folder, name) });
const objects = (files: readonly { readonly object: string }[]) => files.map(({ object }) => object).sort();

describe('log files of S3', () => {
  it('are gathered as they were proven, and the others are named', async () => {
    const { files, unread, places } = await gatherProvenLogs(options, { kind: 'aws' }, from('proven'));
    expect(objects(files)).toEqual([...good].sort());
    for (const { path, object } of files) expect(readFileSync(path)).toEqual(store.get(object).content);
    expect(objects(unread)).toEqual([changed, forged].sort());
    expect(places).toMatchObject([{ accountId, region, faultCount: 2 }]);
  });

  it('are all gathered when nothing is to be proven', async () => {
    const { files, unread, places } = await gatherLogs(options, from('unproven'));
    expect(objects(files)).toEqual([...good, changed, forged].sort());
    expect([unread, places]).toEqual([[], null]);
  });

  it('are kept nowhere but in the folder, whatever their keys are', async () => {
    const [first = ''] = good;
    const evil = first.replace(/\/([^/]*)$/, '/..//$1');
    store.objects.set(evil, store.get(first));
    const { files, unread } = await gatherLogs(options, from('evil'));
    store.objects.delete(evil);
    expect(files.every(({ path }) => path.startsWith(join(folder, 'evil')))).toBe(true);
    expect(unread).toEqual([{ object: evil, because: expect.stringContaining('names no file of a folder') }]);
  });
});

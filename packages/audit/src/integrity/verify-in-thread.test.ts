import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlaceReport } from './chain-report.ts';
import { MemoryStore } from './test/memory-store.ts';
import { deliverChain, SigningKey } from './test/signed-chain.ts';
import { verify } from './test/verify.ts';
import { verifyInThread } from './verify-in-thread.ts';
import { placeId, type VerifyLogsOptions } from './verify-logs.ts';

const accountId = '111111111111';
const regions = ['eu-west-1', 'eu-west-2', 'eu-west-3'];
const place = { bucket: 'logs', prefix: null, organizationId: null };
const start = Date.parse('2026-03-01T00:00:00Z');
const end = start + 3 * 3_600_000;
const options: VerifyLogsOptions = {
  ...{ accounts: [{ accountId }], regions, places: [place] },
  ...{ from: new Date(start), to: new Date(end), asOf: new Date(end + 86_400_000) },
};

let folder: string;
let store: MemoryStore;
let keys: SigningKey['publicKey'][];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'trailguard-thread-'));
  store = new MemoryStore();
  keys = regions.map((region) => {
    const key = new SigningKey(region);
    const periods = [{ files: [1, 0, 2], pause: 0 }];
    deliverChain(store, key, { accountId, region, place, trailName: 'trail', start, periods });
    return key.publicKey;
  });
  store.objects.delete([...store.objects.keys()].find((id) => id.includes('/CloudTrail/eu-west-2/')) ?? '');
  for (const [id, { content, metadata }] of store.objects) {
    const file = join(folder, id);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    if (metadata.signature !== undefined)
      writeFileSync(`${file}.metadata.json`, JSON.stringify({ Metadata: metadata }));
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

const source = (folders: Record<string, string>) => ({
  store: { kind: 'folder' as const, folders },
  keys: { kind: 'saved' as const, keys },
});
const byRegion = (reports: PlaceReport[]) => reports.sort((a, b) => (a.region < b.region ? -1 : 1));

describe('a verification in a thread of its own', () => {
  it('reports what one in this thread does, and names each file that it has proven', async () => {
    const proven: string[] = [];
    const reports: PlaceReport[] = [];
    const verification = verifyInThread(options, source({ logs: join(folder, 'logs') }), (file) =>
      proven.push(`${file.s3Bucket}/${file.s3Object}`),
    );
    for await (const report of verification) reports.push(report);
    const here = regions.map((region) =>
      verify({ store, keys, accountId, region, places: [place], from: start, to: end }),
    );
    expect(byRegion(reports)).toEqual(await Promise.all(here));
    expect(proven.sort()).toEqual(
      [...store.objects.keys()].filter((id) => id.includes('/CloudTrail/')).sort(),
    );
    expect(reports.map(({ faultCount }) => faultCount)).toEqual([0, 1, 0]);
  });

  it('passes over what is excepted', async () => {
    const except = new Set(regions.slice(1).map((region) => placeId({ accountId, region })));
    const found: string[] = [];
    const verification = verifyInThread({ ...options, except }, source({ logs: join(folder, 'logs') }));
    for await (const { region } of verification) found.push(region);
    expect(found).toEqual(['eu-west-1']);
  });

  it('tells a folder that cannot be listed as unknown, and not the thread as failed', async () => {
    const verification = verifyInThread(options, source({ logs: 'no\0folder' }));
    const { value } = await verification.next();
    expect(value?.hours).toEqual(['unknown', 'unknown', 'unknown']);
    expect(value?.faults[0]?.because).toContain('null bytes');
  });

  it('fails with what made the thread fail', async () => {
    const verification = verifyInThread({ ...options, from: new Date(NaN) }, source({ logs: folder }));
    await expect(verification.next()).rejects.toThrow('Invalid');
  });
});

import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { hourStates } from './hour-state.ts';
import { readKeyFile } from './key-file.ts';
import type { LogPlace } from './log-place.ts';
import { MemoryStore } from './test/memory-store.ts';
import { type DeliveredDigest, deliverChain, putSigned, SigningKey } from './test/signed-chain.ts';
import { verify } from './test/verify.ts';

const accountId = '111111111111';
const region = 'eu-west-1';
const place: LogPlace = { bucket: 'logs', prefix: null, organizationId: null };
const start = Date.parse('2026-03-01T20:00:00Z');
const key = new SigningKey(region);
const files = [2, 1, 3, 0, 2, 1];

/** Logs that nobody has touched. */
const clean = new MemoryStore();
const digests = deliverChain(clean, key, {
  ...{ accountId, region, place, start },
  trailName: 'trail',
  periods: [{ files, pause: 0 }],
});
const logFiles = digests.flatMap((digest) => digest.logFiles);
const end = digests.at(-1)?.end ?? start;

/** Verifies what was made of the logs; a run that does not end fails its test. */
function verifyChanged(
  change: (store: MemoryStore) => void,
  keys: Parameters<typeof verify>[0]['keys'] = [key.publicKey],
) {
  const store = new MemoryStore();
  for (const [id, object] of clean.objects) store.objects.set(id, object);
  change(store);
  return verify({ store, keys, accountId, region, places: [place], from: start, to: end });
}

const bytes = fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array));
/** What an object may hold in place of what it did. */
const content = fc.oneof(
  bytes,
  bytes.map((each) => gzipSync(each)),
  fc.json().map((text) => gzipSync(text)),
  fc.jsonValue().map((value) => gzipSync(JSON.stringify({ Records: value }))),
  // A gzip header of any kind, with and without what it announces.
  fc
    .tuple(fc.nat({ max: 255 }), bytes)
    .map(([flags, rest]) => Buffer.concat([Buffer.from([0x1f, 0x8b, 8, flags, 0, 0, 0, 0, 0, 3]), rest])),
);

afterEach(() => vi.restoreAllMocks());

describe('digests and log files of any content', () => {
  it('are found to be tampered with, and vouch for nothing', async () => {
    const change = fc.record({ at: fc.nat(), content, cut: fc.option(fc.nat()) });
    await fc.assert(
      fc.asyncProperty(change, async ({ at, content: random, cut }) => {
        const ids = [...clean.objects.keys()];
        const id = ids[at % ids.length] ?? '';
        const before = clean.get(id);
        const replaced = cut === null ? random : before.content.subarray(0, cut % before.content.length);
        const report = await verifyChanged((store) =>
          store.objects.set(id, { ...before, content: replaced }),
        );
        expect(report.faults).toContainEqual(expect.objectContaining({ object: id, kind: 'tampered' }));
        expect(report.hours).toContain('tampered');
      }),
      { seed: 20260310, numRuns: 120 },
    );
  });

  it('are found even when CloudTrail itself had signed another thing', async () => {
    const [sample] = digests;
    const field = fc.constantFrom(
      ...Object.keys(sample?.digest ?? {}),
      '__proto__',
      'constructor',
      'toString',
    );
    const entry = fc.constantFrom('s3Bucket', 's3Object', 'hashValue', 'hashAlgorithm');
    const value = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom('', '..', '../../etc/passwd', '\0', '9'.repeat(400)),
    );
    const change = fc.record({
      at: fc.nat({ max: digests.length - 2 }),
      field,
      entry,
      value,
      isEntry: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(change, async ({ at, field: name, entry: part, value: other, isEntry }) => {
        const { object, digest } = digests[at] as DeliveredDigest;
        const [first, ...rest] = digest.logFiles;
        const changed =
          isEntry && first !== undefined
            ? { ...digest, logFiles: [{ ...first, [part]: other }, ...rest] }
            : { ...digest, [name]: other };
        // Its signature is right, and it lies where the digest before did; the one after it names another hash.
        const signed = new MemoryStore();
        putSigned(signed, key, changed as never);
        const [written] = signed.objects.values();
        if (written === undefined || JSON.stringify(changed) === JSON.stringify(digest)) return;
        const report = await verifyChanged((store) => store.objects.set(object, written));
        expect(report.faults).toContainEqual(expect.objectContaining({ object, kind: 'tampered' }));
      }),
      { seed: 20260311, numRuns: 120 },
    );
  });

  it('are read or told as unreadable whatever the metadata of a digest says', async () => {
    const metadata = fc.dictionary(
      fc.constantFrom('signature', 'signature-algorithm', 'backfill-generation-timestamp', '__proto__'),
      fc.oneof(fc.string(), fc.constantFrom('', 'ab', 'ab'.repeat(64), 'null')),
    );
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: digests.length - 1 }), metadata, async (at, other) => {
        const { object } = digests[at] as DeliveredDigest;
        const report = await verifyChanged((store) =>
          store.objects.set(object, { ...store.get(object), metadata: other }),
        );
        // The digest after it still has the signature; the last one has none.
        const hasSignature = other.signature !== undefined || at === digests.length - 1;
        expect(report.faults.map((fault) => fault.object)).toEqual(hasSignature ? [object] : []);
      }),
      { seed: 20260312, numRuns: 100 },
    );
  });

  it('are listed or told under any name', async () => {
    const name = fc.oneof(
      fc.string(),
      fc.constantFrom('.json.gz', '111111111111_CloudTrail-Digest_', '99999999T999999Z'),
    );
    await fc.assert(
      fc.asyncProperty(fc.boolean(), name, async (isDigest, odd) => {
        const ids = isDigest ? digests.map(({ object }) => object) : logFiles;
        const folder = (ids[0] ?? '').replace(/[^/]*$/, '');
        const id = `${folder}${odd}`;
        const report = await verifyChanged((store) =>
          store.objects.set(id, { content: Buffer.from('x'), metadata: {} }),
        );
        expect(report.faults).toMatchObject([{ kind: 'unreferenced', object: id }]);
      }),
      { seed: 20260313, numRuns: 100 },
    );
  });

  it('are proven by no key that is none', async () => {
    const value = fc.oneof(fc.base64String(), fc.string(), fc.constant(''));
    await fc.assert(
      fc.asyncProperty(value, async (other) => {
        const report = await verifyChanged(() => {}, [{ ...key.publicKey, value: other }]);
        expect(report.hours.some((state) => state === 'proven' || state === 'provably-empty')).toBe(false);
        expect(report.faults.every(({ kind }) => kind === 'unreadable')).toBe(true);
        expect(report.faults.map(({ because }) => because).join()).toContain('is no RSA key');
      }),
      { seed: 20260314, numRuns: 100 },
    );
  });

  it('have a state that there is in each hour, however much of them is changed at once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(), fc.option(content)), { maxLength: 8 }),
        async (changes) => {
          const ids = [...clean.objects.keys()];
          const report = await verifyChanged((store) => {
            for (const [at, replaced] of changes) {
              const id = ids[at % ids.length] ?? '';
              if (replaced === null) store.objects.delete(id);
              else store.objects.set(id, { content: replaced, metadata: clean.get(id).metadata });
            }
          });
          expect(report.hours).toHaveLength(files.length);
          for (const state of report.hours) expect(hourStates).toContain(state);
          expect(report.faultCount > 0).toBe(changes.length > 0);
        },
      ),
      { seed: 20260315, numRuns: 100 },
    );
  });
});

describe('a file of keys', () => {
  it('of any content is read, or refused by its name', () => {
    const text = fc.oneof(
      fc.string(),
      fc.json(),
      fc.jsonValue().map((value) => JSON.stringify([{ region: value }])),
    );
    fc.assert(
      fc.property(text, (each) => {
        try {
          expect(readKeyFile(each, 'keys.json')).toEqual(JSON.parse(each));
          expect(JSON.parse(each)).toEqual(expect.any(Array));
        } catch (error) {
          expect((error as Error).message).toMatch(/^keys\.json/);
        }
      }),
      { seed: 20260316, numRuns: 200 },
    );
  });
});

it('is about logs that are proven', async () => {
  const report = await verifyChanged(() => {});
  expect([report.faultCount, report.verified.logFiles]).toEqual([0, logFiles.length]);
  expect(gunzipSync(clean.get(logFiles[0] ?? '').content).toString()).toContain('Records');
});

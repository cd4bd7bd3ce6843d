import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IntegrityFault, PlaceReport } from './chain-report.ts';
import type { Digest } from './digest.ts';
import type { LogPlace } from './log-place.ts';
import { MemoryStore } from './test/memory-store.ts';
import {
  type ChainPlan,
  type DeliveredDigest,
  deliverChain,
  deliverDigest,
  putSigned,
  SigningKey,
} from './test/signed-chain.ts';
import { verify } from './test/verify.ts';

const hour = 3_600_000;
const accountId = '111111111111';
const region = 'eu-west-1';
const place: LogPlace = { bucket: 'logs', prefix: 'audit', organizationId: 'o-example' };
const start = Date.parse('2026-03-01T20:12:00Z');
const key = new SigningKey(region);
const another = new SigningKey(region);
const ofElsewhere = new SigningKey('us-west-2');
const keys = [key.publicKey, another.publicKey, ofElsewhere.publicKey];

const planOf = (periods: ChainPlan['periods']): ChainPlan => ({
  accountId,
  region,
  place,
  trailName: 'organization_trail',
  start,
  periods,
});

/** Twelve hours over midnight, the fourth and the tenth without any file. */
const files = [2, 1, 3, 0, 2, 1, 1, 2, 3, 0, 1, 2];

/** Delivered logs that a test may tamper with. */
class Bucket {
  readonly store = new MemoryStore();
  readonly plan: ChainPlan;
  readonly digests: DeliveredDigest[];

  constructor(periods: ChainPlan['periods'] = [{ files, pause: 0 }]) {
    this.plan = planOf(periods);
    this.digests = deliverChain(this.store, key, this.plan);
  }

  digest(at: number): DeliveredDigest {
    const digest = this.digests.at(at);
    if (digest === undefined) throw new Error(`no digest ${at}`);
    return digest;
  }

  /** A log file that a digest names. */
  file(at: number, index = 0): string {
    return this.digest(at).logFiles[index] ?? `no file ${index} of digest ${at}`;
  }

  delete(...objects: string[]): void {
    for (const object of objects)
      if (!this.store.objects.delete(object)) throw new Error(`no object ${object}`);
  }

  /** Writes over an object, its metadata kept. */
  edit(object: string, change: (content: Buffer) => Buffer): void {
    const { content, metadata } = this.store.get(object);
    this.store.objects.set(object, { content: change(content), metadata });
  }

  copy(from: string, to: string): void {
    this.store.objects.set(to, this.store.get(from));
  }

  swap(one: string, other: string): void {
    const before = this.store.get(one);
    this.copy(other, one);
    this.store.objects.set(other, before);
  }

  /** Edits a digest as somebody without CloudTrail's key can: its signature stays. */
  editDigest(at: number, change: (digest: Digest) => object): void {
    this.edit(this.digest(at).object, (content) =>
      gzipSync(
        JSON.stringify({ ...JSON.parse(gunzipSync(content).toString()), ...change(this.digest(at).digest) }),
      ),
    );
  }

  verify(options: Partial<Parameters<typeof verify>[0]> = {}): Promise<PlaceReport> {
    const { store } = this;
    const to = this.digest(-1).end;
    return verify({ store, keys, accountId, region, places: [place], from: start, to, ...options });
  }
}

const kindsOf = ({ faults }: PlaceReport) => faults.map(({ kind }) => kind);

describe('what CloudTrail delivered', () => {
  it('is proven, hour by hour, and provably empty where it says so', async () => {
    const report = await new Bucket().verify();
    expect(report.faults).toEqual([]);
    expect(report.verified).toEqual({ digests: 12, logFiles: 18 });
    // From 20:12 to 08:12 are 13 hours of the clock.
    expect(report.hours).toHaveLength(13);
    expect(new Set(report.hours)).toEqual(new Set(['proven']));
    expect(report.from).toBe('2026-03-01T20:00:00.000Z');
  });

  it('is provably empty where nothing was', async () => {
    const report = await new Bucket([{ files: [0, 0, 0, 0], pause: 0 }]).verify();
    expect(new Set(report.hours)).toEqual(new Set(['provably-empty']));
  });

  it('is not expected before the account was there, and pending as long as CloudTrail may take', async () => {
    const bucket = new Bucket();
    const to = bucket.digest(-1).end + 3 * hour;
    const report = await bucket.verify({ from: start - 5 * hour, since: start, to, asOf: to });
    expect(report.faults.map(({ because }) => because)).toEqual([
      'no digest is there; deleted ones and a trail that was stopped look alike',
    ]);
    expect(report.hours.slice(0, 5)).toEqual(new Array(5).fill('not-expected'));
    expect(report.hours.slice(-2)).toEqual(['pending', 'pending']);
  });

  it('is told as stopped between the end of a chain and the first digest of the next one', async () => {
    const report = await new Bucket([
      { files: [1, 1, 1], pause: 120 },
      { files: [1, 1], pause: 0 },
    ]).verify();
    expect(report.faults).toEqual([]);
    expect(report.hours).toEqual([
      ...['proven', 'proven', 'proven'],
      'stopped',
      'stopped',
      'stopped',
      'proven',
      'proven',
    ]);
  });

  it.each([
    ['bucket', { ...place, bucket: 'newer', prefix: null }],
    ['prefix of one bucket', { ...place, prefix: 'newer' }],
    ['place in one bucket, without a prefix', { ...place, prefix: null }],
  ])('is found in every %s that the trail had', async (_what, moved) => {
    const bucket = new Bucket();
    const plan = { ...bucket.plan, place: moved };
    const last = bucket.digest(-1);
    deliverDigest(bucket.store, key, plan, { start: last.end, end: last.end + hour, logFiles: [] }, last);
    const to = last.end + hour;
    expect((await bucket.verify({ to, places: [place, moved] })).faults).toEqual([]);
    const half = await bucket.verify({ to, places: [moved] });
    expect(half.faults).toMatchObject([{ kind: 'missing', count: 12, object: last.object }]);
  });

  it('holds what was delivered late, by a chain of its own', async () => {
    const bucket = new Bucket();
    const late = deliverChain(bucket.store, key, {
      ...bucket.plan,
      start: start + 2 * hour,
      periods: [{ files: [2], pause: 0 }],
      isBackfill: true,
    });
    const report = await bucket.verify();
    expect(report.faults).toEqual([]);
    expect(report.verified.digests).toBe(13);
    bucket.delete(late[0]?.logFiles[0] ?? '');
    expect(kindsOf(await bucket.verify())).toEqual(['missing']);
  });

  it('is proven from a copy that has lost the signatures, but for the digest that no other one names', async () => {
    const bucket = new Bucket();
    for (const { object } of bucket.digests)
      bucket.store.objects.set(object, { ...bucket.store.get(object), metadata: {} });
    const report = await bucket.verify();
    expect(report.faults).toMatchObject([{ kind: 'unreadable', object: bucket.digest(-1).object }]);
    expect(report.verified.digests).toBe(11);
  });

  it('of which something cannot be read is unknown there, and proven elsewhere', async () => {
    const bucket = new Bucket();
    bucket.store.refused.add(bucket.file(4));
    bucket.store.refused.add(bucket.digest(8).object);
    const report = await bucket.verify();
    expect(kindsOf(report)).toEqual(['unreadable', 'unreadable']);
    expect(report.hours.filter((state) => state === 'unknown')).toHaveLength(4);
  });

  it('of which the digests of a day cannot be listed is unknown on that day, and proven elsewhere', async () => {
    const bucket = new Bucket([{ files: new Array(60).fill(1), pause: 0 }]);
    bucket.store.refused.add(
      'logs/audit/AWSLogs/o-example/111111111111/CloudTrail-Digest/eu-west-1/2026/03/03/',
    );
    const report = await bucket.verify();
    expect(kindsOf(report)).toEqual(['unreadable']);
    expect(report.faults[0]?.because).toBe('its folder could not be listed: AccessDenied');
    // The digest from 23:12 to 00:12 lies in the folder of the next day.
    const unknown = report.hours.flatMap((state, index) => (state === 'unknown' ? [index] : []));
    expect(unknown).toEqual(Array.from({ length: 25 }, (_, index) => index + 27));
    expect(new Set(report.hours)).toEqual(new Set(['proven', 'unknown']));
  });

  it('of which the log files of a day cannot be listed is unknown on that day: there may be more of them', async () => {
    const bucket = new Bucket([{ files: new Array(60).fill(1), pause: 0 }]);
    bucket.store.refused.add('logs/audit/AWSLogs/o-example/111111111111/CloudTrail/eu-west-1/2026/03/03/');
    const report = await bucket.verify();
    expect(kindsOf(report)).toEqual(['unreadable']);
    expect(report.verified).toEqual({ digests: 60, logFiles: 60 });
    expect(report.hours.filter((state) => state === 'unknown')).toHaveLength(24);
  });

  it('is not called deleted where the digests that would tell could not be listed', async () => {
    const bucket = new Bucket([{ files: new Array(60).fill(1), pause: 0 }]);
    const { ends } = await bucket.verify({ to: bucket.digest(40).end });
    bucket.delete(...bucket.digests.slice(20, 59).map(({ object }) => object));
    bucket.store.refused.add(
      'logs/audit/AWSLogs/o-example/111111111111/CloudTrail-Digest/eu-west-1/2026/03/03/',
    );
    const report = await bucket.verify({ knownEnds: ends });
    expect(report.faults).toMatchObject([
      { kind: 'unreadable', object: null, count: 7 },
      { kind: 'unreadable', object: expect.stringContaining('/2026/03/03/') },
      // From midnight to the last digest, which names the one before it.
      { kind: 'missing', object: bucket.digest(58).object, count: 7 },
    ]);
  });

  it('of random chains with any pause gives no alarm', async () => {
    const period = fc.record({
      files: fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 8 }),
      pause: fc.nat({ max: 300 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(period, { minLength: 1, maxLength: 4 }), async (periods) => {
        const report = await new Bucket(periods).verify();
        expect(report.faults).toEqual([]);
        expect(report.verified.digests).toBe(periods.flatMap((one) => one.files).length);
      }),
      { seed: 20260301, numRuns: 1_000 },
    );
  }, 120_000);
});

/** One thing that was done to the logs, and what must be told of it. */
interface Tampering {
  readonly name: string;
  /** Hours of the chain that it touches: two that share one do not show both. */
  readonly touches: readonly number[];
  readonly work: (bucket: Bucket) => void;
  /** What is found; by {@link touches} where it is more than one. */
  readonly found: (bucket: Bucket) => Partial<IntegrityFault>;
}

const at = (...touches: number[]) => touches;
const oneOf = (kind: IntegrityFault['kind'], object: (bucket: Bucket) => string) => (bucket: Bucket) => ({
  kind,
  object: object(bucket),
});
const tamperedDigest = (index: number) => oneOf('tampered', (bucket) => bucket.digest(index).object);
const tamperedFile = (index: number) => oneOf('tampered', (bucket) => bucket.file(index));
const missing = (count: number) => () => ({ kind: 'missing' as const, what: 'digest' as const, count });

const tamperings: readonly Tampering[] = [
  {
    name: 'the first digests are deleted',
    touches: at(0, 1),
    work: (bucket) => bucket.delete(bucket.digest(0).object, bucket.digest(1).object),
    found: missing(2),
  },
  {
    name: 'the last digests are deleted',
    touches: at(10, 11),
    work: (bucket) => bucket.delete(bucket.digest(-1).object, bucket.digest(-2).object),
    found: missing(2),
  },
  {
    name: 'three digests in the middle are deleted',
    touches: at(4, 5, 6),
    work: (bucket) => bucket.delete(...[4, 5, 6].map((index) => bucket.digest(index).object)),
    found: missing(3),
  },
  {
    name: 'a log file is deleted',
    touches: at(2),
    work: (bucket) => bucket.delete(bucket.file(2)),
    found: oneOf('missing', (bucket) => bucket.file(2)),
  },
  {
    name: 'a log file is edited',
    touches: at(4),
    work: (bucket) => bucket.edit(bucket.file(4), () => gzipSync('{"Records":[]}')),
    found: tamperedFile(4),
  },
  {
    name: 'a log file is replaced by another one',
    touches: at(7),
    work: (bucket) => bucket.copy(bucket.file(7, 1), bucket.file(7)),
    found: tamperedFile(7),
  },
  {
    name: 'two log files of an hour are swapped',
    touches: at(7),
    work: (bucket) => bucket.swap(bucket.file(7), bucket.file(7, 1)),
    found: tamperedFile(7),
  },
  {
    name: 'log files of two hours are swapped',
    touches: at(2, 10),
    work: (bucket) => bucket.swap(bucket.file(2), bucket.file(10)),
    found: tamperedFile(10),
  },
  {
    name: 'two digests are swapped',
    touches: at(3, 9),
    work: (bucket) => bucket.swap(bucket.digest(3).object, bucket.digest(9).object),
    found: tamperedDigest(3),
  },
  {
    name: 'a log file is cut off',
    touches: at(8),
    work: (bucket) => bucket.edit(bucket.file(8), (content) => content.subarray(0, content.length - 5)),
    found: tamperedFile(8),
  },
  {
    name: 'an empty gzip member is appended to a log file',
    touches: at(0),
    work: (bucket) => bucket.edit(bucket.file(0), (content) => Buffer.concat([content, gzipSync('')])),
    found: tamperedFile(0),
  },
  {
    name: 'an empty gzip member is put before a log file',
    touches: at(1),
    work: (bucket) => bucket.edit(bucket.file(1), (content) => Buffer.concat([gzipSync(''), content])),
    found: tamperedFile(1),
  },
  {
    name: 'something follows the end of a log file',
    touches: at(6),
    work: (bucket) => bucket.edit(bucket.file(6), (content) => Buffer.concat([content, Buffer.from('x')])),
    found: tamperedFile(6),
  },
  {
    name: 'a log file is added that no digest names',
    touches: at(5),
    work: (bucket) => bucket.copy(bucket.file(5), extraFile(bucket)),
    found: oneOf('unreferenced', extraFile),
  },
  {
    name: 'a log file lies in the folder of a day under the name of another one',
    touches: at(3),
    work: (bucket) => bucket.copy(bucket.file(6), fileOfAnotherDay(bucket)),
    found: oneOf('unreferenced', fileOfAnotherDay),
  },
  {
    name: 'a digest forgets a log file',
    touches: at(8),
    work: (bucket) => bucket.editDigest(8, ({ logFiles }) => ({ logFiles: logFiles.slice(1) })),
    found: tamperedDigest(8),
  },
  {
    name: 'the last digest forgets its log files',
    touches: at(11),
    work: (bucket) => bucket.editDigest(11, () => ({ logFiles: [] })),
    found: tamperedDigest(11),
  },
  {
    name: 'an edited digest hides that the one before it was deleted',
    touches: at(4, 5),
    work: (bucket) => {
      bucket.delete(bucket.digest(4).object);
      bucket.editDigest(5, () => firstOfChain);
    },
    found: missing(1),
  },
  {
    name: 'a digest is replaced by an older one',
    touches: at(9),
    work: (bucket) => bucket.copy(bucket.digest(3).object, bucket.digest(9).object),
    found: tamperedDigest(9),
  },
  {
    name: 'a digest is replayed under a name of its own',
    touches: at(6),
    work: (bucket) => bucket.copy(bucket.digest(3).object, extraDigest(bucket)),
    found: oneOf('unreferenced', extraDigest),
  },
  {
    name: "another Region's digest is put in the place of a digest",
    touches: at(2),
    work: (bucket) => {
      const elsewhere = new MemoryStore();
      const [digest] = deliverChain(elsewhere, ofElsewhere, { ...bucket.plan, region: 'us-west-2' });
      bucket.store.objects.set(bucket.digest(2).object, elsewhere.get(digest?.object ?? ''));
    },
    found: tamperedDigest(2),
  },
  {
    name: 'a digest lies in the folder under the name of another Region',
    touches: at(3),
    work: (bucket) => bucket.copy(bucket.digest(3).object, foreignDigest(bucket)),
    found: oneOf('unreferenced', foreignDigest),
  },
  {
    name: 'a digest is signed by another key of CloudTrail',
    touches: at(7),
    work: (bucket) => putSigned(bucket.store, another, bucket.digest(7).digest),
    found: tamperedDigest(7),
  },
  {
    name: 'a digest is signed by a key that is none of CloudTrail',
    touches: at(10),
    work: (bucket) => {
      const own = new SigningKey(region);
      const digest = { ...bucket.digest(10).digest, digestPublicKeyFingerprint: own.fingerprint };
      putSigned(bucket.store, own, digest);
    },
    found: tamperedDigest(10),
  },
  {
    name: 'a digest names another signature than the one before it has',
    touches: at(10, 11),
    work: (bucket) =>
      putSigned(bucket.store, key, {
        ...bucket.digest(11).digest,
        previousDigestSignature: 'ab'.repeat(128),
      }),
    found: tamperedDigest(10),
  },
  {
    name: 'a digest names another hash than the one before it has',
    touches: at(10, 11),
    work: (bucket) =>
      putSigned(bucket.store, key, { ...bucket.digest(11).digest, previousDigestHashValue: 'ab'.repeat(32) }),
    found: tamperedDigest(10),
  },
  {
    name: 'a digest is replaced by another one that CloudTrail might have signed',
    touches: at(5),
    work: (bucket) => putSigned(bucket.store, key, { ...bucket.digest(5).digest, logFiles: [] }),
    found: tamperedDigest(5),
  },
  {
    name: 'a digest is cut off',
    touches: at(1),
    work: (bucket) => bucket.edit(bucket.digest(1).object, (content) => content.subarray(0, 40)),
    found: tamperedDigest(1),
  },
  {
    name: 'something follows the end of a digest',
    touches: at(4),
    work: (bucket) =>
      bucket.edit(bucket.digest(4).object, (content) => Buffer.concat([content, gzipSync('x')])),
    found: tamperedDigest(4),
  },
  {
    name: 'a digest has lost its metadata and names a signature of its own',
    touches: at(11),
    work: (bucket) => {
      const { object } = bucket.digest(11);
      bucket.store.objects.set(object, { ...bucket.store.get(object), metadata: { signature: 'abc' } });
    },
    found: tamperedDigest(11),
  },
];

const firstOfChain = {
  previousDigestS3Bucket: null,
  previousDigestS3Object: null,
  previousDigestHashValue: null,
  previousDigestSignature: null,
};
function extraFile(bucket: Bucket): string {
  return bucket.file(5).replace(/_[^_]+\.json\.gz$/, '_forged.json.gz');
}
function fileOfAnotherDay(bucket: Bucket): string {
  return bucket.file(6).replace(/_20260302T/, '_20260115T');
}
function extraDigest(bucket: Bucket): string {
  return bucket.digest(6).object.replace('1200Z', '1130Z');
}
function foreignDigest(bucket: Bucket): string {
  return bucket.digest(3).object.replaceAll(`Digest_${region}`, 'Digest_us-west-2');
}

describe('what is found of logs that were tampered with', () => {
  it.each(tamperings)('$name', async ({ work, found, touches }) => {
    const bucket = new Bucket();
    const expected = found(bucket);
    work(bucket);
    const report = await bucket.verify();
    expect(report.faults).toContainEqual(expect.objectContaining(expected));
    expect(report.faultCount).toBeGreaterThan(0);
    const hours = new Set(touches.flatMap((index) => [index, index + 1]));
    report.hours.forEach((state, index) => {
      if (!hours.has(index)) expect([index, state]).toEqual([index, 'proven']);
    });
    expect(report.hours).toContain(expected.kind);
  });

  it('all digests are deleted: each hour is counted', async () => {
    const bucket = new Bucket();
    bucket.delete(...bucket.digests.map(({ object }) => object));
    const report = await bucket.verify();
    expect(report.faults).toMatchObject([{ kind: 'missing', count: 12 }]);
    expect(new Set(report.hours)).toEqual(new Set(['missing']));
  });

  it('everything is deleted', async () => {
    const bucket = new Bucket();
    bucket.store.objects.clear();
    expect((await bucket.verify()).faults).toMatchObject([{ kind: 'missing', count: 12 }]);
  });

  it('random pairs of them, each by its own trace', async () => {
    const pair = fc
      .tuple(fc.constantFrom(...tamperings), fc.constantFrom(...tamperings))
      .filter(([a, b]) => !b.touches.some((index) => a.touches.some((own) => Math.abs(own - index) <= 1)));
    await fc.assert(
      fc.asyncProperty(pair, async (both) => {
        const bucket = new Bucket();
        const expected = both.map(({ found }) => found(bucket));
        for (const { work } of both) work(bucket);
        const { faults } = await bucket.verify();
        for (const fault of expected) expect(faults).toContainEqual(expect.objectContaining(fault));
      }),
      { seed: 20260302, numRuns: 300 },
    );
  }, 120_000);
});

describe('any object of the bucket', () => {
  it('of which a byte is changed, added or lost is found, or says the same as before', async () => {
    const change = fc.record({
      object: fc.nat(),
      at: fc.nat(),
      byte: fc.nat({ max: 255 }),
      kind: fc.nat({ max: 2 }),
    });
    await fc.assert(
      fc.asyncProperty(change, async ({ object, at: position, byte, kind }) => {
        const bucket = new Bucket();
        const ids = [...bucket.store.objects.keys()];
        const id = ids[object % ids.length] ?? '';
        const before = bucket.store.get(id).content;
        bucket.edit(id, (content) => {
          const place = position % content.length;
          const rest = content.subarray(kind === 0 ? place : place + 1);
          return Buffer.concat([content.subarray(0, place), Buffer.from(kind === 2 ? [] : [byte]), rest]);
        });
        const { faults } = await bucket.verify();
        if (faults.length === 0) expect(gunzipSync(bucket.store.get(id).content)).toEqual(gunzipSync(before));
        else expect(faults).toContainEqual(expect.objectContaining({ object: id, kind: 'tampered' }));
      }),
      { seed: 20260303, numRuns: 300 },
    );
  }, 120_000);
});

describe('the end of a chain that was deleted before a pause', () => {
  const periods = [
    { files: [1, 1, 1], pause: 180 },
    { files: [1, 1], pause: 0 },
  ];

  it('is found by the log files that no digest names any more', async () => {
    const bucket = new Bucket(periods);
    bucket.delete(bucket.digest(2).object);
    const report = await bucket.verify();
    const because = 'log files were delivered, and no digest names them';
    expect(report.faults).toMatchObject([{ kind: 'missing', what: 'digest', because }]);
  });

  it('is found by an earlier run, when its log files are gone with it', async () => {
    const first = await new Bucket(periods.slice(0, 1)).verify();
    const bucket = new Bucket(periods);
    bucket.delete(bucket.digest(2).object, ...bucket.digest(2).logFiles);
    expect((await bucket.verify()).faults).toEqual([]);
    const report = await bucket.verify({ knownEnds: first.ends });
    expect(report.faults).toMatchObject([{ kind: 'missing', object: bucket.digest(2).object }]);
  });
});

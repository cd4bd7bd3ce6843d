import { createHash, randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  GzipFault,
  gunzipOne,
  mostBytesHeld,
  mostBytesOfText,
  sha256OfOne,
  sha256OfPieces,
} from './gunzip-one.ts';

const sha256 = (text: Buffer) => createHash('sha256').update(text).digest('hex');

describe('one gzip file', () => {
  it('is read whatever its header holds', () => {
    const plain = gzipSync('text');
    const header = Buffer.from(plain.subarray(0, 10));
    // FHCRC, FEXTRA, FNAME and FCOMMENT.
    header[3] = 2 | 4 | 8 | 16;
    const extra = Buffer.from([3, 0, 1, 2, 3]);
    const names = Buffer.from('name\0comment\0');
    const file = Buffer.concat([header, extra, names, Buffer.from([0, 0]), plain.subarray(10)]);
    expect(gunzipOne(file).toString()).toBe('text');
  });

  it('is hashed though its text is longer than what is held at once', async () => {
    const text = Buffer.alloc(mostBytesHeld + 1, 'long ');
    expect(await sha256OfOne(gzipSync(text))).toBe(sha256(text));
    const longer = Buffer.concat([gzipSync(text), Buffer.from('x')]);
    await expect(sha256OfOne(longer)).rejects.toThrow('something follows its end');
    expect(() => gunzipOne(gzipSync(Buffer.alloc(mostBytesOfText + 1)))).toThrow(GzipFault);
  });

  it('is hashed though its trailer tells less than there is', async () => {
    const file = gzipSync(Buffer.alloc(mostBytesHeld + 1));
    file.writeUInt32LE(5, file.length - 4);
    await expect(sha256OfOne(file)).rejects.toThrow('its length does not match');
  });

  it('says the same of itself whole and by pieces', async () => {
    const change = fc.record({
      text: fc.uint8Array({ maxLength: 2_000 }),
      name: fc.boolean(),
      cuts: fc.array(fc.nat({ max: 400 }), { maxLength: 30 }),
      lost: fc.option(fc.nat({ max: 12 })),
      behind: fc.uint8Array({ maxLength: 20 }),
    });
    const told = (hashing: Promise<string>) =>
      hashing.catch((error: unknown) => (error as GzipFault).message);
    await fc.assert(
      fc.asyncProperty(change, async ({ text, name, cuts, lost, behind }) => {
        const plain = gzipSync(text);
        const header = Buffer.from(plain.subarray(0, 10));
        if (name) header[3] = 8;
        const whole = Buffer.concat([header, Buffer.from(name ? 'name\0' : ''), plain.subarray(10), behind]);
        const file = whole.subarray(0, whole.length - (lost ?? 0));
        const pieces: Buffer[] = [];
        let at = 0;
        for (const length of cuts) {
          pieces.push(file.subarray(at, at + length));
          at += length;
        }
        pieces.push(file.subarray(at));
        const byPieces = await told(sha256OfPieces(pieces));
        const atOnce = await told(sha256OfOne(file));
        if (lost === null && behind.length === 0) expect(byPieces).toBe(sha256(Buffer.from(text)));
        if (/^[0-9a-f]{64}$/.test(atOnce)) expect(byPieces).toBe(atOnce);
        else expect(byPieces).toMatch(/^it is (cut off|no gzip)|^its |^something follows/);
      }),
      { seed: 8, numRuns: 500 },
    );
  });

  it('that is no gzip file is not read to its end', async () => {
    let given = 0;
    function* endless() {
      for (;;) {
        given += 1;
        yield Buffer.alloc(100_000, 'no gzip');
      }
    }
    await expect(sha256OfPieces(endless())).rejects.toThrow('it is no gzip file');
    expect(given).toBeLessThan(20);
  });

  it('that never stops after its end is not read on', async () => {
    function* endless() {
      yield gzipSync('text');
      for (;;) yield Buffer.alloc(100_000);
    }
    await expect(sha256OfPieces(endless())).rejects.toThrow('something follows its end');
  });

  it('gives its text back, and nothing else does: cut off, followed or with any bit changed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 300 }),
        fc.nat(),
        fc.nat({ max: 7 }),
        async (bytes, at, bit) => {
          const text = Buffer.from(bytes);
          const file = gzipSync(text);
          expect(await sha256OfOne(file)).toBe(sha256(text));
          expect(() => gunzipOne(file.subarray(0, at % file.length))).toThrow(GzipFault);
          expect(() => gunzipOne(Buffer.concat([file, randomBytes(1)]))).toThrow(GzipFault);
          const changed = Buffer.from(file);
          changed[at % file.length] = (changed[at % file.length] ?? 0) ^ (1 << bit);
          // Time and system in the header are nobody's text.
          const isKept = await sha256OfOne(changed).catch((error: unknown) => error instanceof GzipFault);
          expect([true, sha256(text)]).toContain(isKept);
        },
      ),
      { seed: 7, numRuns: 500 },
    );
  });
});

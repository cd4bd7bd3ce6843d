import { createHash, randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GzipFault, gunzipOne, mostBytesHeld, sha256OfOne } from './gunzip-one.ts';

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
    await expect(sha256OfOne(longer)).rejects.toThrow('1 bytes follow its end');
    expect(() => gunzipOne(gzipSync(text))).toThrow(GzipFault);
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

import { createHash, type Hash, hash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib';

/** Says why something is not one gzip file. */
export class GzipFault extends Error {
  override readonly name = 'GzipFault';
}

/** Text of more bytes than this is never held at once. */
export const mostBytesHeld = 64 * 2 ** 20;

/** What zlib takes at the least, and as much as a wrong trailer may make it take. */
const leastChunk = 1_024;
const mostChunk = 4 * 2 ** 20;

// Flags of the header, RFC 1952 section 2.3.1.
const Flag = { HeaderCrc: 2, Extra: 4, Name: 8, Comment: 16, Reserved: 0xe0 } as const;
const trailerLength = 8;

/** What Node.js gives with `info`, which its types leave out. */
interface Inflated {
  readonly buffer: Buffer;
  /** `bytesWritten` is how much was taken in. */
  readonly engine: { readonly bytesWritten: number };
}

/** What is known of the text when it was read: for the trailer to be checked. */
interface Read {
  /** Bytes of the compressed data. */
  readonly taken: number;
  readonly length: number;
  readonly crc: number;
}

/**
 * Uncompresses a gzip file of exactly one member. A digest's hash is of the uncompressed text, so that whoever appends to a
 * file leaves its hash as it is: Node.js, as most tools, reads on through further members, and past what follows them.
 * RFC 1952.
 *
 * @throws GzipFault when it is cut off, damaged, followed by anything, or longer than {@link mostBytesHeld}.
 */
export function gunzipOne(file: Buffer): Buffer {
  const start = headerLength(file);
  const text = inflate(file.subarray(start));
  if (text === undefined) throw new GzipFault(`it is longer than ${mostBytesHeld} bytes`);
  checkTrailer(file, start, text.read);
  return text.buffer;
}

/**
 * SHA-256 of the text of a gzip file of exactly one member; a long text streams through.
 *
 * @returns hexadecimal
 * @throws GzipFault when the file is cut off, damaged or followed by anything.
 */
export async function sha256OfOne(file: Buffer): Promise<string> {
  const start = headerLength(file);
  const compressed = file.subarray(start);
  const text = inflate(compressed);
  if (text !== undefined) {
    checkTrailer(file, start, text.read);
    return hash('sha256', text.buffer);
  }
  const long = createHash('sha256');
  checkTrailer(file, start, await stream(compressed, long));
  return long.digest('hex');
}

/** @returns `undefined` when the text is too long to be held. */
function inflate(compressed: Buffer): { buffer: Buffer; read: Read } | undefined {
  try {
    const options = { info: true, maxOutputLength: mostBytesHeld, chunkSize: chunkSizeOf(compressed) };
    const { buffer, engine } = inflateRawSync(compressed, options) as unknown as Inflated;
    return { buffer, read: { taken: engine.bytesWritten, length: buffer.length, crc: crc32(buffer) } };
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return undefined;
    throw damaged(cause);
  }
}

/**
 * One piece for the whole text, if its trailer tells the truth: putting pieces together costs as much memory again. zlib asks for
 * another piece when one is full to the last byte.
 */
function chunkSizeOf(compressed: Buffer): number {
  const told = compressed.readUInt32LE(compressed.length - 4) + 1;
  return Math.min(Math.max(told, leastChunk), mostChunk);
}

async function stream(compressed: Buffer, sha256: Hash): Promise<Read> {
  const inflater = createInflateRaw();
  let length = 0;
  let crc = 0;
  try {
    await pipeline([compressed], inflater, async (chunks: AsyncIterable<Buffer>) => {
      for await (const chunk of chunks) {
        sha256.update(chunk);
        length += chunk.length;
        crc = crc32(chunk, crc);
      }
    });
  } catch (cause) {
    throw damaged(cause);
  }
  return { taken: inflater.bytesWritten, length, crc };
}

const damaged = (cause: unknown) =>
  new GzipFault(`its compressed data is damaged (${(cause as Error).message})`, { cause });

function checkTrailer(file: Buffer, start: number, { taken, length, crc }: Read): void {
  const trailer = start + taken;
  const after = file.length - trailer - trailerLength;
  if (after < 0) throw new GzipFault('it is cut off');
  if (after > 0) throw new GzipFault(`${after} bytes follow its end`);
  if (file.readUInt32LE(trailer) !== crc) throw new GzipFault('its checksum does not match');
  if (file.readUInt32LE(trailer + 4) !== length % 2 ** 32) throw new GzipFault('its length does not match');
}

function headerLength(file: Buffer): number {
  if (file.length < 18 || file[0] !== 0x1f || file[1] !== 0x8b || file[2] !== 8) {
    throw new GzipFault('it is no gzip file');
  }
  const flags = file[3] ?? 0;
  if ((flags & Flag.Reserved) !== 0) throw new GzipFault('its gzip header is damaged');
  let at = 10;
  if (flags & Flag.Extra) at = afterExtra(file, at);
  if (flags & Flag.Name) at = afterText(file, at);
  if (flags & Flag.Comment) at = afterText(file, at);
  if (flags & Flag.HeaderCrc) at += 2;
  return at;
}

function afterExtra(file: Buffer, at: number): number {
  if (at + 2 > file.length) throw new GzipFault('it is cut off');
  return at + 2 + file.readUInt16LE(at);
}

function afterText(file: Buffer, at: number): number {
  const end = file.indexOf(0, at);
  if (end === -1) throw new GzipFault('it is cut off');
  return end + 1;
}

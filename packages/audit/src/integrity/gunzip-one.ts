import { createHash, hash } from 'node:crypto';
import { finished } from 'node:stream/promises';
import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import pLimit from 'p-limit';

/** Says why something is not one gzip file. */
export class GzipFault extends Error {
  override readonly name = 'GzipFault';
}

/** A text that is wanted may have as many bytes: a digest that names some hundred thousand files has less. */
export const mostBytesOfText = 64 * 2 ** 20;

/** Of a text that is only to be hashed, no more bytes than this are held at once. */
export const mostBytesHeld = 8 * 2 ** 20;

/** Long texts are let go quicker than they are collected: many at once would fill the memory. */
export const oneAfterTheOther = pLimit(1);

/** A header with more bytes than this is taken for damaged. */
const mostBytesOfHeader = 2 ** 20;

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
 * @throws GzipFault when it is cut off, damaged, followed by anything, or longer than {@link mostBytesOfText}.
 */
export function gunzipOne(file: Buffer): Buffer {
  const start = headerLength(file);
  const text = inflate(file.subarray(start), mostBytesOfText);
  if (text === undefined) throw new GzipFault(`it is longer than ${mostBytesOfText} bytes`);
  checkTrailer(file.subarray(start + text.read.taken), text.read);
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
  const text = toldLength(file) > mostBytesHeld ? undefined : inflate(compressed, mostBytesHeld);
  if (text === undefined) return oneAfterTheOther(() => sha256OfPieces([file]));
  checkTrailer(file.subarray(start + text.read.taken), text.read);
  return hash('sha256', text.buffer);
}

/**
 * The same of a file that is read piece by piece: however long the file and its text are, little of them is held.
 *
 * @throws GzipFault, or whatever kept the file from being read.
 */
export async function sha256OfPieces(pieces: Iterable<Buffer> | AsyncIterable<Buffer>): Promise<string> {
  using text = new LongText();
  let header: Buffer | null = Buffer.alloc(0);
  let trailer: Buffer | null = null;
  for await (const piece of pieces) {
    if (trailer !== null) trailer = Buffer.concat([trailer, piece]);
    else if (header === null) trailer = await text.take(piece);
    else {
      const begun: Buffer = Buffer.concat([header, piece]);
      const start = headerLengthOf(begun);
      header = start === null ? begun : null;
      if (start !== null) trailer = await text.take(begun.subarray(start));
    }
    if (trailer !== null && trailer.length > trailerLength) break;
  }
  if (header !== null) throw new GzipFault('it is cut off');
  checkTrailer(trailer ?? (await text.end()), text.read);
  return text.sha256();
}

/** @returns `null` when more of the file is needed to tell. */
function headerLengthOf(begun: Buffer): number | null {
  try {
    const start = headerLength(begun);
    return start <= begun.length ? start : null;
  } catch (fault) {
    if (begun.length > mostBytesOfHeader) throw fault;
    return null;
  }
}

/** Text that is uncompressed and hashed, and not kept. */
class LongText implements Disposable {
  readonly #inflater = createInflateRaw();
  readonly #sha256 = createHash('sha256');
  readonly #ended: Promise<void>;
  #given = 0;
  #length = 0;
  #crc = 0;

  constructor() {
    this.#inflater.on('data', (chunk: Buffer) => {
      this.#sha256.update(chunk);
      this.#length += chunk.length;
      this.#crc = crc32(chunk, this.#crc);
    });
    this.#ended = finished(this.#inflater, { writable: false }).catch((cause: unknown) => {
      throw damaged(cause);
    });
    this.#ended.catch(() => {}); // Thrown where it is awaited.
  }

  /** @returns what comes after the compressed data; `null` as long as that has not ended. */
  async take(piece: Buffer): Promise<Buffer | null> {
    this.#given += piece.length;
    let hasEnded = false;
    const taken = new Promise<void>((resolve) => this.#inflater.write(piece, () => resolve()));
    const ended = this.#ended.then(() => {
      hasEnded = true;
    });
    await Promise.race([taken, ended]);
    // An error is told by the stream soon after the piece was taken.
    if (this.#inflater.errored !== null) await this.#ended;
    const left = this.#given - this.#inflater.bytesWritten;
    return hasEnded || left > 0 ? piece.subarray(piece.length - left) : null;
  }

  /** When there are no more pieces. @returns what comes after the compressed data: nothing. */
  async end(): Promise<Buffer> {
    this.#inflater.end();
    await this.#ended;
    return Buffer.alloc(0);
  }

  get read(): { readonly length: number; readonly crc: number } {
    return { length: this.#length, crc: this.#crc };
  }

  sha256(): string {
    return this.#sha256.digest('hex');
  }

  [Symbol.dispose](): void {
    this.#inflater.destroy();
  }
}

/** @returns `undefined` when the text is too long to be held. */
function inflate(compressed: Buffer, maxOutputLength: number): { buffer: Buffer; read: Read } | undefined {
  try {
    const options = { info: true, maxOutputLength, chunkSize: chunkSizeOf(compressed) };
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
  return Math.min(Math.max(toldLength(compressed) + 1, leastChunk), mostChunk);
}

/** Length of the text as the trailer has it, which nobody has checked. */
const toldLength = (file: Buffer) => file.readUInt32LE(file.length - 4);

const damaged = (cause: unknown) =>
  new GzipFault(`its compressed data is damaged (${(cause as Error).message})`, { cause });

/** @param trailer all that comes after the compressed data. */
function checkTrailer(
  trailer: Buffer,
  { length, crc }: { readonly length: number; readonly crc: number },
): void {
  const after = trailer.length - trailerLength;
  if (after < 0) throw new GzipFault('it is cut off');
  if (after > 0) throw new GzipFault('something follows its end');
  if (trailer.readUInt32LE(0) !== crc) throw new GzipFault('its checksum does not match');
  if (trailer.readUInt32LE(4) !== length % 2 ** 32) throw new GzipFault('its length does not match');
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

import { mkdirSync, renameSync, rmSync, writeFileSync, writeSync, openSync, closeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileOfKey } from './file-of-key.ts';
import { GzipFault, oneAfterTheOther, sha256OfOne, sha256OfPieces } from './gunzip-one.ts';
import { LongObjectError, type LogStore } from './log-store.ts';

/** A log file to verify. */
export interface NamedLogFile {
  readonly s3Bucket: string;
  readonly s3Object: string;
  /** SHA-256 of the uncompressed file as its digest names it; `null` when it is only to be read as one whole gzip file. */
  readonly hashValue: string | null;
}

/** What is wrong with a log file that a verified digest names. */
export interface LogFileFault {
  readonly kind: 'missing' | 'tampered' | 'unreadable';
  readonly because: string;
}

/** What log files are read from. */
export type LogFileSource = Pick<LogStore, 'read' | 'stream'>;

/**
 * Compares a log file with the hash that a verified digest names.
 *
 * @param keepIn folder with a folder for each bucket, to write it to when it is as it was delivered. Default: it is not kept.
 * @returns `null` when it is as it was delivered.
 */
export async function verifyLogFile(
  file: NamedLogFile,
  source: LogFileSource,
  keepIn?: string,
): Promise<LogFileFault | null> {
  try {
    const object = await source.read(file.s3Bucket, file.s3Object);
    return object === null ? gone : await verifyContent(file, object.content, keepIn);
  } catch (error) {
    if (!(error instanceof LongObjectError)) return unreadable(error);
  }
  try {
    return await oneAfterTheOther(() => verifyLongFile(file, source, keepIn));
  } catch (error) {
    return unreadable(error);
  }
}

/** The same of a file that was read. */
export async function verifyContent(
  file: NamedLogFile,
  content: Buffer,
  keepIn?: string,
): Promise<LogFileFault | null> {
  const fault = await faultOf(file, sha256OfOne(content));
  if (fault !== null || keepIn === undefined) return fault;
  try {
    writeFileSync(pathToKeep(file, keepIn), content);
    return null;
  } catch (error) {
    return unkept(error);
  }
}

/** Of a file that is too long to be held, each piece is written as it comes, and the whole is named when it is verified. */
async function verifyLongFile(
  file: NamedLogFile,
  source: LogFileSource,
  keepIn: string | undefined,
): Promise<LogFileFault | null> {
  const pieces = await source.stream(file.s3Bucket, file.s3Object);
  if (pieces === null) return gone;
  if (keepIn === undefined) return faultOf(file, sha256OfPieces(pieces));
  const path = pathToKeep(file, keepIn);
  const part = `${path}.part`;
  const descriptor = openSync(part, 'w');
  try {
    const fault = await faultOf(file, sha256OfPieces(written(pieces, descriptor)));
    if (fault === null) renameSync(part, path);
    return fault;
  } finally {
    closeSync(descriptor);
    rmSync(part, { force: true });
  }
}

async function* written(pieces: AsyncIterable<Buffer>, file: number): AsyncGenerator<Buffer> {
  for await (const piece of pieces) {
    writeSync(file, piece);
    yield piece;
  }
}

async function faultOf({ hashValue }: NamedLogFile, hashing: Promise<string>): Promise<LogFileFault | null> {
  try {
    const sha256 = await hashing;
    return hashValue === null || sha256 === hashValue.toLowerCase()
      ? null
      : { kind: 'tampered', because: `its hash is ${sha256}, and was ${hashValue}` };
  } catch (error) {
    if (!(error instanceof GzipFault)) throw error;
    return { kind: 'tampered', because: error.message };
  }
}

/** What is read afterwards is what was verified. */
function pathToKeep({ s3Bucket, s3Object }: NamedLogFile, keepIn: string): string {
  const path = fileOfKey(join(keepIn, s3Bucket), s3Object);
  mkdirSync(dirname(path), { recursive: true });
  return path;
}

const gone: LogFileFault = { kind: 'missing', because: 'it is gone' };
const unreadable = (error: unknown): LogFileFault => ({
  kind: 'unreadable',
  because: `it could not be read: ${(error as Error).message}`,
});
const unkept = (error: unknown): LogFileFault => ({
  kind: 'unreadable',
  because: `it could not be kept: ${(error as Error).message}`,
});

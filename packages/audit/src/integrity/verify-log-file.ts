import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileOfKey } from './file-of-key.ts';
import { GzipFault, sha256OfOne } from './gunzip-one.ts';
import type { LogStore, StoredObject } from './log-store.ts';

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

/**
 * Compares a log file with the hash that a verified digest names.
 *
 * @param keepIn folder with a folder for each bucket, to write it to when it is as it was delivered. Default: it is not kept.
 * @returns `null` when it is as it was delivered.
 */
export async function verifyLogFile(
  { s3Bucket, s3Object, hashValue }: NamedLogFile,
  store: LogStore,
  keepIn?: string,
): Promise<LogFileFault | null> {
  let object: StoredObject | null;
  try {
    object = await store.read(s3Bucket, s3Object);
  } catch (error) {
    return { kind: 'unreadable', because: `it could not be read: ${(error as Error).message}` };
  }
  if (object === null) return { kind: 'missing', because: 'it is gone' };
  try {
    const sha256 = await sha256OfOne(object.content);
    if (hashValue !== null && sha256 !== hashValue.toLowerCase())
      return { kind: 'tampered', because: `its hash is ${sha256}, and was ${hashValue}` };
  } catch (error) {
    if (!(error instanceof GzipFault)) throw error;
    return { kind: 'tampered', because: error.message };
  }
  if (keepIn === undefined) return null;
  try {
    keep(fileOfKey(join(keepIn, s3Bucket), s3Object), object.content);
    return null;
  } catch (error) {
    return { kind: 'unreadable', because: `it could not be kept: ${(error as Error).message}` };
  }
}

/** What is read afterwards is what was verified. */
function keep(file: string, content: Buffer): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

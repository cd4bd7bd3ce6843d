import type { LogFileEntry } from './digest.ts';
import { GzipFault, sha256OfOne } from './gunzip-one.ts';
import type { LogStore, StoredObject } from './log-store.ts';

/** What is wrong with a log file that a verified digest names. */
export interface LogFileFault {
  readonly kind: 'missing' | 'tampered' | 'unreadable';
  readonly because: string;
}

/** Compares a log file with the hash that a verified digest names. @returns `null` when it is as it was delivered. */
export async function verifyLogFile(entry: LogFileEntry, store: LogStore): Promise<LogFileFault | null> {
  let object: StoredObject | null;
  try {
    object = await store.read(entry.s3Bucket, entry.s3Object);
  } catch (error) {
    return { kind: 'unreadable', because: `it could not be read: ${(error as Error).message}` };
  }
  if (object === null) return { kind: 'missing', because: 'it is gone' };
  try {
    const sha256 = await sha256OfOne(object.content);
    return sha256 === entry.hashValue.toLowerCase()
      ? null
      : { kind: 'tampered', because: `its hash is ${sha256}, and was ${entry.hashValue}` };
  } catch (error) {
    if (!(error instanceof GzipFault)) throw error;
    return { kind: 'tampered', because: error.message };
  }
}

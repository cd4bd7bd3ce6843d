import type { Readable } from 'node:stream';
import type { BucketOrigin } from './bucket-origin.ts';
import type { SigningCredentials } from './s3-signature.ts';

/** An object of more bytes than this is never held at once. */
export const mostBytesRead = 16 * 2 ** 20;

/** An object as S3 keeps it. */
export interface StoredObject {
  readonly content: Buffer;
  /** User metadata, names in lower case. CloudTrail keeps the signature of a digest there. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** Says that an object is longer than {@link mostBytesRead}, so that it has to be read piece by piece. */
export class LongObjectError extends Error {
  override readonly name = 'LongObjectError';

  constructor() {
    super(`it has more than ${mostBytesRead} bytes`);
  }
}

/** How a thread that knows no SDK reads the objects of a bucket, as plain data. */
export type BucketAccess =
  | { readonly kind: 'folder'; readonly folder: string }
  | { readonly kind: 's3'; readonly at: BucketOrigin; readonly credentials: SigningCredentials };

/** Where log files and digests lie: S3, or a copy of it. */
export interface LogStore {
  /** Keys below a prefix, in no promised order. */
  list(bucket: string, prefix: string): AsyncIterable<string>;
  /**
   * @returns `null` when there is no such object.
   * @throws LongObjectError, or whatever kept it from being read.
   */
  read(bucket: string, key: string): Promise<StoredObject | null>;
  /**
   * Reads an object of any length piece by piece.
   *
   * @returns `null` when there is no such object.
   * @throws whatever kept it from being read.
   */
  stream(bucket: string, key: string): Promise<Readable | null>;
  /** @returns `null` when only the store itself can read the bucket, or does not know yet how others could. */
  accessTo(bucket: string): Promise<BucketAccess | null>;
}

/**
 * Gives the keys below a prefix, as far as they can be listed.
 *
 * @returns what kept the rest from being listed; `null` when that was all.
 */
export async function listInto(
  store: LogStore,
  bucket: string,
  prefix: string,
  take: (key: string) => void,
): Promise<string | null> {
  try {
    for await (const key of store.list(bucket, prefix)) take(key);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

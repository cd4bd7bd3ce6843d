/** An object as S3 keeps it. */
export interface StoredObject {
  readonly content: Buffer;
  /** User metadata, names in lower case. CloudTrail keeps the signature of a digest there. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** Where log files and digests lie: S3, or a copy of it. */
export interface LogStore {
  /** Keys below a prefix, in no promised order. */
  list(bucket: string, prefix: string): AsyncIterable<string>;
  /**
   * @returns `null` when there is no such object.
   * @throws whatever kept it from being read.
   */
  read(bucket: string, key: string): Promise<StoredObject | null>;
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

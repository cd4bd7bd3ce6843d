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

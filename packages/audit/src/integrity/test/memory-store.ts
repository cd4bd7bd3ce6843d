import { Readable } from 'node:stream';
import { LongObjectError, type LogStore, mostBytesRead, type StoredObject } from '../log-store.ts';

/** Buckets in memory, which a test may tamper with. Objects by `bucket/key`. */
export class MemoryStore implements LogStore {
  readonly objects = new Map<string, StoredObject>();
  /** What cannot be read, or as `bucket/prefix` not be listed. */
  readonly refused = new Set<string>();

  async *list(bucket: string, prefix: string): AsyncIterable<string> {
    if (this.refused.has(`${bucket}/${prefix}`)) throw new Error('AccessDenied');
    yield* this.keysAfter(bucket, prefix, '');
  }

  async read(bucket: string, key: string): Promise<StoredObject | null> {
    const id = `${bucket}/${key}`;
    if (this.refused.has(id)) throw new Error('AccessDenied');
    const object = this.objects.get(id) ?? null;
    if (object !== null && object.content.length > mostBytesRead) throw new LongObjectError();
    return object;
  }

  async stream(bucket: string, key: string): Promise<Readable | null> {
    const object = this.objects.get(`${bucket}/${key}`);
    return object === undefined ? null : Readable.from([object.content]);
  }

  /** What is in memory has no other thread. */
  async accessTo(): Promise<null> {
    return null;
  }

  /** Keys of a bucket below a prefix and after a key, sorted. */
  keysAfter(bucket: string, prefix: string, after: string): string[] {
    const start = `${bucket}/${prefix}`;
    const ids = [...this.objects.keys()].filter((id) => id.startsWith(start) && id > `${bucket}/${after}`);
    return ids.sort().map((id) => id.slice(bucket.length + 1));
  }

  find(id: string): StoredObject | undefined {
    return this.objects.get(id);
  }

  /** The object of a key. @throws Error when there is none: the test is wrong. */
  get(id: string): StoredObject {
    const object = this.objects.get(id);
    if (object === undefined) throw new Error(`no object ${id}`);
    return object;
  }
}

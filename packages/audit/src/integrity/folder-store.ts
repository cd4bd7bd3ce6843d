import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { open, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileOfKey } from './file-of-key.ts';
import {
  type BucketAccess,
  LongObjectError,
  type LogStore,
  mostBytesRead,
  type StoredObject,
} from './log-store.ts';

/** Name of the file beside a digest that holds the metadata of its object, as `aws s3api head-object` gives it. */
export const metadataSuffix = '.metadata.json';

/**
 * Copies of buckets in folders, such as `aws s3 sync s3://BUCKET FOLDER` makes. A copy has no metadata, so that the signature
 * of a digest comes from the one after it; that of the last one from a file beside it, where there is one:
 * `aws s3api head-object --bucket BUCKET --key KEY > FOLDER/KEY.metadata.json`.
 */
export class FolderStore implements LogStore, AsyncDisposable {
  readonly #folders: Readonly<Record<string, string>>;

  /** @param folders by the name of the bucket that was copied: it is part of what is signed. */
  constructor(folders: Readonly<Record<string, string>>) {
    this.#folders = folders;
  }

  async *list(bucket: string, prefix: string): AsyncIterable<string> {
    const folder = this.#folders[bucket];
    if (folder === undefined) return;
    const names = await readdir(join(folder, prefix)).catch(ifThere<string[]>([]));
    for (const name of names.sort()) if (!name.endsWith(metadataSuffix)) yield `${prefix}${name}`;
  }

  async read(bucket: string, key: string): Promise<StoredObject | null> {
    const file = this.#fileOf(bucket, key);
    const content = readIfThere(file);
    if (content === null) return null;
    return { content, metadata: key.includes('CloudTrail-Digest') ? await metadataBeside(file) : {} };
  }

  async stream(bucket: string, key: string): Promise<Readable | null> {
    const file = await open(this.#fileOf(bucket, key)).catch(ifThere(null));
    return file === null ? null : file.createReadStream();
  }

  async accessTo(bucket: string): Promise<BucketAccess | null> {
    const folder = this.#folders[bucket];
    return folder === undefined ? null : { kind: 'folder', folder };
  }

  #fileOf(bucket: string, key: string): string {
    const folder = this.#folders[bucket];
    if (folder === undefined) throw new Error(`of the bucket ${bucket} there is no copy`);
    return fileOfKey(folder, key);
  }

  /** Nothing is kept open. */
  async [Symbol.asyncDispose](): Promise<void> {}
}

async function metadataBeside(content: string): Promise<Record<string, string>> {
  const file = `${content}${metadataSuffix}`;
  const text = await readFile(file, 'utf8').catch(ifThere(null));
  if (text === null) return {};
  const head = parse(text, file) as { Metadata?: unknown };
  const metadata = head.Metadata;
  if (typeof metadata !== 'object' || metadata === null)
    throw new Error(`${file} has no object Metadata, as aws s3api head-object writes it`);
  return metadata as Record<string, string>;
}

/** At once: a thread that hashes files has nothing else to do, and a promise for each costs more than the file. */
function readIfThere(path: string): Buffer | null {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    return ifThere(null)(error as NodeJS.ErrnoException);
  }
  try {
    if (fstatSync(file).size > mostBytesRead) throw new LongObjectError();
    return readFileSync(file);
  } finally {
    closeSync(file);
  }
}

/** Takes what is not there for a value. */
function ifThere<T>(absent: T): (error: NodeJS.ErrnoException) => T {
  return (error) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return absent;
    throw error;
  };
}

function parse(text: string, file: string): object {
  try {
    return Object(JSON.parse(text));
  } catch (cause) {
    throw new Error(`${file} is no JSON (${(cause as Error).message})`, { cause });
  }
}

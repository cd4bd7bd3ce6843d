import { readFileSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { LogStore, StoredObject } from './log-store.ts';

/** Name of the file beside a digest that holds the metadata of its object, as `aws s3api head-object` gives it. */
export const metadataSuffix = '.metadata.json';

/**
 * A copy of a bucket in a folder, such as `aws s3 sync s3://BUCKET FOLDER` makes. A copy has no metadata, so that the signature
 * of a digest comes from the one after it; that of the last one from a file beside it, where there is one:
 * `aws s3api head-object --bucket BUCKET --key KEY > FOLDER/KEY.metadata.json`.
 */
export class FolderStore implements LogStore {
  readonly #folder: string;
  readonly #bucket: string;

  /** @param bucket name of the bucket that was copied: it is part of what is signed. */
  constructor(folder: string, bucket: string) {
    this.#folder = folder;
    this.#bucket = bucket;
  }

  async *list(bucket: string, prefix: string): AsyncIterable<string> {
    if (bucket !== this.#bucket) return;
    const names = await readdir(join(this.#folder, prefix)).catch(ifThere<string[]>([]));
    for (const name of names.sort()) if (!name.endsWith(metadataSuffix)) yield `${prefix}${name}`;
  }

  async read(bucket: string, key: string): Promise<StoredObject | null> {
    if (bucket !== this.#bucket) throw new Error(`${bucket} is not the bucket that was copied`);
    const content = readIfThere(this.#fileOf(key));
    if (content === null) return null;
    const isDigest = key.includes('CloudTrail-Digest');
    return { content, metadata: isDigest ? await this.#metadataOf(key) : {} };
  }

  async #metadataOf(key: string): Promise<Record<string, string>> {
    const file = `${this.#fileOf(key)}${metadataSuffix}`;
    const text = await readFile(file, 'utf8').catch(ifThere(null));
    if (text === null) return {};
    const head = parse(text, file) as { Metadata?: unknown };
    const metadata = head.Metadata;
    if (typeof metadata !== 'object' || metadata === null)
      throw new Error(`${file} has no object Metadata, as aws s3api head-object writes it`);
    return metadata as Record<string, string>;
  }

  /** @throws Error for a key that leads out of the folder: digests are not to be trusted before they are verified. */
  #fileOf(key: string): string {
    if (key.split('/').some((part) => part === '..' || part === '') || key.includes('\0'))
      throw new Error(`the key ${JSON.stringify(key)} names no file of a copy`);
    return join(this.#folder, key);
  }
}

/** At once: a thread that hashes files has nothing else to do, and a promise for each costs more than the file. */
function readIfThere(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch (error) {
    return ifThere(null)(error as NodeJS.ErrnoException);
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

import {
  GetObjectCommand,
  NoSuchKey,
  paginateListObjectsV2,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3';
import type { LogStore, StoredObject } from './log-store.ts';

/** Objects that are read at once: as many connections are open. */
export const readsAtOnce = 64;

/** Log files and digests in S3, read with the credentials of the bucket's owner or of an auditor. */
export class S3Store implements LogStore {
  readonly #client: S3Client;

  /** @param config region and credentials; the SDK's defaults where left out. */
  constructor(config: S3ClientConfig) {
    this.#client = new S3Client({
      maxAttempts: 5,
      followRegionRedirects: true,
      requestHandler: { httpsAgent: { maxSockets: readsAtOnce }, httpAgent: { maxSockets: readsAtOnce } },
      // A file is held against the digest's hash; what S3 keeps beside it proves nothing more.
      responseChecksumValidation: 'WHEN_REQUIRED',
      ...config,
    });
  }

  async *list(bucket: string, prefix: string): AsyncIterable<string> {
    const pages = paginateListObjectsV2({ client: this.#client }, { Bucket: bucket, Prefix: prefix });
    for await (const { Contents = [] } of pages)
      for (const { Key } of Contents) if (Key !== undefined && !Key.endsWith('/')) yield Key;
  }

  async read(bucket: string, key: string): Promise<StoredObject | null> {
    try {
      const { Body, Metadata = {} } = await this.#client.send(
        new GetObjectCommand({ Bucket: bucket, Key: key }),
      );
      return { content: Buffer.from((await Body?.transformToByteArray()) ?? []), metadata: Metadata };
    } catch (error) {
      if (error instanceof NoSuchKey) return null;
      throw error;
    }
  }

  close(): void {
    this.#client.destroy();
  }
}

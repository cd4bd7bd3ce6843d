import {
  GetObjectCommand,
  NoSuchKey,
  paginateListObjectsV2,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3';
import { BucketReader, originOf, type SentRequest } from './bucket-reader.ts';
import type { LogStore, StoredObject } from './log-store.ts';

/** Objects that are read at once: as many connections are open. */
const readsAtOnce = 64;

/** Log files and digests in S3, read with the credentials of the bucket's owner or of an auditor. */
export class S3Store implements LogStore, AsyncDisposable {
  readonly #client: S3Client;
  /** `null` for a bucket that only the SDK can read. */
  readonly #readers = new Map<string, BucketReader | null>();

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
    return (await this.#readers.get(bucket)?.read(key)) ?? this.#ask(bucket, key);
  }

  /** Asks the SDK, which finds the bucket, tries again and knows what an error means. */
  async #ask(bucket: string, key: string): Promise<StoredObject | null> {
    const command = new GetObjectCommand({ Bucket: bucket, Key: key });
    let sent: SentRequest | undefined;
    command.middlewareStack.add(
      (next) => (args) => {
        sent = args.request as SentRequest;
        return next(args);
      },
      { step: 'deserialize', priority: 'low' },
    );
    try {
      const { Body, Metadata = {} } = await this.#client.send(command);
      const content = Buffer.from((await Body?.transformToByteArray()) ?? []);
      if (sent !== undefined && !this.#readers.has(bucket))
        this.#readers.set(bucket, this.#readerFor(sent, key));
      return { content, metadata: Metadata };
    } catch (error) {
      if (error instanceof NoSuchKey) return null;
      throw error;
    }
  }

  #readerFor(sent: SentRequest, key: string): BucketReader | null {
    const origin = originOf(sent, key);
    return origin === null ? null : new BucketReader(origin, this.#client.config.credentials, readsAtOnce);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#client.destroy();
    await Promise.all([...this.#readers.values()].map(async (reader) => reader?.close()));
  }
}

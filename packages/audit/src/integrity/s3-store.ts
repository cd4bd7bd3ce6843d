import type { Readable } from 'node:stream';
import {
  GetObjectCommand,
  type GetObjectCommandOutput,
  ListObjectsV2Command,
  NoSuchKey,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3';
import { silence } from '../collect/silence.ts';
import { originOf, type SentRequest } from './bucket-origin.ts';
import { type BucketAnswer, BucketReader } from './bucket-reader.ts';
import type { ListingPage } from './listing-page.ts';
import {
  type BucketAccess,
  LongObjectError,
  type LogStore,
  mostBytesRead,
  type StoredObject,
} from './log-store.ts';

/** Objects that are read at once: as many connections are open. */
const readsAtOnce = 64;

const metadataHeader = 'x-amz-meta-';

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
      requestHandler: {
        httpsAgent: { maxSockets: readsAtOnce },
        httpAgent: { maxSockets: readsAtOnce },
        ...silence,
      },
      // A file is held against the digest's hash; what S3 keeps beside it proves nothing more.
      responseChecksumValidation: 'WHEN_REQUIRED',
      ...config,
    });
  }

  async *list(bucket: string, prefix: string): AsyncIterable<string> {
    let token: string | null = null;
    do {
      const page: ListingPage = await this.#page(bucket, prefix, token);
      for (const key of page.keys) if (!key.endsWith('/')) yield key;
      if (page.next !== null && page.next === token)
        throw new Error(`the listing of ${prefix} leads back to itself`);
      token = page.next;
    } while (token !== null);
  }

  async #page(bucket: string, prefix: string, token: string | null): Promise<ListingPage> {
    const reader = this.#readers.get(bucket);
    if (reader != null) {
      const page = await reader.list(prefix, token, await this.#client.config.credentials());
      if (page !== null) return page;
    }
    const after = token === null ? {} : { ContinuationToken: token };
    const command = new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ...after });
    const sent = whatIsSent(command);
    const { Contents = [], IsTruncated, NextContinuationToken } = await this.#client.send(command);
    this.#learn(bucket, sent(), '');
    return {
      keys: Contents.flatMap(({ Key }) => Key ?? []),
      next: IsTruncated === true ? (NextContinuationToken ?? null) : null,
    };
  }

  async read(bucket: string, key: string): Promise<StoredObject | null> {
    const reader = this.#readers.get(bucket);
    const answer = await reader?.read(key, await this.#client.config.credentials());
    if (answer != null) return { content: answer.content, metadata: metadataOf(answer.headers) };
    const object = await this.#ask(bucket, key);
    if (object === null) return null;
    const { Body, ContentLength = 0, Metadata: metadata = {} } = object;
    if (ContentLength > mostBytesRead) {
      (Body as Readable).destroy();
      throw new LongObjectError();
    }
    return { content: Buffer.from((await Body?.transformToByteArray()) ?? []), metadata };
  }

  async stream(bucket: string, key: string): Promise<Readable | null> {
    const object = await this.#ask(bucket, key);
    return object === null ? null : (object.Body as Readable);
  }

  async accessTo(bucket: string): Promise<BucketAccess | null> {
    const reader = this.#readers.get(bucket);
    if (reader == null) return null;
    const { accessKeyId, secretAccessKey, sessionToken } = await this.#client.config.credentials();
    const session = sessionToken === undefined ? {} : { sessionToken };
    return { kind: 's3', at: reader.at, credentials: { accessKeyId, secretAccessKey, ...session } };
  }

  /** Asks the SDK, which finds the bucket, tries again and knows what an error means. */
  async #ask(bucket: string, key: string): Promise<GetObjectCommandOutput | null> {
    const command = new GetObjectCommand({ Bucket: bucket, Key: key });
    const sent = whatIsSent(command);
    try {
      const object = await this.#client.send(command);
      this.#learn(bucket, sent(), key);
      return object;
    } catch (error) {
      if (error instanceof NoSuchKey) return null;
      throw error;
    }
  }

  /** Takes over where a request of the SDK was answered. */
  #learn(bucket: string, sent: SentRequest | undefined, key: string): void {
    if (sent === undefined || this.#readers.has(bucket)) return;
    const origin = originOf(sent, key);
    this.#readers.set(bucket, origin === null ? null : new BucketReader(origin, readsAtOnce));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#client.destroy();
    await Promise.all([...this.#readers.values()].map(async (reader) => reader?.close()));
  }
}

/** @returns what tells the last request that was sent for a command. */
function whatIsSent(command: { readonly middlewareStack: object }): () => SentRequest | undefined {
  let sent: SentRequest | undefined;
  // It is the same for all commands, but for the types of what they take and give.
  const stack = command.middlewareStack as GetObjectCommand['middlewareStack'];
  stack.add(
    (next) => (args) => {
      sent = args.request as SentRequest;
      return next(args);
    },
    { step: 'deserialize', priority: 'low' },
  );
  return () => sent;
}

function metadataOf(headers: BucketAnswer['headers']): Record<string, string> {
  const metadata: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers))
    if (name.startsWith(metadataHeader)) metadata[name.slice(metadataHeader.length)] = String(value);
  return metadata;
}

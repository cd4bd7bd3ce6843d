import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { StoredObject } from '../log-store.ts';
import type { PublicKey } from '../public-keys.ts';

/** Objects that are served, by `bucket/key`. */
export interface ServedObjects {
  find(id: string): StoredObject | undefined;
  /** Keys of a bucket below a prefix and after a key, sorted; as many as there are, or a page of them. */
  keysAfter(bucket: string, prefix: string, after: string): readonly string[];
}

export interface LogServerOptions {
  readonly objects: ServedObjects;
  /** What CloudTrail says of its keys. */
  readonly publicKeys: readonly PublicKey[];
  /** What CloudTrail says of its trails. Default: there are none. */
  readonly trails?: readonly object[];
  /** Awaited before an object is sent. `GET /_delay?ms=30` makes each wait beside that. */
  readonly beforeObject?: (id: string) => Promise<void>;
  /** Told of each request for an object; answers what is to go wrong with it. */
  readonly onObject?: (id: string, request: IncomingMessage) => 'error' | 'cut' | undefined;
}

/** S3 and CloudTrail on loopback, as far as a verification of logs asks them. No signature of a request is looked at. */
export class LogServer implements AsyncDisposable {
  readonly #server: Server;
  readonly #options: LogServerOptions;
  /** Milliseconds. */
  #delay = 0;

  private constructor(options: LogServerOptions) {
    this.#options = options;
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch((error: Error) => response.destroy(error));
    });
    // Clients wait for one another, with their connections open.
    this.#server.keepAliveTimeout = 600_000;
  }

  static async start(options: LogServerOptions): Promise<LogServer> {
    const server = new LogServer(options);
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** What a client of AWS needs to ask this one. */
  get environment(): Readonly<Record<string, string>> {
    return {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${this.port}`,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'secret',
    };
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    request.resume();
    const url = new URL(request.url ?? '/', 'http://localhost');
    const target = request.headers['x-amz-target'];
    // A URL would make one of `a/../b` and `b`; S3 does not.
    const [path = ''] = (request.url ?? '').split('?');
    const [bucket = '', ...key] = decodeURIComponent(path.slice(1)).split('/');
    if (typeof target === 'string') {
      response.setHeader('content-type', 'application/x-amz-json-1.1');
      response.end(JSON.stringify(this.#cloudTrail(target.split('.').at(-1) ?? '')));
    } else if (url.pathname === '/_delay') {
      this.#delay = Number(url.searchParams.get('ms'));
      response.end();
    } else if (key.join('') === '') {
      response.setHeader('content-type', 'application/xml');
      response.end(url.searchParams.has('location') ? location : this.#listing(bucket, url.searchParams));
    } else {
      const id = [bucket, ...key].join('/');
      if (this.#delay > 0) await sleep(this.#delay);
      await this.#options.beforeObject?.(id);
      const failure = this.#options.onObject?.(id, request);
      if (failure === undefined) sendObject(this.#options.objects.find(id), response);
      else fail(failure, response);
    }
  }

  /** Both versions of the listing, by pages of 1,000 keys. */
  #listing(bucket: string, parameters: URLSearchParams): string {
    const prefix = parameters.get('prefix') ?? '';
    const after =
      parameters.get('continuation-token') ?? parameters.get('marker') ?? parameters.get('start-after') ?? '';
    const found = this.#options.objects.keysAfter(bucket, prefix, after);
    const page = found.slice(0, 1000);
    const isTruncated = found.length > page.length;
    const next = isTruncated ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : '';
    const contents = page.map(
      (name) =>
        `<Contents><Key>${name}</Key><LastModified>2026-03-01T00:00:00.000Z</LastModified><Size>1</Size></Contents>`,
    );
    return `<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>${bucket}</Name><Prefix>${prefix}</Prefix><KeyCount>${page.length}</KeyCount><MaxKeys>1000</MaxKeys><IsTruncated>${isTruncated}</IsTruncated>${next}${contents.join('')}</ListBucketResult>`;
  }

  #cloudTrail(operation: string): object {
    if (operation === 'ListPublicKeys') {
      const valid = { ValidityStartTime: 0, ValidityEndTime: 4_000_000_000 };
      const keys = this.#options.publicKeys.map(({ fingerprint: Fingerprint, value: Value }) => ({
        ...{ Fingerprint, Value },
        ...valid,
      }));
      return { PublicKeyList: keys };
    }
    if (operation === 'DescribeTrails') return { trailList: this.#options.trails ?? [] };
    throw new Error(`CloudTrail ${operation} is not served`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }
}

const location = `<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/"/>`;

function sendObject(object: StoredObject | undefined, response: ServerResponse): void {
  if (object === undefined) {
    response.statusCode = 404;
    response.end('<Error><Code>NoSuchKey</Code><Message>none</Message></Error>');
    return;
  }
  for (const [name, value] of Object.entries(object.metadata))
    response.setHeader(`x-amz-meta-${name}`, value);
  response.setHeader('content-length', object.content.length);
  response.end(object.content);
}

function fail(failure: 'error' | 'cut', response: ServerResponse): void {
  if (failure === 'error') {
    response.statusCode = 500;
    response.end('<Error><Code>InternalError</Code><Message>Please try again.</Message></Error>');
    return;
  }
  response.setHeader('content-length', 100);
  response.write('half', () => response.destroy());
}

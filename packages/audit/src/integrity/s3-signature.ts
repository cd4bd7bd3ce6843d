import { createHmac, hash } from 'node:crypto';

/** What a request is signed with. */
export interface SigningCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** A GET to be signed. */
export interface UnsignedGet {
  readonly host: string;
  /** Encoded, as it is sent. */
  readonly path: string;
  /** Sorted by names and encoded, as it is sent; empty without one. */
  readonly query: string;
}

// The body of a GET is empty, and S3 takes this in place of its hash.
const payload = 'UNSIGNED-PAYLOAD';

/**
 * Signs GETs of S3 in one Region. What is the same for all requests of a second or a day is made once: signers for any request
 * take longer than an object to read where files are small.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export class S3Signer {
  readonly #region: string;
  #second = NaN;
  /** `20260301T000000Z` */
  #stamp = '';
  #key: { readonly of: string; readonly value: Buffer } | undefined;

  constructor(region: string) {
    this.#region = region;
  }

  /** @returns names and values of headers, one after the other. */
  headersFor(
    { host, path, query }: UnsignedGet,
    { accessKeyId, secretAccessKey, sessionToken }: SigningCredentials,
  ): string[] {
    const headers = ['host', host, 'x-amz-content-sha256', payload, 'x-amz-date', this.#now()];
    if (sessionToken !== undefined) headers.push('x-amz-security-token', sessionToken);
    let lines = '';
    let names = '';
    for (let at = 0; at < headers.length; at += 2) {
      lines += `${headers[at]}:${headers[at + 1]}\n`;
      names += at === 0 ? headers[at] : `;${headers[at]}`;
    }
    const request = `GET\n${path}\n${query}\n${lines}\n${names}\n${payload}`;
    const scope = `${this.#stamp.slice(0, 8)}/${this.#region}/s3/aws4_request`;
    const signed = `AWS4-HMAC-SHA256\n${this.#stamp}\n${scope}\n${hash('sha256', request)}`;
    const signature = hmac(this.#keyOf(secretAccessKey), signed).toString('hex');
    headers.push(
      'authorization',
      `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`,
    );
    return headers;
  }

  #now(): string {
    const second = Math.floor(Date.now() / 1000);
    if (second !== this.#second) {
      this.#second = second;
      this.#stamp = `${new Date(second * 1000).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
    }
    return this.#stamp;
  }

  #keyOf(secret: string): Buffer {
    const date = this.#stamp.slice(0, 8);
    const of = `${date} ${secret}`;
    if (this.#key?.of !== of) {
      const parts = [date, this.#region, 's3', 'aws4_request'];
      this.#key = { of, value: parts.reduce(hmac, Buffer.from(`AWS4${secret}`)) };
    }
    return this.#key.value;
  }
}

const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

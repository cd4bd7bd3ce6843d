import type { Dispatcher } from 'undici';
// All of undici would take three megabytes more in each thread: fetch, caches, mocks.
import Pool from 'undici/lib/dispatcher/pool.js';
import { type BucketOrigin, encodeKey, encodePart } from './bucket-origin.ts';
import { type ListingPage, readListingPage } from './listing-page.ts';
import { ByteBudget } from './byte-budget.ts';
import { mostBytesRead } from './log-store.ts';
import { S3Signer, type SigningCredentials } from './s3-signature.ts';

/** Bytes of answers that a reader receives at once: large ones wait with what they have not sent yet. */
const mostBytesUnderWay = 2 * mostBytesRead;

/** An answer of S3 that is whole. */
export interface BucketAnswer {
  readonly content: Buffer;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/**
 * Reads objects of one bucket by bare signed GETs. The SDK's own way takes about ten times the processor time of one, which is
 * most of the work where files are small. It knows no errors: whatever is not a whole object is left to the SDK, which asks again
 * and says what is wrong.
 */
export class BucketReader {
  readonly at: BucketOrigin;
  readonly #signer: S3Signer;
  readonly #pool: Pool;
  readonly #budget = new ByteBudget(mostBytesUnderWay);

  /** @param connections that are open at once */
  constructor(at: BucketOrigin, connections: number) {
    this.at = at;
    this.#signer = new S3Signer(at.signingRegion);
    this.#pool = new Pool(at.origin, {
      connections,
      allowH2: false,
      headersTimeout: 30_000,
      bodyTimeout: 30_000,
    });
  }

  /** @returns `null` when it cannot tell: the object may be there or not, or be longer than {@link mostBytesRead}. */
  read(key: string, credentials: SigningCredentials): Promise<BucketAnswer | null> {
    return this.#get(`${this.at.beforeKey}${encodeKey(key)}`, '', credentials);
  }

  /**
   * A page of the keys below a prefix.
   *
   * @param token of the page before it; `null` for the first one.
   * @returns `null` when it cannot tell.
   */
  async list(
    prefix: string,
    token: string | null,
    credentials: SigningCredentials,
  ): Promise<ListingPage | null> {
    const rest = `list-type=2&prefix=${encodePart(prefix)}`;
    const query = token === null ? rest : `continuation-token=${encodePart(token)}&${rest}`;
    const answer = await this.#get(this.at.beforeKey, query, credentials);
    return answer === null ? null : readListingPage(answer.content.toString('utf8'));
  }

  #get(path: string, query: string, credentials: SigningCredentials): Promise<BucketAnswer | null> {
    const headers = this.#signer.headersFor({ host: this.at.host, path, query }, credentials);
    const target = query === '' ? path : `${path}?${query}`;
    return new Promise((resolve) => {
      try {
        this.#pool.dispatch({ method: 'GET', path: target, headers }, new WholeAnswer(resolve, this.#budget));
      } catch {
        resolve(null);
      }
    });
  }

  close(): Promise<void> {
    return this.#pool.destroy();
  }
}

/** Takes the pieces of an answer as they come: a stream for each takes longer than the pieces. */
class WholeAnswer implements Dispatcher.DispatchHandler {
  readonly #resolve: (answer: BucketAnswer | null) => void;
  readonly #budget: ByteBudget;
  readonly #pieces: Buffer[] = [];
  #share: ReturnType<ByteBudget['take']> | undefined;
  #bytes = 0;
  #headers: BucketAnswer['headers'] | undefined;

  constructor(resolve: (answer: BucketAnswer | null) => void, budget: ByteBudget) {
    this.#resolve = resolve;
    this.#budget = budget;
  }

  onRequestStart(): void {}

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    headers: BucketAnswer['headers'],
  ): void {
    if (status === 200) this.#headers = headers;
    const announced = Number(headers['content-length'] ?? 0);
    if (announced > mostBytesRead) {
      controller.abort(new Error('too long'));
      return;
    }
    // Bytes are given back while another answer is parsed, and no two are at once.
    const resume = () => queueMicrotask(() => controller.resume());
    this.#share ??= this.#budget.take(announced, resume);
    if (!this.#share.isTaken) controller.pause();
  }

  onResponseData(controller: Dispatcher.DispatchController, piece: Buffer): void {
    this.#bytes += piece.length;
    if (this.#bytes > mostBytesRead) controller.abort(new Error('too long'));
    else this.#pieces.push(piece);
  }

  onResponseEnd(): void {
    this.#share?.giveBack();
    const headers = this.#headers;
    const [first] = this.#pieces;
    if (headers === undefined) this.#resolve(null);
    else
      this.#resolve({
        content: first !== undefined && this.#pieces.length === 1 ? first : Buffer.concat(this.#pieces),
        headers,
      });
  }

  onResponseError(): void {
    this.#share?.giveBack();
    this.#resolve(null);
  }
}

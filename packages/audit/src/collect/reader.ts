import { type Fact, isUnknown, type Unknown, unknownBecause } from '@trailguard/controls';
import pLimit from 'p-limit';
import { AccountCalls } from './account-calls.ts';
import { AwsClock } from './clock.ts';
import { causeOf, codeOf } from './failure.ts';
import { type ClientConfig, type SdkClient, SdkClients } from './sdk-clients.ts';

export type { ClientConfig } from './sdk-clients.ts';

/** Temporary credentials for one account. */
export interface AccountCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  /** When they end; others are asked for shortly before. Left out, they are taken to last for the audit. */
  readonly expiration?: Date;
}

/**
 * Opens a session in an account; called when the account's first fact is read, and again only when the session
 * ends. What it throws becomes the reason why the account's facts are unknown.
 */
export type CredentialsFor = (accountId: string) => Promise<AccountCredentials>;

/** What each call hands to the SDK: `client.send(command, options)`. */
export interface CallOptions {
  readonly abortSignal?: AbortSignal;
}

/** Why a call is not made: ends the detail of what it would tell. */
export const notNeeded = 'no control that was chosen needs it';

/** How a reader asks. */
export interface ReaderOptions {
  /** Stops the reading: open questions are given up, the next one throws. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Calls that are not made: what they would tell is unknown, and not missed. `service:Operation`, with a topic in parentheses
   * where only the questions about that are left out. Default: none.
   */
  readonly leftOut?: ReadonlySet<string>;
}

/** Questions that are open at once, over all accounts: as many as two processors can sign and read while AWS answers. */
const questionsAtOnce = 64;

/** Accounts that are read at once: enough to keep the questions busy, few enough that what is half read stays small. */
const accountsAtOnce = 8;

/** A session is replaced when it has less than this left, milliseconds. */
const sessionMargin = 300_000;

/**
 * Where facts are read: a client for each service, account and region, and a way to ask that turns every
 * failure into an {@link Unknown} with its cause, so that one unreadable account never ends an audit.
 */
export class Reader {
  readonly clock = new AwsClock();
  readonly #credentialsFor: CredentialsFor;
  readonly #signal: AbortSignal | undefined;
  readonly #leftOut: Set<string>;
  readonly #questions = pLimit(questionsAtOnce);
  readonly #sessions = new Map<string, Session>();
  readonly #clients = new SdkClients(this.clock);
  /** What AWS keeps of our calls, by account. */
  readonly #calls = new Map<string, AccountCalls>();
  readonly #failures: Unknown[] = [];

  constructor(credentialsFor: CredentialsFor, { signal, leftOut = new Set() }: ReaderOptions = {}) {
    this.#credentialsFor = credentialsFor;
    this.#signal = signal;
    this.#leftOut = new Set(leftOut);
  }

  /** Answers that did not come, in the order in which they were missed. */
  get failures(): readonly Unknown[] {
    return this.#failures;
  }

  /** The client of a service in an account and region. */
  client<C extends SdkClient>(Client: new (config: ClientConfig) => C, accountId: string, region: string): C {
    const calls = this.#calls.get(accountId) ?? new AccountCalls(() => this.#session(accountId));
    this.#calls.set(accountId, calls);
    return this.#clients.of(Client, accountId, calls, region);
  }

  /**
   * Asks AWS. What fails is remembered as not read.
   * @param call what is asked, `service:Operation (topic) in account/region`, for the reader of a report.
   * @param absentErrors error codes that prove absence, such as `NoSuchBucketPolicy`: they give `null`.
   */
  async ask<T>(
    call: string,
    send: (options: CallOptions) => Promise<T>,
    absentErrors: readonly string[] = [],
  ): Promise<Fact<T>> {
    const fact = await this.attempt(call, send, absentErrors);
    if (isUnknown(fact)) this.missed(fact);
    return fact;
  }

  /** As {@link ask}, for a question that may fail without anything being missed. */
  attempt<T>(
    call: string,
    send: (options: CallOptions) => Promise<T>,
    absentErrors: readonly string[] = [],
  ): Promise<Fact<T>> {
    if (this.leavesOut(call)) return Promise.resolve(unknownBecause('not-read', `${call}: ${notNeeded}`));
    return this.#questions(async () => {
      this.#signal?.throwIfAborted();
      try {
        return await send(this.#signal === undefined ? {} : { abortSignal: this.#signal });
      } catch (error) {
        this.#signal?.throwIfAborted();
        if (absentErrors.includes(codeOf(error))) return null;
        return unknownBecause(causeOf(error), `${call}: ${codeOf(error)}: ${(error as Error).message}`);
      }
    });
  }

  /** Remembers a failed attempt after all: nothing else gave the answer. */
  missed(unknown: Unknown): void {
    if (!unknown.detail.endsWith(notNeeded)) this.#failures.push(unknown);
  }

  /** Whether a call is not made because nothing needs it. @param call as {@link ask} is told it. */
  leavesOut(call: string): boolean {
    if (this.#leftOut.size === 0) return false;
    const [question = '', operation = ''] = /^(\S+)(?: \([^)]*\))?/.exec(call) ?? [];
    return this.#leftOut.has(operation) || this.#leftOut.has(question);
  }

  /** Makes calls after all that were to be left out: something that was read shows that they are needed. */
  takeUp(calls: readonly string[]): void {
    for (const call of calls) this.#leftOut.delete(call);
  }

  /** Reads accounts, a few at once, and forgets what it kept of each when it is done, so that memory does not grow with their number. */
  async eachAccount<A, T>(
    accounts: readonly A[],
    idOf: (account: A) => string,
    read: (account: A) => Promise<T>,
  ): Promise<T[]> {
    const limit = pLimit(accountsAtOnce);
    return Promise.all(
      accounts.map((account) =>
        limit(async () => {
          try {
            return await read(account);
          } finally {
            this.#release(idOf(account));
          }
        }),
      ),
    );
  }

  /** Closes all connections. */
  close(): void {
    this.#clients.close();
  }

  #release(accountId: string): void {
    this.#clients.release(accountId);
    this.#calls.delete(accountId);
  }

  #session(accountId: string): Promise<AccountCredentials> {
    const known = this.#sessions.get(accountId);
    if (known !== undefined && !endsSoon(known.expiration)) return known.credentials;
    const session: Session = {
      credentials: openSession(this.#credentialsFor, accountId),
      expiration: undefined,
    };
    session.credentials.then(
      ({ expiration }) => {
        session.expiration = expiration;
      },
      // Whoever asked is told.
      () => {},
    );
    this.#sessions.set(accountId, session);
    return session.credentials;
  }
}

interface Session {
  readonly credentials: Promise<AccountCredentials>;
  expiration: Date | undefined;
}

async function openSession(credentialsFor: CredentialsFor, accountId: string): Promise<AccountCredentials> {
  return credentialsFor(accountId);
}

function endsSoon(expiration: Date | undefined): boolean {
  return expiration !== undefined && expiration.getTime() - Date.now() < sessionMargin;
}

/** Applies `read` to a value; absent and unknown stay what they are. */
export function mapFact<T, U>(fact: Fact<T>, read: (value: T) => Fact<U>): Fact<U> {
  if (fact === null) return null;
  return isUnknown(fact) ? fact : read(fact);
}

/** A field that the answer must have: left out, it is unknown, since an older SDK drops what it does not know. */
export function field<T>(value: T | undefined, call: string, name: string): T | Unknown {
  return value === undefined ? unknownBecause('missing-field', `${call} answered without ${name}`) : value;
}

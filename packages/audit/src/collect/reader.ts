import { type Fact, isUnknown, type Unknown, unknownBecause } from '@trailguard/controls';
import { AwsClock } from './clock.ts';

/** Temporary credentials for one account. */
export interface AccountCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Opens a session in an account; called once an account, when its first fact is read. */
export type CredentialsFor = (accountId: string) => Promise<AccountCredentials>;

interface ClientConfig {
  readonly region: string;
  readonly credentials: () => Promise<AccountCredentials>;
  readonly maxAttempts: number;
  readonly retryMode: 'standard';
}

/** A client of any service of AWS SDK v3, as far as the reader touches it. */
export interface SdkClient {
  destroy(): void;
  readonly middlewareStack: { use(plugin: never): void };
}

/**
 * Where facts are read: one client for each service, account and region, and a way to ask that turns every
 * failure into an {@link Unknown} with its cause, so that one unreadable account never ends an audit.
 */
export class Reader {
  readonly clock = new AwsClock();
  readonly #credentialsFor: CredentialsFor;
  readonly #signal: AbortSignal | undefined;
  readonly #sessions = new Map<string, Promise<AccountCredentials>>();
  readonly #clients = new Map<string, SdkClient>();
  readonly #failures: Unknown[] = [];

  /** @param signal stops the reading: the next question throws. */
  constructor(credentialsFor: CredentialsFor, signal?: AbortSignal) {
    this.#credentialsFor = credentialsFor;
    this.#signal = signal;
  }

  /** Answers that did not come, in the order in which they were missed. */
  get failures(): readonly Unknown[] {
    return this.#failures;
  }

  /** The client of a service in an account and region; made once. */
  client<C extends SdkClient>(Client: new (config: ClientConfig) => C, accountId: string, region: string): C {
    const key = `${Client.name}/${accountId}/${region}`;
    let client = this.#clients.get(key) as C | undefined;
    if (client === undefined) {
      client = new Client({
        region,
        credentials: () => this.#session(accountId),
        maxAttempts: 5,
        retryMode: 'standard',
      });
      client.middlewareStack.use(this.clock.plugin as never);
      this.#clients.set(key, client);
    }
    return client;
  }

  /**
   * Asks AWS.
   * @param call what is asked, `service:Operation in account/region`, for the reader of a report.
   * @param absentErrors error codes that prove absence, such as `NoSuchBucketPolicy`: they give `null`.
   */
  async ask<T>(call: string, send: () => Promise<T>, absentErrors: readonly string[] = []): Promise<Fact<T>> {
    this.#signal?.throwIfAborted();
    try {
      return await send();
    } catch (error) {
      if (absentErrors.includes(codeOf(error))) return null;
      const unknown = unknownFrom(call, error);
      this.#failures.push(unknown);
      return unknown;
    }
  }

  /** Closes all connections. */
  close(): void {
    for (const client of this.#clients.values()) client.destroy();
    this.#clients.clear();
  }

  #session(accountId: string): Promise<AccountCredentials> {
    let session = this.#sessions.get(accountId);
    if (session === undefined) {
      session = this.#credentialsFor(accountId);
      this.#sessions.set(accountId, session);
    }
    return session;
  }
}

const codeOf = (error: unknown) => (error as { name?: string }).name ?? '';

/** Error codes by cause; services spell them differently. */
const causes: readonly (readonly [RegExp, Unknown['unknown']])[] = [
  [
    /^(AccessDenied|AccessDeniedException|UnauthorizedOperation|AuthorizationError.*|NotAuthorized.*|Forbidden|403)$/,
    'access-denied',
  ],
  [/Throttl|TooManyRequests|RequestLimitExceeded|SlowDown/, 'throttled'],
  [/^(TimeoutError|ECONN.*|ENOTFOUND|EAI_AGAIN|NetworkingError)$/, 'unreachable'],
];

function unknownFrom(call: string, error: unknown): Unknown {
  const code = codeOf(error);
  const network = (error as { code?: string }).code;
  const cause =
    causes.find(([pattern]) => pattern.test(code) || pattern.test(network ?? ''))?.[1] ?? 'not-read';
  return unknownBecause(cause, `${call}: ${code}: ${(error as Error).message}`);
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

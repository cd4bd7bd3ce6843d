import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { AdaptiveRetryStrategy } from '@smithy/core/retry';
import { type AccountCalls, currentAccount, inAccount } from './account-calls.ts';
import { checkedAnswers } from './checked-answers.ts';
import type { AwsClock } from './clock.ts';
import type { AccountCredentials } from './reader.ts';
import { silence } from './silence.ts';

/** What the reader asks of AWS SDK v3's clients, beside the SDK's own defaults. */
export interface ClientConfig {
  readonly region: string;
  readonly credentials: (() => Promise<AccountCredentials>) & { readonly memoized: true };
  readonly retryStrategy: Pick<
    AdaptiveRetryStrategy,
    'mode' | 'acquireInitialRetryToken' | 'refreshRetryTokenForRetry' | 'recordSuccess'
  >;
  readonly requestHandler: {
    readonly httpAgent: HttpAgent;
    readonly httpsAgent: HttpsAgent;
  } & typeof silence;
  /** S3 alone knows it: goes where the bucket is, when its region could not be read. */
  readonly followRegionRedirects: boolean;
}

/** A client of any service of AWS SDK v3, as far as the reader touches it. */
export interface SdkClient {
  readonly middlewareStack: { use(plugin: never): void };
}

type ClientOf<C> = new (config: ClientConfig) => C;

/** Connections to an endpoint that stay open while nothing is asked there: a service in a Region has an endpoint. */
const idleConnections = 4;

/**
 * Clients of AWS SDK v3: one of a service and Region for all accounts, so that settings are found and connections made
 * once, however many accounts are asked. Whose session signs a call, how fast it may go and how it is repeated is its
 * account's. Following a redirect, a client of S3 changes its own Region for a while; so each account has its own.
 */
export class SdkClients {
  readonly #httpAgent = new HttpAgent({ keepAlive: true, maxFreeSockets: idleConnections });
  readonly #httpsAgent = new HttpsAgent({ keepAlive: true, maxFreeSockets: idleConnections });
  readonly #clock: AwsClock;
  /** By service and Region. */
  readonly #shared = new Map<string, SdkClient>();
  /** By account, then by service and Region. */
  readonly #own = new Map<string, Map<string, SdkClient>>();

  constructor(clock: AwsClock) {
    this.#clock = clock;
  }

  /** The client of a service in an account and Region. */
  of<C extends SdkClient>(Client: ClientOf<C>, accountId: string, calls: AccountCalls, region: string): C {
    const clients = Client.name === 'S3Client' ? this.#ofAccount(accountId) : this.#shared;
    const key = `${Client.name}/${region}`;
    const known = clients.get(key) ?? this.#make(Client, region);
    clients.set(key, known);
    return boundTo(calls, known as C);
  }

  /** Forgets what is an account's own. */
  release(accountId: string): void {
    this.#own.delete(accountId);
  }

  /** Closes all connections. */
  close(): void {
    this.#httpAgent.destroy();
    this.#httpsAgent.destroy();
  }

  #ofAccount(accountId: string): Map<string, SdkClient> {
    const own = this.#own.get(accountId) ?? new Map<string, SdkClient>();
    this.#own.set(accountId, own);
    return own;
  }

  #make<C extends SdkClient>(Client: ClientOf<C>, region: string): C {
    const service = `${Client.name}/${region}`;
    const retries = () => currentAccount().retries(service);
    const client = new Client({
      region,
      // The SDK keeps what a provider answers unless it is said to keep that itself.
      credentials: Object.assign(() => currentAccount().session(), { memoized: true as const }),
      retryStrategy: {
        mode: 'adaptive',
        acquireInitialRetryToken: (scope) => retries().acquireInitialRetryToken(scope),
        refreshRetryTokenForRetry: (token, error) => retries().refreshRetryTokenForRetry(token, error),
        recordSuccess: (token) => retries().recordSuccess(token),
      },
      requestHandler: {
        httpAgent: this.#httpAgent,
        httpsAgent: this.#httpsAgent,
        ...silence,
      },
      followRegionRedirects: true,
    });
    client.middlewareStack.use(this.#clock.plugin as never);
    client.middlewareStack.use(checkedAnswers as never);
    client.middlewareStack.use(admission as never);
    return client;
  }
}

/** The client as one account uses it. */
function boundTo<C extends SdkClient>(calls: AccountCalls, client: C): C {
  const send = (client as unknown as { send(...args: unknown[]): unknown }).send;
  return Object.create(client, {
    send: { value: (...args: unknown[]) => inAccount(calls, () => send.apply(client, args)) },
  }) as C;
}

/** What the SDK tells a middleware of a call that it has signed. */
interface CallContext {
  readonly commandName: string;
  readonly __smithy_context?: {
    readonly selectedHttpAuthScheme?: {
      readonly httpAuthOption: {
        readonly signingProperties?: { readonly name?: string; readonly region?: string };
      };
    };
  };
}

/** Holds each attempt back until AWS admits it, by the service and Region that it was signed for. */
const admission = {
  applyToStack: (stack: { add: (middleware: unknown, options: object) => void }) => {
    const middleware =
      (next: (args: unknown) => Promise<unknown>, context: CallContext) => async (args: unknown) => {
        const { name, region } =
          context.__smithy_context?.selectedHttpAuthScheme?.httpAuthOption.signingProperties ?? {};
        if (name !== undefined && region !== undefined)
          await currentAccount().admit(name, region, context.commandName.replace(/Command$/, ''));
        return next(args);
      };
    stack.add(middleware, { step: 'finalizeRequest', name: 'admission', priority: 'low' });
  },
};

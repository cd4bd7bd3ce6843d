import { AsyncLocalStorage } from 'node:async_hooks';
import { TokenBucket } from 'limiter';
import { admittedRate, type PublishedRate } from './published-rates.ts';
import type { AccountCredentials } from './reader.ts';
import { Retries } from './retries.ts';

/** What AWS keeps for each account: how fast it may be asked, in a Region, of a service. */
export class AccountCalls {
  readonly session: () => Promise<AccountCredentials>;
  /** By Region and rate. */
  readonly #buckets = new Map<string, Map<PublishedRate, TokenBucket>>();
  /** By service and Region. */
  readonly #retries = new Map<string, Retries>();

  /** @param session opens a session in the account, or gives the one that is open. */
  constructor(session: () => Promise<AccountCredentials>) {
    this.session = session;
  }

  /** Waits until a call is due by the rate that AWS publishes, or by a cautious one where it publishes none. */
  async admit(service: string, region: string, operation: string): Promise<void> {
    const rate = admittedRate(service, operation);
    const buckets = this.#buckets.get(region) ?? new Map<PublishedRate, TokenBucket>();
    this.#buckets.set(region, buckets);
    const bucket = buckets.get(rate) ?? fullBucket(rate);
    buckets.set(rate, bucket);
    await bucket.removeTokens(1);
  }

  /** How calls of a service are repeated. */
  retries(service: string): Retries {
    const known = this.#retries.get(service) ?? new Retries();
    this.#retries.set(service, known);
    return known;
  }
}

function fullBucket({ perSecond, burst }: PublishedRate): TokenBucket {
  const bucket = new TokenBucket({ bucketSize: burst, tokensPerInterval: perSecond, interval: 'second' });
  bucket.content = burst;
  return bucket;
}

const current = new AsyncLocalStorage<AccountCalls>();

/** Does something whose calls are made in an account. */
export function inAccount<T>(account: AccountCalls, call: () => T): T {
  return current.run(account, call);
}

/** The account that the call under way is made in. @throws when there is none: every call goes through a reader's client. */
export function currentAccount(): AccountCalls {
  const account = current.getStore();
  if (account === undefined) throw new Error('a client was asked outside of its reader');
  return account;
}

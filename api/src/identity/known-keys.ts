import { hash } from 'node:crypto';
import { findApiKey } from '../store/api-keys.ts';
import type { Queryable } from '../store/database.ts';
import type { Principal } from './principal.ts';

/**
 * How long a key that was verified is believed without being looked up, milliseconds. PostgreSQL tells every process of a change
 * at once; this is for a notice that is lost, and the longest that a revoked key can go on working.
 */
const BelievedMilliseconds = 1_000;

/** Keys that are remembered at most. */
const MostKeys = 1_000;

/** Remembers for a moment which keys were verified, so that a client that asks often is not looked up each time. */
export class KnownKeys {
  readonly #db: Queryable;
  /** By SHA-256 of the key's text. */
  readonly #known = new Map<string, { readonly principal: Principal; readonly until: number }>();
  /** Counts what was forgotten: a key that was read before is not remembered after. */
  #generation = 0;

  constructor(db: Queryable) {
    this.#db = db;
  }

  /** The caller whose key `text` is, if it is valid. */
  async find(text: string): Promise<Principal | undefined> {
    const digest = hash('sha256', text);
    const known = this.#known.get(digest);
    if (known !== undefined && performance.now() < known.until) return known.principal;
    const generation = this.#generation;
    const askedAt = performance.now();
    const found = await findApiKey(this.#db, text);
    this.#known.delete(digest);
    if (found === undefined) return undefined;
    if (generation === this.#generation) {
      if (this.#known.size >= MostKeys) this.#known.clear();
      const until = askedAt + Math.min(BelievedMilliseconds, found.validMilliseconds);
      this.#known.set(digest, { principal: found.principal, until });
    }
    return found.principal;
  }

  /** Looks every key up again: one was revoked, or expires earlier. */
  forget(): void {
    this.#generation += 1;
    this.#known.clear();
  }
}

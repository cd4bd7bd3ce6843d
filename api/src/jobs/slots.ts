import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { lockKey } from './run-lock.ts';

/** How often to look for a slot that has become free, milliseconds. */
const LookMilliseconds = 500;

/** How many of something may run at once, in all processes on one database. */
export interface Limit {
  readonly name: string;
  readonly slots: number;
}

/** So many jobs run at once on one database: each holds a lock of PostgreSQL, which goes with the process that holds it. */
export class Slots {
  readonly #url: string;
  readonly #held = new Set<string>();
  #client: Promise<Client> | undefined;

  constructor(url: string) {
    this.#url = url;
  }

  /**
   * Does `work` in a slot of each limit, once all are free; limits are always given in the same order. When `stop` aborts before,
   * it is done without: it sees that it is to stop.
   */
  async hold<T>([limit, ...rest]: readonly Limit[], stop: AbortSignal, work: () => Promise<T>): Promise<T> {
    if (limit === undefined) return work();
    const slot = await this.#take(limit, stop);
    try {
      return await this.hold(rest, stop, work);
    } finally {
      if (slot !== undefined) await this.#free(slot);
    }
  }

  async close(): Promise<void> {
    await this.#client?.then((client) => client.end()).catch(() => {});
  }

  async #take(limit: Limit, stop: AbortSignal): Promise<string | undefined> {
    while (!stop.aborted) {
      const slot = await this.#tryTake(limit);
      if (slot !== undefined) return slot;
      await sleep(LookMilliseconds, undefined, { signal: stop }).catch(() => {});
    }
    return undefined;
  }

  /** A connection gets its own lock again and again, so slots that are held here are not asked for. */
  async #tryTake({ name, slots }: Limit): Promise<string | undefined> {
    const client = await this.#connect();
    for (let number = 1; number <= slots; number++) {
      const slot = `slot ${number} of ${name}`;
      if (this.#held.has(slot)) continue;
      this.#held.add(slot);
      const got = await client
        .query('SELECT pg_try_advisory_lock($1) AS got', [lockKey(slot)])
        .then(({ rows }) => rows[0].got === true)
        .catch(() => false);
      if (got) return slot;
      this.#held.delete(slot);
    }
    return undefined;
  }

  async #free(slot: string): Promise<void> {
    // A connection that broke has freed all that it held.
    await this.#client
      ?.then((client) => client.query('SELECT pg_advisory_unlock($1)', [lockKey(slot)]))
      .catch(() => {});
    this.#held.delete(slot);
  }

  #connect(): Promise<Client> {
    this.#client ??= this.#open();
    return this.#client;
  }

  async #open(): Promise<Client> {
    const client = new Client({ connectionString: this.#url });
    const forget = () => {
      this.#client = undefined;
    };
    client.on('error', forget);
    client.once('end', forget);
    try {
      await client.connect();
    } catch (error) {
      forget();
      throw error;
    }
    return client;
  }
}

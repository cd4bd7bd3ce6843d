import type { Result } from '@trailguard/controls';
import {
  applyExceptions,
  type ExceptedResult,
  type Exception,
  type ExceptionNotice,
} from '@trailguard/controls/exceptions';

/** The exceptions of a run of the pack: applied to each policy's results, and asked at the end which were needed. */
export class Ledger {
  readonly #exceptions: readonly Exception[];
  readonly #now: () => string;
  readonly #controls: ReadonlySet<string>;
  #seen: Result[] = [];

  /** @param now the machine's clock, ISO 8601: a preview asks AWS for nothing. */
  constructor(exceptions: readonly Exception[], now = () => new Date().toISOString()) {
    this.#exceptions = exceptions;
    this.#now = now;
    this.#controls = new Set(exceptions.map(({ control }) => control));
  }

  /** Waives the fails that an exception of today takes in. */
  apply(results: readonly Result[]): readonly ExceptedResult[] {
    if (this.#exceptions.length === 0) return results;
    const concerned = results.filter(({ controlId }) => this.#controls.has(controlId));
    if (concerned.length === 0) return results;
    this.#seen.push(...concerned);
    return applyExceptions(results, this.#exceptions, { asOf: this.#now(), isWhole: false }).results;
  }

  /** What the keeper of the exceptions must know after all of a stack was judged. */
  close(): readonly ExceptionNotice[] {
    const { notices } = applyExceptions(this.#seen, this.#exceptions, { asOf: this.#now(), isWhole: false });
    this.#seen = [];
    return notices;
  }
}

import type { PublishedRate } from '../../src/collect/published-rates.ts';

/** A token bucket as AWS keeps one: what finds none is refused at once. */
export class Bucket {
  readonly #rate: PublishedRate;
  #tokens: number;
  #at = performance.now();

  constructor(rate: PublishedRate) {
    this.#rate = rate;
    this.#tokens = rate.burst;
  }

  /** Takes a token, if there is one. */
  take(now = performance.now()): boolean {
    const { perSecond, burst } = this.#rate;
    this.#tokens = Math.min(burst, this.#tokens + ((now - this.#at) / 1000) * perSecond);
    this.#at = now;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}

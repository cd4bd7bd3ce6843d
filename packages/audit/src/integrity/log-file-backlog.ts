/** Log files of this many names take about seven megabytes. With fewer, a busy day would be over before the next one is read. */
const mostNamed = 20_000;

/**
 * Log files that digests have named and that are not verified yet. Digests are read far quicker than the files that they name, so
 * that without an end to it memory would fill with names.
 */
export class LogFileBacklog {
  #named = 0;
  #waiting: (() => void)[] = [];

  /**
   * Reads digests when there is room for what they name. One that waits for its digests keeps no other from reading.
   *
   * @param expected how many files they will name, as far as one can tell.
   * @param namedBy how many they do name: to be told as done, once.
   */
  async read<T>(read: () => Promise<T>, expected: number, namedBy: (digests: T) => number): Promise<T> {
    while (this.#named >= mostNamed) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#named += expected;
    try {
      const digests = await read();
      this.#named += namedBy(digests);
      return digests;
    } finally {
      this.done(expected);
    }
  }

  /** Tells that so many files are verified. */
  done(named: number): void {
    this.#named -= named;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}

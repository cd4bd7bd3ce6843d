import pLimit from 'p-limit';

/** Log files of this many names take about ten megabytes. */
const mostNamed = 20_000;

/** Accounts and Regions whose digests of a day are read at once. */
const readAtOnce = 4;

/**
 * Log files that digests have named and that are not verified yet. Digests are read far quicker than the files that they name, so
 * that without an end to it memory would fill with names.
 */
export class LogFileBacklog {
  readonly #reading = pLimit(readAtOnce);
  #named = 0;
  readonly #waiting: (() => void)[] = [];

  /**
   * Reads digests when there is room for what they name.
   *
   * @param namedBy how many files they name: to be told as done, once.
   */
  read<T>(read: () => Promise<T>, namedBy: (digests: T) => number): Promise<T> {
    return this.#reading(async () => {
      while (this.#named >= mostNamed) await new Promise<void>((resolve) => this.#waiting.push(resolve));
      const digests = await read();
      this.#named += namedBy(digests);
      return digests;
    });
  }

  /** Tells that so many files are verified. */
  done(named: number): void {
    this.#named -= named;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

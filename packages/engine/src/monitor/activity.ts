/** What is asked of a service, and for how long nothing has been. */
export class Activity {
  #running = 0;
  #endedAt = performance.now();

  /** Counts work as asked for until it settles. */
  async during<T>(work: Promise<T>): Promise<T> {
    this.#running += 1;
    try {
      return await work;
    } finally {
      this.#running -= 1;
      this.#endedAt = performance.now();
    }
  }

  /** Milliseconds since the last work settled; 0 while any is under way. */
  get quietMs(): number {
    return this.#running ? 0 : performance.now() - this.#endedAt;
  }
}

interface HttpResponse {
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * AWS's clock, from the `Date` header of its answers. Ages are judged by it and not by this machine's
 * clock, which nobody promises to be right.
 */
export class AwsClock {
  #first: string | null = null;
  #latest: string | null = null;

  /** When the reading began, ISO 8601; `null` before the first answer. */
  get first(): string | null {
    return this.#first;
  }

  /** Time of the latest answer, ISO 8601. */
  get latest(): string | null {
    return this.#latest;
  }

  /** Middleware for an SDK client. */
  readonly plugin = {
    applyToStack: (stack: { add: (middleware: unknown, options: object) => void }) => {
      const middleware =
        (next: (args: unknown) => Promise<{ response: unknown }>) => async (args: unknown) => {
          const result = await next(args);
          this.#see((result.response as HttpResponse).headers?.date);
          return result;
        };
      stack.add(middleware, { step: 'deserialize', name: 'awsClock', priority: 'low' });
    },
  };

  #see(date: string | undefined): void {
    const time = date === undefined ? Number.NaN : Date.parse(date);
    if (Number.isNaN(time)) return;
    this.#latest = new Date(time).toISOString();
    this.#first ??= this.#latest;
  }
}

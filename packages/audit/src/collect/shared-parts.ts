/** Parts that are kept for sharing, at most; further ones stay with their account. */
const mostParts = 50_000;

/** Texts shorter than this are not worth a look. */
const shortText = 16;

/**
 * Keeps once what many accounts have alike: policy documents, patterns, names of calls. An organization of thousands of
 * accounts is made by a few programs, so that most of what it tells is said again and again.
 */
export class SharedParts {
  readonly #parts = new Map<string, unknown>();

  /**
   * A value in which what others said before is theirs; equal to what was given. It must not be changed any more.
   * @param own an id that stands in all that is the account's own: such parts are not looked for
   */
  of<T>(value: T, own: string): T {
    return this.#shared(value, own) as T;
  }

  #shared(value: unknown, own: string): unknown {
    if (typeof value === 'string')
      return value.length < shortText || value.includes(own) ? value : this.#kept(value, value);
    if (typeof value !== 'object' || value === null) return value;
    const text = JSON.stringify(value);
    // What was observed in the account has its time, even where its id is left out.
    if (!text.includes(own) && !text.includes('"observation":')) return this.#kept(text, value);
    if (Array.isArray(value)) return value.map((item) => this.#shared(item, own));
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, this.#shared(part, own)]));
  }

  #kept(text: string, value: unknown): unknown {
    const known = this.#parts.get(text);
    if (known !== undefined) return known;
    if (this.#parts.size < mostParts) this.#parts.set(text, value);
    return value;
  }
}

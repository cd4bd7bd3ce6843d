import { bufferOf } from './messages.ts';

/** How many different messages are remembered; one that names ever new things is not remembered for ever. */
const mostRemembered = 1000;

/**
 * Reads encoded messages, those that are alike once: a stack has few providers and names one with every resource, and most
 * resources have the same options. What was read is handed out again, so it must not be changed.
 */
export class ReadOnce<T> {
  readonly #read: (encoded: Uint8Array) => T;
  readonly #known = new Map<string, T>();
  /** Most messages are like the one before; to compare bytes takes less than to look for them. */
  #last: { readonly encoded: Buffer; readonly value: T } | undefined;

  constructor(read: (encoded: Uint8Array) => T) {
    this.#read = read;
  }

  of(message: Uint8Array): T {
    const encoded = bufferOf(message);
    if (this.#last?.encoded.equals(encoded)) return this.#last.value;
    const value = this.#lookUp(encoded);
    // A copy: the bytes of a request keep all that came with them in memory.
    this.#last = { encoded: Buffer.from(encoded), value };
    return value;
  }

  #lookUp(encoded: Buffer): T {
    const key = encoded.toString('latin1');
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const value = this.#read(encoded);
    if (this.#known.size >= mostRemembered) this.#known.clear();
    this.#known.set(key, value);
    return value;
  }
}

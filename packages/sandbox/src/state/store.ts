import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keptText } from './kept-text.ts';

/** The version of the file's layout; a newer one is refused. */
const layout = 1;

/**
 * The sandbox's own JSON state. It is written whole, beside the old file and then over it, before the answer
 * of the call that changed it: a process killed at any moment loses no change that a client was told of.
 */
export class Store {
  readonly #file: string | undefined;
  #services: Record<string, object> = {};
  #written = '';

  /** @param folder created if missing; `undefined` keeps nothing. */
  constructor(folder: string | undefined) {
    if (!folder) return;
    mkdirSync(folder, { recursive: true });
    this.#file = join(folder, 'sandbox.json');
    const text = keptText(this.#file);
    if (text === undefined) return;
    this.#services = this.#parse(text);
    this.#written = text;
  }

  /** Whether nothing was ever put in. */
  get isEmpty(): boolean {
    return Object.keys(this.#services).length === 0;
  }

  /** State of one service: change it in place, then `save`. */
  state<T extends object>(service: string, initial: () => T): T {
    this.#services[service] ??= initial();
    return this.#services[service] as T;
  }

  save(): void {
    if (!this.#file) return;
    const text = JSON.stringify({ layout, services: this.#services });
    if (text === this.#written) return;
    writeFileSync(`${this.#file}.new`, text);
    renameSync(`${this.#file}.new`, this.#file);
    this.#written = text;
  }

  /** Forgets everything, in the file too. */
  clear(): void {
    this.#services = {};
    this.#written = '';
    if (this.#file) rmSync(this.#file, { force: true });
  }

  #parse(text: string): Record<string, object> {
    let content: { layout?: number; services?: Record<string, object> };
    try {
      content = JSON.parse(text);
    } catch (error) {
      throw new Error(`${this.#file} is damaged; remove its folder to start anew`, { cause: error });
    }
    if (content.layout !== layout || !content.services) {
      throw new Error(
        `${this.#file} has layout ${content.layout}, this version reads ${layout}; remove its folder to start anew`,
      );
    }
    return content.services;
  }
}

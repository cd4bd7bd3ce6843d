/** Which resources an update is limited to, by `--target` and `--exclude`. A URN may contain `*`. */
export class Targets {
  readonly #targets: RegExp[];
  readonly #excludes: RegExp[];
  readonly #literals: string[];

  constructor(targets: string[] = [], excludes: string[] = []) {
    this.#targets = targets.map(pattern);
    this.#excludes = excludes.map(pattern);
    this.#literals = targets.filter((target) => !target.includes('*'));
  }

  /** Whether anything is left out. */
  get limited(): boolean {
    return this.#targets.length > 0 || this.#excludes.length > 0;
  }

  /** Whether only named resources are to be changed. */
  get targeted(): boolean {
    return this.#targets.length > 0;
  }

  /** Whether a resource may be changed. */
  contains(urn: string): boolean {
    if (this.#excludes.some((exclude) => exclude.test(urn))) return false;
    return !this.#targets.length || this.#targets.some((target) => target.test(urn));
  }

  /** Whether a resource was left out by name. */
  excludes(urn: string): boolean {
    return this.#excludes.some((exclude) => exclude.test(urn));
  }

  /** Adds a resource, e.g. one that depends on a target. */
  add(urn: string): void {
    this.#targets.push(pattern(urn));
  }

  /** Targets named in full, to be looked for in the stack. */
  get literals(): readonly string[] {
    return this.#literals;
  }
}

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** `**` stands for anything, `*` for anything within one part of a URN. */
const pattern = (urn: string): RegExp =>
  new RegExp(
    `^${urn
      .split('**')
      .map((part) => part.split('*').map(literal).join('[^:]*'))
      .join('.*')}$`,
  );

/**
 * What is known of one hour of one account and Region, the best first. Of several that hold for an hour, the last of them
 * counts.
 */
export const hourStates = [
  /** Before the account had to be recorded. */ 'not-expected',
  /** A verified digest says that nothing was delivered. */ 'provably-empty',
  /** Every file that a verified digest names is there, as it was. */ 'proven',
  /** Its digest is not due yet. */ 'pending',
  /** No digest: the next one is the first of a chain, as after logging was started. */ 'stopped',
  /** Files that no digest names, in an hour that is proven otherwise. */ 'unreferenced',
  /** Something could not be read. */ 'unknown',
  /** A digest, or a file that one names, is gone. */ 'missing',
  /** A digest or a file is not as CloudTrail delivered it. */ 'tampered',
] as const;
export type HourState = (typeof hourStates)[number];

const hour = 3_600_000;

/** A time span of which something is known; from inclusive, to exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly state: HourState;
}

/** The hours of the clock that a range touches, each with what is known of it. */
export class Hours {
  /** Beginning of the first hour, milliseconds since 1970. */
  readonly from: number;
  readonly #states: (HourState | undefined)[];

  /** @param from inclusive, milliseconds. @param to exclusive. */
  constructor(from: number, to: number) {
    this.from = Math.floor(from / hour) * hour;
    this.#states = new Array(Math.max(0, Math.ceil((to - this.from) / hour)));
  }

  /** Takes in what is known of a time span; a span of no length holds for the hour that it lies in. */
  note({ from, to, state }: Span): void {
    const first = Math.max(0, Math.floor((from - this.from) / hour));
    const last = Math.min(this.#states.length, Math.ceil((Math.max(to, from + 1) - this.from) / hour));
    for (let at = first; at < last; at += 1) {
      const known = this.#states[at];
      if (known === undefined || hourStates.indexOf(state) > hourStates.indexOf(known))
        this.#states[at] = state;
    }
  }

  /** One state an hour; of an hour that nothing was said of nothing is known. */
  get states(): readonly HourState[] {
    return Array.from(this.#states, (state) => state ?? 'unknown');
  }
}

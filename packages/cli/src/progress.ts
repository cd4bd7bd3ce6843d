import { clearLine, cursorTo } from 'node:readline';
import type { WriteStream } from 'node:tty';

/** A line that is shown no more often than this, milliseconds. */
const shownEach = 200;

/** How far something is that is done piece by piece. */
export interface Pace {
  /** Pieces that are to be done. */
  readonly all: number;
  /** Pieces that are done, those of an earlier run among them. */
  readonly done: number;
  /** Of these, pieces that an earlier run has done. Default: 0. */
  readonly known?: number;
}

/** How a progress is told. */
export interface ProgressWords {
  /** What is done with what, `accounts read`. */
  readonly pieces: string;
  /** What comes after the last piece, and takes a while. Default: nothing. */
  readonly afterwards?: string;
}

/** Of a verification of logs. */
export const verifiedPlaces: ProgressWords = { pieces: 'accounts and Regions verified' };

/**
 * How far something is, with the time that is left at the pace so far.
 *
 * @param elapsed milliseconds since this run began
 */
export function progressLine(
  { pieces, afterwards }: ProgressWords,
  { all, done, known = 0 }: Pace,
  elapsed: number,
): string {
  const line = `${done.toLocaleString('en')} of ${all.toLocaleString('en')} ${pieces}`;
  const own = done - known;
  if (done === all) return afterwards === undefined ? line : `${line}, ${afterwards}`;
  if (own === 0) return line;
  return `${line}, ${timeOf((elapsed / own) * (all - done))} left`;
}

/** A rough time: of an hour nobody wants to know the seconds. */
function timeOf(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Shows how far something is, on a terminal: one line that is written over and over. Elsewhere nothing is shown. */
export class Progress implements Disposable {
  readonly #words: ProgressWords;
  readonly #terminal: WriteStream | undefined;
  readonly #begun = performance.now();
  #shown = Number.NEGATIVE_INFINITY;

  /** @param stream where it is shown. Default: standard error, so that the report stays alone on standard output */
  constructor(words: ProgressWords, stream: WriteStream = process.stderr) {
    this.#words = words;
    this.#terminal = stream.isTTY ? stream : undefined;
  }

  /** Shows how far it is. */
  show(pace: Pace): void {
    const now = performance.now();
    const isOver = pace.done === pace.all;
    if (this.#terminal === undefined || (now - this.#shown < shownEach && !isOver)) return;
    this.#shown = now;
    this.#clear(this.#terminal);
    this.#terminal.write(progressLine(this.#words, pace, now - this.#begun));
  }

  /** Takes the line away. */
  [Symbol.dispose](): void {
    if (this.#terminal !== undefined) this.#clear(this.#terminal);
  }

  #clear(terminal: WriteStream): void {
    cursorTo(terminal, 0);
    clearLine(terminal, 0);
  }
}

import { clearLine, cursorTo } from 'node:readline';
import type { WriteStream } from 'node:tty';
import type { ReadingProgress } from '@trailguard/audit';

/** A line that is shown no more often than this, milliseconds. */
const shownEach = 200;

/**
 * How far an audit is, with the time that is left at the pace so far: one line that is written over and over.
 *
 * @param elapsed milliseconds since the reading began
 */
export function progressLine({ accounts, read, known }: ReadingProgress, elapsed: number): string {
  const done = `${read.toLocaleString('en')} of ${accounts.toLocaleString('en')} accounts read`;
  const asked = read - known;
  if (read === accounts) return `${done}, judging`;
  if (asked === 0) return done;
  return `${done}, ${timeOf((elapsed / asked) * (accounts - read))} left`;
}

/** A rough time: of an hour nobody wants to know the seconds. */
function timeOf(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Shows how far an audit is, on a terminal; elsewhere nothing is shown. */
export class Progress implements Disposable {
  readonly #terminal: WriteStream | undefined;
  readonly #begun = performance.now();
  #shown = Number.NEGATIVE_INFINITY;

  /** @param stream where it is shown. Default: standard error, so that the report stays alone on standard output */
  constructor(stream: WriteStream = process.stderr) {
    this.#terminal = stream.isTTY ? stream : undefined;
  }

  /** Shows how far it is. */
  show(progress: ReadingProgress): void {
    const now = performance.now();
    const isOver = progress.read === progress.accounts;
    if (this.#terminal === undefined || (now - this.#shown < shownEach && !isOver)) return;
    this.#shown = now;
    this.#clear(this.#terminal);
    this.#terminal.write(progressLine(progress, now - this.#begun));
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

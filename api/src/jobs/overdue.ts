import type { Pool } from 'pg';
import { isCanceledSince } from '../store/job-cancellation.ts';
import type { Job } from '../store/jobs.ts';
import type { StopReason } from './end.ts';

/** How often to look whether a client has canceled the job, milliseconds. */
const LookMilliseconds = 2_000;

/**
 * Tells when the process of a job is to be killed: it was to stop, because it was canceled or its time was over, and has not come
 * to a safe end in the time that it has for that. Asked beside the process, which may be too busy to ask by itself.
 */
export class Overdue implements Disposable {
  readonly #controller = new AbortController();
  readonly #timers: NodeJS.Timeout[] = [];
  #reason: StopReason | null = null;

  /** @param stopSeconds how long a job that was told to stop may take to come to a safe end. */
  constructor(db: Pool, { id, timeoutSeconds }: Pick<Job, 'id' | 'timeoutSeconds'>, stopSeconds: number) {
    const look = () => {
      isCanceledSince(db, id, stopSeconds).then(
        (isOverdue) => isOverdue && this.#kill('canceled'),
        () => {}, // The next look decides.
      );
    };
    this.#timers.push(
      setTimeout(() => this.#kill('timeout'), (timeoutSeconds + stopSeconds) * 1_000),
      setInterval(look, LookMilliseconds),
    );
  }

  /** Aborts when the process is to be killed. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Why; `null` while it may go on. */
  get reason(): StopReason | null {
    return this.#reason;
  }

  #kill(reason: StopReason): void {
    this.#reason ??= reason;
    this.#controller.abort();
  }

  [Symbol.dispose](): void {
    for (const timer of this.#timers) clearTimeout(timer);
  }
}

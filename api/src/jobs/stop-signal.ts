import type { Pool } from 'pg';
import { isCancelRequested } from '../store/jobs.ts';
import { GraceMilliseconds, killGroup } from './child.ts';

/** How often to look whether a client has canceled the job, milliseconds. */
const LookMilliseconds = 1_000;

/**
 * Tells a job's process to stop: when the service asks (SIGTERM), when it is gone (the channel to it
 * closes), when the job can no longer be recorded, or when a client cancels.
 */
export class StopSignal {
  readonly #controller = new AbortController();
  #isCanceled = false;

  constructor() {
    process.once('SIGTERM', () => this.interrupt());
    process.once('disconnect', () => this.#leftAlone());
    // Orphaned before it could listen.
    if (process.send !== undefined && !process.connected) this.#leftAlone();
  }

  /** Aborts what runs; it finishes what it is in the middle of. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Whether a client asked for it: the job is over, and not to be taken up again. */
  get isCanceled(): boolean {
    return this.#isCanceled;
  }

  interrupt(): void {
    this.#controller.abort();
  }

  /** Looks for a client's wish to cancel from now on. */
  watch(db: Pool, jobId: string): void {
    const look = () => {
      isCancelRequested(db, jobId).then(
        (asked) => {
          if (!asked) return;
          this.#isCanceled = true;
          this.interrupt();
        },
        () => {}, // The next look decides; a database that stays away stops the job by itself.
      );
    };
    look();
    setInterval(look, LookMilliseconds).unref();
  }

  /** Without its service nobody ends this process when it does not end by itself: it does so, with all it started. */
  #leftAlone(): void {
    this.interrupt();
    setTimeout(() => killGroup(process.pid), GraceMilliseconds).unref();
  }
}

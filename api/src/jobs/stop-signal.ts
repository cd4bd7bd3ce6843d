import type { Pool } from 'pg';
import { isCancelRequested } from '../store/job-cancellation.ts';
import type { StopReason } from './end.ts';
import { GraceMilliseconds, killGroup } from './child.ts';

/** How often to look whether a client has canceled the job, milliseconds. */
const LookMilliseconds = 1_000;

/**
 * Tells a job's process to stop: when the service asks (SIGTERM), when it is gone (the channel to it
 * closes), when the job can no longer be recorded, when a client cancels, or when its time is over.
 */
export class StopSignal {
  readonly #controller = new AbortController();
  #reason: StopReason | null = null;

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

  /** Why the job is over, and not to be taken up again; `null` while it may go on, here or elsewhere. */
  get reason(): StopReason | null {
    return this.#reason;
  }

  interrupt(): void {
    this.#controller.abort();
  }

  /** Looks for a client's wish to cancel from now on, and ends the job's time so many seconds from now. */
  watch(db: Pool, jobId: string, timeoutSeconds: number): void {
    setTimeout(() => this.#end('timeout'), timeoutSeconds * 1_000).unref();
    const look = () => {
      isCancelRequested(db, jobId).then(
        (asked) => {
          if (asked) this.#end('canceled');
        },
        () => {}, // The next look decides; a database that stays away stops the job by itself.
      );
    };
    look();
    setInterval(look, LookMilliseconds).unref();
  }

  #end(reason: StopReason): void {
    // What stopped it first is told; a process that goes down with its service leaves the job to the next.
    if (this.signal.aborted) return;
    this.#reason = reason;
    this.interrupt();
  }

  /** Without its service nobody ends this process when it does not end by itself: it does so, with all it started. */
  #leftAlone(): void {
    this.interrupt();
    setTimeout(() => killGroup(process.pid), GraceMilliseconds).unref();
  }
}

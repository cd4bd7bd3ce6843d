import { trace } from '@opentelemetry/api';
import type { Pool } from 'pg';
import type { Config } from '../config.ts';
import { appendEvent, type Job, setStep } from '../store/jobs.ts';

/** What a running job works with. */
export interface JobContext {
  readonly job: Job;
  readonly config: Config;
  readonly db: Pool;
  /** Aborts when the job is to stop: canceled, its service gone, or its events no longer recorded. */
  readonly signal: AbortSignal;
  /** Says what the job does now. */
  step(name: string): Promise<void>;
  /** Tells those who follow the job. Never with a secret. */
  event(type: string, data: Record<string, unknown>): void;
  /**
   * Resolves when all events are written.
   * @throws what kept one from being written.
   */
  flush(): Promise<void>;
}

/**
 * Makes the context of a job; its events are written one after the other, in order.
 * @param stop called with the first fault of writing: a job whose events are lost must not go on, since
 * nobody could tell what it did.
 */
export function jobContext(
  job: Job,
  config: Config,
  db: Pool,
  signal: AbortSignal,
  stop: (fault: Error) => void,
): JobContext {
  let written: Promise<void> = Promise.resolve();
  const enqueue = (write: () => Promise<void>) => {
    written = written.then(write);
    written.catch(stop);
    return written;
  };
  return {
    job,
    config,
    db,
    signal,
    step: (name) => {
      trace.getActiveSpan()?.addEvent(name);
      return enqueue(() => setStep(db, job.id, name));
    },
    event: (type, data) => void enqueue(() => appendEvent(db, job.id, type, data)),
    flush: () => written,
  };
}

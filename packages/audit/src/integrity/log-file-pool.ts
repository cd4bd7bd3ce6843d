import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import type { LogFileWork } from './log-file-worker.ts';
import type { StoreDescription } from './open-store.ts';
import type { LogFileFault, NamedLogFile } from './verify-log-file.ts';

/** Log files that one task reads at once. */
const filesAtOnce = 32;

/** Tasks of a thread that are under way at once: while one waits for S3, another one uncompresses. */
const tasksAtOnce = 2;

export interface LogFilePoolOptions {
  /** Default: one a processor. */
  readonly threads?: number;
  /** Folder to which each file is written that is as it was delivered. Default: none is kept. */
  readonly keepIn?: string;
}

/**
 * Threads that read log files, uncompress and hash them. Files stay in their thread: what goes through is names and verdicts.
 */
export class LogFilePool implements AsyncDisposable {
  readonly #threads: Piscina<readonly NamedLogFile[], readonly (LogFileFault | null)[]>;

  /** @param store where the files are */
  constructor(
    store: StoreDescription,
    { threads = availableParallelism(), keepIn }: LogFilePoolOptions = {},
  ) {
    const work: LogFileWork = { store, ...(keepIn === undefined ? {} : { keepIn }) };
    this.#threads = new Piscina({
      filename: new URL('./log-file-worker.ts', import.meta.url).href,
      minThreads: threads,
      maxThreads: threads,
      concurrentTasksPerWorker: tasksAtOnce,
      // A thread that slept while it waits for a task would not hear from S3.
      atomics: 'disabled',
      workerData: work,
      // What a thread holds is short-lived: with V8's own limits it would take far more memory than it uses.
      resourceLimits: { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 128 },
    });
  }

  /** Verifies files that one digest names, in its order. */
  async verify(
    entries: readonly NamedLogFile[],
    signal?: AbortSignal,
  ): Promise<readonly (LogFileFault | null)[]> {
    const tasks: Promise<readonly (LogFileFault | null)[]>[] = [];
    for (let at = 0; at < entries.length; at += filesAtOnce) {
      const some = entries.slice(at, at + filesAtOnce);
      tasks.push(this.#threads.run(some, signal === undefined ? {} : { signal }));
    }
    return (await Promise.all(tasks)).flat();
  }

  async close(): Promise<void> {
    await this.#threads.destroy();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}

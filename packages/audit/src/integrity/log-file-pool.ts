import { availableParallelism } from 'node:os';
import pLimit from 'p-limit';
import { Piscina } from 'piscina';
import type { LogFileTask, LogFileVerdict } from './log-file-worker.ts';
import type { LogStore } from './log-store.ts';
import { type LogFileFault, type NamedLogFile, verifyLogFile } from './verify-log-file.ts';

/** Log files that one task reads at once. */
const filesAtOnce = 32;

/** Tasks of a thread that are under way at once: while one waits for S3, another one uncompresses. */
const tasksAtOnce = 2;

/** Files that are asked of the store at once. */
const askedAtOnce = 16;

export interface LogFilePoolOptions {
  /** Default: one a processor. */
  readonly threads?: number;
  /** Folder to which each file is written that is as it was delivered. Default: none is kept. */
  readonly keepIn?: string;
}

/**
 * Threads that read log files, uncompress and hash them. Files stay in their thread: what goes through is names and verdicts. What a
 * thread cannot tell is asked of the store, in the thread that the pool is used in.
 */
export class LogFilePool implements AsyncDisposable {
  readonly #store: LogStore;
  readonly #keepIn: string | undefined;
  readonly #asked = pLimit(askedAtOnce);
  readonly #threads: Piscina<LogFileTask, readonly LogFileVerdict[]>;

  /** @param store where the files are */
  constructor(store: LogStore, { threads = availableParallelism(), keepIn }: LogFilePoolOptions = {}) {
    this.#store = store;
    this.#keepIn = keepIn;
    this.#threads = new Piscina({
      filename: new URL('./log-file-worker.ts', import.meta.url).href,
      minThreads: threads,
      maxThreads: threads,
      concurrentTasksPerWorker: tasksAtOnce,
      // A thread that slept while it waits for a task would not hear from S3.
      atomics: 'disabled',
      // What a thread holds is short-lived: with V8's own limits it would take far more memory than it uses.
      resourceLimits: { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 128 },
    });
  }

  /** Verifies files that one digest names, in its order. */
  async verify(
    files: readonly NamedLogFile[],
    signal?: AbortSignal,
  ): Promise<readonly (LogFileFault | null)[]> {
    const tasks: Promise<(LogFileFault | null)[]>[] = [];
    for (const some of tasksOf(files)) tasks.push(this.#verifySome(some, signal));
    return (await Promise.all(tasks)).flat();
  }

  /** @param files of one bucket */
  async #verifySome(
    files: readonly NamedLogFile[],
    signal: AbortSignal | undefined,
  ): Promise<(LogFileFault | null)[]> {
    const access = await this.#store.accessTo(files[0]?.s3Bucket ?? '').catch(() => null);
    const keep = this.#keepIn === undefined ? {} : { keepIn: this.#keepIn };
    const verdicts =
      access === null
        ? files.map(() => 'unread' as const)
        : await this.#threads.run({ access, files, ...keep }, signal === undefined ? {} : { signal });
    return Promise.all(files.map((file, at) => this.#decide(file, verdicts[at])));
  }

  /** A verdict that a thread could not give is given here; one that is lost is none. */
  async #decide(file: NamedLogFile, verdict: LogFileVerdict = 'unread'): Promise<LogFileFault | null> {
    if (verdict !== 'unread') return verdict;
    return this.#asked(() => verifyLogFile(file, this.#store, this.#keepIn));
  }

  async close(): Promise<void> {
    await this.#threads.destroy();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}

/** As many as a task reads, of one bucket each; their order is kept. */
function* tasksOf(files: readonly NamedLogFile[]): Generator<readonly NamedLogFile[], void, undefined> {
  let begin = 0;
  for (let at = 1; at <= files.length; at += 1) {
    const isSame = at < files.length && files[at]?.s3Bucket === files[begin]?.s3Bucket;
    if (isSame && at - begin < filesAtOnce) continue;
    yield files.slice(begin, at);
    begin = at;
  }
}

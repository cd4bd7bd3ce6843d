import { on } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { PlaceReport } from './chain-report.ts';
import type { LogFileEntry } from './digest.ts';
import type { KeyDescription } from './key-sources.ts';
import type { StoreDescription } from './open-store.ts';
import type { VerificationMessage } from './verification-thread.ts';
import type { VerifyLogsOptions } from './verify-logs.ts';

/** Where logs and keys are, as plain data. */
export interface VerificationSource {
  readonly store: StoreDescription;
  readonly keys: KeyDescription;
  /** Folder to which each log file is written that is as it was delivered. Default: none is kept. */
  readonly keepIn?: string;
}

/** What the thread is given. */
export interface VerificationWork {
  readonly options: VerifyLogsOptions;
  readonly source: VerificationSource;
  readonly tellsProven: boolean;
}

/**
 * V8 sizes a heap by the memory of the machine, and would take some hundred megabytes for what is short-lived. A thread can be told
 * to take less, the one that a process begins with cannot. Digests of the busiest days of many Regions still fit.
 */
const resourceLimits = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 512 };

/**
 * Verifies logs as {@link verifyLogs} does, in a thread of its own whose memory is bounded, with the threads that it starts.
 *
 * @param onProven told of each log file that is as it was delivered.
 * @param signal ends the thread, and what it does is lost.
 * @throws Error when the thread fails, or `AbortError` of the signal; what cannot be read is told as unknown.
 */
export async function* verifyInThread(
  options: VerifyLogsOptions,
  source: VerificationSource,
  onProven?: (file: LogFileEntry) => void,
  signal?: AbortSignal,
): AsyncGenerator<PlaceReport, void, undefined> {
  const work: VerificationWork = { options, source, tellsProven: onProven !== undefined };
  const thread = new Worker(new URL('./verification-thread.ts', import.meta.url), {
    workerData: work,
    resourceLimits,
  });
  const { accounts, regions, except } = options;
  let left = accounts.length * regions.length - (except?.size ?? 0);
  try {
    for await (const [message] of on(thread, 'message', {
      close: ['exit'],
      ...(signal === undefined ? {} : { signal }),
    })) {
      const { report, proven } = message as VerificationMessage;
      for (const file of proven) onProven?.(file);
      left -= 1;
      yield report;
    }
    // Silence about an account is not to pass for a proof.
    if (left > 0) throw new Error(`the verification ended before ${left} accounts and Regions were done`);
  } finally {
    await thread.terminate();
  }
}

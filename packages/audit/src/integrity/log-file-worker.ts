import { workerData } from 'node:worker_threads';
import type { LogFileEntry } from './digest.ts';
import { openStore, type StoreDescription } from './open-store.ts';
import { type LogFileFault, verifyLogFile } from './verify-log-file.ts';

const store = openStore(workerData as StoreDescription);

/** Verifies the log files of one digest; runs in a thread of {@link LogFilePool}. */
export default function verifyLogFiles(entries: readonly LogFileEntry[]): Promise<(LogFileFault | null)[]> {
  return Promise.all(entries.map((entry) => verifyLogFile(entry, store)));
}

import { workerData } from 'node:worker_threads';
import { openStore, type StoreDescription } from './open-store.ts';
import { type LogFileFault, type NamedLogFile, verifyLogFile } from './verify-log-file.ts';

/** What a thread of {@link LogFilePool} is given. */
export interface LogFileWork {
  readonly store: StoreDescription;
  readonly keepIn?: string;
}

const { store: description, keepIn } = workerData as LogFileWork;
const store = await openStore(description);

/** Verifies the log files of one digest; runs in a thread of {@link LogFilePool}. */
export default function verifyLogFiles(entries: readonly NamedLogFile[]): Promise<(LogFileFault | null)[]> {
  return Promise.all(entries.map((entry) => verifyLogFile(entry, store, keepIn)));
}

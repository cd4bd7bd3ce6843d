import { parentPort, workerData } from 'node:worker_threads';
import type { PlaceReport } from './chain-report.ts';
import type { LogFileEntry } from './digest.ts';
import { openKeys } from './key-sources.ts';
import { LogFilePool } from './log-file-pool.ts';
import { openStore } from './open-store.ts';
import { KeyRing } from './public-keys.ts';
import type { VerificationWork } from './verify-in-thread.ts';
import { verifyLogs } from './verify-logs.ts';

/** What the thread tells for each account and Region that is done. */
export interface VerificationMessage {
  readonly report: PlaceReport;
  /** Log files that were proven since the message before it; none unless they are asked for. */
  readonly proven: readonly LogFileEntry[];
}

const { options, source, tellsProven } = workerData as VerificationWork;
const { keepIn } = source;
let proven: LogFileEntry[] = [];
await using store = await openStore(source.store);
await using pool = new LogFilePool(store, keepIn === undefined ? {} : { keepIn });
const tools = {
  store,
  keys: new KeyRing(openKeys(source.keys)),
  verifyLogFiles: pool.verify.bind(pool),
  ...(tellsProven ? { onProven: (file: LogFileEntry) => void proven.push(file) } : {}),
};
for await (const report of verifyLogs(options, tools)) {
  const message: VerificationMessage = { report, proven };
  parentPort?.postMessage(message);
  proven = [];
}

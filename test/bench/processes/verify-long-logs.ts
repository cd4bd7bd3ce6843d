/** Verifies a few very long log files of a copy, in a process whose memory is its own. */
import { LogFilePool, type NamedLogFile, openStore } from '@trailguard/audit/integrity';
import { answerBench } from '../harness/processes.ts';
import { bucket } from '../log-files/long-logs.ts';

/** Which files. */
export interface LongLogsTask {
  readonly folder: string;
  readonly files: readonly NamedLogFile[];
}

answerBench<LongLogsTask, number>(async ({ folder, files }) => {
  await using store = await openStore({ kind: 'folder', folders: { [bucket]: folder } });
  await using pool = new LogFilePool(store);
  const faults = await pool.verify(files);
  return faults.filter((fault) => fault === null).length;
});

import {
  appendKnownEnds,
  type ChainEnd,
  KeyRing,
  type KeySource,
  LogFilePool,
  openStore,
  type PlaceReport,
  readKnownEnds,
  verifyLogs as verifyEach,
} from '@trailguard/audit/integrity';
import { keysOf, type LogsToRead, logsToRead } from '../logs/logs-to-read.ts';
import { writeOutput } from '../write-output.ts';
import type { VerifyLogsFlags } from './command.ts';
import { writeRecord } from './record.ts';
import { exitCodeOf, reportOf, textOf } from './report.ts';

/**
 * Verifies the logs of a trail, writes the report, and answers with the exit code.
 *
 * @throws Error when nothing can be verified: an option is missing, or AWS or a file does not answer.
 */
export async function verifyLogs(flags: VerifyLogsFlags): Promise<number> {
  const keys = await keysOf(flags);
  const known = flags.ends === undefined ? undefined : await readKnownEnds(flags.ends);
  const logs = await logsToRead(flags);
  const places = await readPlaces(logs, known?.ends ?? [], keys);
  const endsHead =
    flags.ends === undefined || known === undefined
      ? null
      : await appendKnownEnds(flags.ends, known, {
          at: logs.asOf,
          ends: places.flatMap(({ ends }) => ends),
        });
  const { from, to, asOf } = logs;
  const times = { from: from.toISOString(), to: to.toISOString(), asOf: asOf.toISOString() };
  const report = reportOf(places, { ...times, endsHead });
  await writeOutput(
    flags.format === 'json' ? `${JSON.stringify(report, null, 2)}\n` : textOf(report),
    flags.output,
  );
  if (flags.record !== undefined)
    await writeRecord(flags.record, report, flags.output ?? 'standard output of the run');
  return exitCodeOf(report);
}

async function readPlaces(
  { store, ...logs }: LogsToRead,
  knownEnds: readonly ChainEnd[],
  keys: KeySource,
): Promise<PlaceReport[]> {
  const pool = new LogFilePool(store);
  const all = logs.accounts.length * logs.regions.length;
  try {
    const reports: PlaceReport[] = [];
    const tools = {
      store: openStore(store),
      keys: new KeyRing(keys),
      verifyLogFiles: pool.verify.bind(pool),
    };
    for await (const report of verifyEach({ ...logs, knownEnds }, tools)) {
      reports.push(report);
      if (process.stderr.isTTY) process.stderr.write(`\r${reports.length} of ${all} accounts and Regions`);
    }
    if (process.stderr.isTTY) process.stderr.write('\n');
    return reports;
  } finally {
    await pool.close();
  }
}

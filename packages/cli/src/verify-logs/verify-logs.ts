import {
  type ChainEnd,
  type KeyDescription,
  type PlaceReport,
  placeId,
  verifyInThread,
} from '@trailguard/audit/integrity';
import type { KnownEnds, SavedRun } from '@trailguard/audit/integrity/files';
import { type IntegrityReport, integrityHtml, reportOf } from '@trailguard/audit/integrity/report';
import { Interruption } from '../interruption.ts';
import { keysOf, type LogsToRead, logsToRead, storeOf, withOrganization } from '../logs/logs-to-read.ts';
import { Progress, verifiedPlaces } from '../progress.ts';
import { writeOutput } from '../write-output.ts';
import type { VerifyLogsFlags } from './command.ts';
import { exitCodeOf, textOf } from './report.ts';
import { writeRecord } from './write-record.ts';

/**
 * Verifies the logs of a trail, writes the report, and answers with the exit code.
 *
 * @throws Error when nothing can be verified: an option is missing, or AWS or a file does not answer.
 */
export async function verifyLogs(given: VerifyLogsFlags): Promise<number> {
  const flags = await withOrganization(given);
  const keys = await keysOf(flags);
  const known = await knownEndsOf(flags);
  using saved = await savedRunOf(flags);
  using _interruption = new Interruption(flags.resume);
  const logs = await beginOrGoOn(flags, saved, known?.head ?? null);
  const places = await readPlaces(logs, known?.ends ?? [], keys, saved);
  const endsHead = await keepEnds(flags, known, logs.asOf, places);
  const { from, to, asOf } = logs;
  const times = { from: from.toISOString(), to: to.toISOString(), asOf: asOf.toISOString() };
  const report = reportOf(places, { ...times, endsHead });
  await writeOutput(write[flags.format](report), flags.output);
  if (flags.record !== undefined)
    await writeRecord(flags.record, report, flags.output ?? 'standard output of the run');
  saved?.finish();
  return exitCodeOf(report);
}

async function knownEndsOf({ ends, endsHead }: VerifyLogsFlags): Promise<KnownEnds | undefined> {
  if (ends === undefined) {
    if (endsHead !== undefined) throw new Error('--ends-head is about a file: name it by --ends');
    return undefined;
  }
  const { readKnownEnds } = await import('@trailguard/audit/integrity/files');
  return readKnownEnds(ends, endsHead);
}

async function savedRunOf(flags: VerifyLogsFlags): Promise<SavedRun | undefined> {
  if (flags.resume === undefined) return undefined;
  const files = await import('@trailguard/audit/integrity/files');
  return files.SavedRun.open(flags.resume, requestOf(flags));
}

/** @returns hash of the line that was written; `null` where none is. */
async function keepEnds(
  { ends: file }: VerifyLogsFlags,
  known: KnownEnds | undefined,
  at: Date,
  places: readonly PlaceReport[],
): Promise<string | null> {
  if (file === undefined || known === undefined) return null;
  const { appendKnownEnds } = await import('@trailguard/audit/integrity/files');
  return appendKnownEnds(file, known, { at, ends: places.flatMap(({ ends }) => ends) });
}

const write: Readonly<Record<VerifyLogsFlags['format'], (report: IntegrityReport) => string>> = {
  text: textOf,
  json: (report) => `${JSON.stringify(report, null, 2)}\n`,
  html: integrityHtml,
};

/** What a run is asked for; how its report is written may differ when it goes on. */
function requestOf({
  format: _,
  output: __,
  record: ___,
  resume: ____,
  ...request
}: VerifyLogsFlags): object {
  return request;
}

/** What is verified: that of the run that goes on, whatever AWS says by now, so that its report is of one time. */
async function beginOrGoOn(
  flags: VerifyLogsFlags,
  saved: SavedRun | undefined,
  endsHead: string | null,
): Promise<LogsToRead> {
  const subject = saved?.subject ?? null;
  if (subject === null) {
    const logs = await logsToRead(flags);
    const { places, regions } = logs;
    saved?.begin({
      from: logs.from.toISOString(),
      to: logs.to.toISOString(),
      asOf: logs.asOf.toISOString(),
      places: [...places],
      accounts: logs.accounts.map(({ accountId, since }) =>
        since === undefined ? { accountId } : { accountId, since: since.toISOString() },
      ),
      regions: [...regions],
      endsHead,
    });
    return logs;
  }
  if (subject.endsHead !== endsHead)
    throw new Error(
      `${flags.ends} has another run since ${flags.resume} was begun; remove the latter to begin anew`,
    );
  return {
    ...subject,
    from: new Date(subject.from),
    to: new Date(subject.to),
    asOf: new Date(subject.asOf),
    accounts: subject.accounts.map(({ accountId, since }) =>
      since === undefined ? { accountId } : { accountId, since: new Date(since) },
    ),
    store: storeOf(flags),
  };
}

async function readPlaces(
  { store, ...logs }: LogsToRead,
  knownEnds: readonly ChainEnd[],
  keys: KeyDescription,
  saved: SavedRun | undefined,
): Promise<PlaceReport[]> {
  const reports = [...(saved?.places ?? [])];
  const except = new Set(reports.map(placeId));
  const all = logs.accounts.length * logs.regions.length;
  const known = reports.length;
  using progress = new Progress(verifiedPlaces);
  progress.show({ all, done: known, known });
  for await (const report of verifyInThread({ ...logs, knownEnds, except }, { store, keys })) {
    saved?.add(report);
    reports.push(report);
    progress.show({ all, done: reports.length, known });
  }
  return reports;
}

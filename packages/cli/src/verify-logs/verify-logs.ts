import {
  appendKnownEnds,
  type ExpectedAccount,
  findTrail,
  KeyRing,
  type KeySource,
  keysOfAws,
  keysOfFile,
  LogFilePool,
  type LogPlace,
  openStore,
  type PlaceReport,
  readKnownEnds,
  type StoreDescription,
  verifyLogs as verifyEach,
} from '@trailguard/audit/integrity';
import { readInput } from '../read-inputs.ts';
import { writeOutput } from '../write-output.ts';
import type { VerifyLogsFlags } from './command.ts';
import { writeRecord } from './record.ts';
import { exitCodeOf, reportOf, textOf } from './report.ts';

/** What is verified of whom, from the options or from AWS. */
interface Subject {
  readonly place: LogPlace;
  readonly accounts: readonly ExpectedAccount[];
  readonly regions: readonly string[];
  readonly asOf: Date;
}

/**
 * Verifies the logs of a trail, writes the report, and answers with the exit code.
 *
 * @throws Error when nothing can be verified: an option is missing, or AWS or a file does not answer.
 */
export async function verifyLogs(flags: VerifyLogsFlags): Promise<number> {
  const { from } = flags;
  const keys = await keysOf(flags);
  const known = flags.ends === undefined ? undefined : await readKnownEnds(flags.ends);
  const subject = await subjectOf(flags);
  const to = flags.to ?? subject.asOf;
  if (to <= from) throw new Error(`--to ${to.toISOString()} is not after --from ${from.toISOString()}`);
  const places = await readPlaces(
    { ...subject, from, to, knownEnds: known?.ends ?? [] },
    keys,
    storeOf(flags),
  );
  const endsHead =
    flags.ends === undefined || known === undefined
      ? null
      : await appendKnownEnds(flags.ends, known, {
          at: subject.asOf,
          ends: places.flatMap(({ ends }) => ends),
        });
  const times = { from: from.toISOString(), to: to.toISOString(), asOf: subject.asOf.toISOString() };
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
  { place, ...options }: Omit<Parameters<typeof verifyEach>[0], 'places'> & { readonly place: LogPlace },
  keys: KeySource,
  description: StoreDescription,
): Promise<PlaceReport[]> {
  const pool = new LogFilePool(description);
  const all = options.accounts.length * options.regions.length;
  try {
    const reports: PlaceReport[] = [];
    const tools = {
      store: openStore(description),
      keys: new KeyRing(keys),
      verifyLogFiles: pool.verify.bind(pool),
    };
    for await (const report of verifyEach({ ...options, places: [place] }, tools)) {
      reports.push(report);
      if (process.stderr.isTTY) process.stderr.write(`\r${reports.length} of ${all} accounts and Regions`);
    }
    if (process.stderr.isTTY) process.stderr.write('\n');
    return reports;
  } finally {
    await pool.close();
  }
}

async function keysOf({ keys: file }: VerifyLogsFlags): Promise<KeySource> {
  if (file === undefined) return keysOfAws();
  const { name, text } = await readInput(file);
  return keysOfFile(text, name);
}

async function subjectOf(flags: VerifyLogsFlags): Promise<Subject> {
  const { accounts, regions, bucket } = flags;
  if (bucket !== undefined) {
    if (accounts === undefined || regions === undefined)
      throw new Error('with --bucket, say by --accounts and --regions whose logs must be there');
    const place = { bucket, prefix: flags.prefix ?? null, organizationId: flags.organizationId ?? null };
    return { place, accounts: accounts.map(accountOf), regions, asOf: new Date() };
  }
  if (flags.copy !== undefined)
    throw new Error('with --copy, name by --bucket the bucket that was copied: it is part of what is signed');
  const trail = await findTrail(flags.trail, regionOf(flags));
  return {
    ...trail,
    accounts: accounts === undefined ? trail.accounts : accounts.map(accountOf),
    regions: regions ?? trail.regions,
  };
}

const accountOf = (accountId: string): ExpectedAccount => ({ accountId });

function storeOf(flags: VerifyLogsFlags): StoreDescription {
  if (flags.copy !== undefined) return { kind: 'folder', folder: flags.copy, bucket: flags.bucket ?? '' };
  const role = flags.readRole === undefined ? {} : { roleArn: flags.readRole };
  return { kind: 's3', region: regionOf(flags), ...role };
}

function regionOf({ region = process.env.AWS_REGION }: VerifyLogsFlags): string {
  if (region !== undefined && region !== '') return region;
  throw new Error("no Region is set: name the trail's home by --region or AWS_REGION");
}

import { digestOfExceptions, isWarned, reviewExceptions, soonDays } from '@trailguard/controls/exceptions';
import type { RunReport } from '@trailguard/controls/report';
import { ExitCode } from '../exit-code.ts';
import { readInput } from '../read-inputs.ts';
import { usableExceptions } from '../usable-exceptions.ts';
import type { ExceptionsFlags } from './command.ts';
import { describeReview } from './text.ts';

/**
 * Reviews the exceptions of a file, prints what it finds, and answers with the exit code.
 *
 * @throws when the file, or a report, cannot be used
 */
export async function checkExceptions(flags: ExceptionsFlags): Promise<number> {
  const { file, exceptions } = usableExceptions(flags.exceptions);
  if (file === undefined) {
    throw new Error(
      'There is no trailguard.exceptions.yaml from here upwards; name one with --exceptions (docs/exceptions.md has its form)',
    );
  }
  const digest = digestOfExceptions(exceptions);
  const reports = await Promise.all((flags.report ?? []).map((name) => readReport(name, digest)));
  const on = flags.on ?? new Date().toISOString().slice(0, 10);
  const reviewed = reviewExceptions(exceptions, { on, soonDays: flags.soon ?? soonDays, reports });
  process.stdout.write(
    flags.json
      ? `${JSON.stringify({ schema: 'trailguard.exceptions/1', file, on, digest, exceptions: reviewed }, null, 2)}\n`
      : describeReview(file, on, reviewed),
  );
  const isAtFault = reviewed.some((one) => one.state === 'ended' || (flags.strict === true && isWarned(one)));
  return isAtFault ? ExitCode.findings : ExitCode.ok;
}

/** A report says what an exception waives only when it was made with these. @throws when it was not, or is none. */
async function readReport(name: string, digest: string): Promise<RunReport> {
  const { text } = await readInput(name);
  const report = parsed(name, text);
  if (report.exceptionsDigest !== digest) {
    throw new Error(
      `${name} was made with ${report.exceptionsDigest === null ? 'no' : 'other'} exceptions; make it anew with --exceptions and this file`,
    );
  }
  return report;
}

function parsed(name: string, text: string): RunReport {
  const wanted = `${name} is no report; make one with --format json of audit, check-state or preview-org`;
  try {
    const report = JSON.parse(text) as Partial<RunReport> | null;
    if (report?.schema === 'trailguard.run/1' && Array.isArray(report.findings)) return report as RunReport;
  } catch (cause) {
    throw new Error(`${wanted}: ${(cause as Error).message}`, { cause });
  }
  throw new Error(wanted);
}

import {
  type Comparison,
  type ComparisonFormat,
  compareReports,
  lessKnown,
  newlyFailing,
  readReport,
  summaryOfComparison,
  writeComparison,
} from '@trailguard/controls/comparison';
import { isAtLeast } from '@trailguard/controls/report';
import { ExitCode, type FailOn } from '../exit-code.ts';
import { readInputs } from '../read-inputs.ts';
import { version } from '../version.ts';
import { writeOutput } from '../write-output.ts';

/** Options as the command line gives them. */
export interface ComparedFlags {
  readonly format: ComparisonFormat;
  readonly output?: string;
  readonly failOn: FailOn['failOn'];
}

/**
 * Compares two reports, writes what differs, and answers with the exit code.
 *
 * @throws when one of them cannot be read or is none, or they are of different lenses.
 */
export async function compareAudits(
  before: string,
  after: string,
  { format, output, failOn }: ComparedFlags,
): Promise<number> {
  const [old, now] = (await readInputs([before, after])).map(({ text, name }) => readReport(text, name));
  if (old === undefined || now === undefined) throw new Error('two reports are needed');
  const comparison = compareReports(old, now);
  await writeOutput(writeComparison(comparison, format, { version }), output);
  if (output !== undefined)
    process.stderr.write(`${summaryOfComparison(comparison)}; the comparison is ${output}\n`);
  return exitCodeOf(comparison, failOn);
}

function exitCodeOf({ changes, counts }: Comparison, failOn: FailOn['failOn']): number {
  const hasFailed =
    failOn !== 'never' &&
    changes.some(({ kind, severity }) => newlyFailing.includes(kind) && isAtLeast(severity, failOn));
  if (hasFailed) return ExitCode.findings;
  return lessKnown.some((kind) => counts[kind] > 0) ? ExitCode.partial : ExitCode.ok;
}

import { type ReportFormat, type StreamedReport, summaryOf, writeReport } from '@trailguard/controls/report';
import { version } from './version.ts';
import { writeOutput } from './write-output.ts';

/** Where a report goes, and in which form. */
export interface Delivery {
  readonly format: ReportFormat;
  /** A file; standard output without one. */
  readonly output?: string;
  /** Folder of the Pulumi project in its repository, for SARIF. */
  readonly projectFolder?: string;
  /** File that SARIF shows a finding at which no line of a program is known for. */
  readonly file?: string;
}

/** Writes a report where the user wants it; beside a file, one line tells what it comes to. */
export async function deliverReport(
  report: StreamedReport,
  { format, output, projectFolder, file }: Delivery,
): Promise<void> {
  const written = writeReport(report, format, {
    version,
    ...(projectFolder === undefined ? {} : { projectFolder }),
    ...(file === undefined ? {} : { file }),
  });
  await writeOutput(written, output);
  if (output !== undefined) process.stderr.write(`${summaryOf(report)}; the report is ${output}\n`);
}

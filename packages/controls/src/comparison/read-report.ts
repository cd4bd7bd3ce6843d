import { Compile } from 'typebox/compile';
import { type RunReport, RunReportSchema } from '../report/index.ts';

const reports = Compile(RunReportSchema);

/** A text that is no report. */
export class ReportError extends Error {
  override readonly name = 'ReportError';
}

/**
 * Reads a report that was written as JSON.
 *
 * @param name what the message calls it, such as its file.
 * @throws ReportError when it is none, with the first thing that is wrong.
 */
export function readReport(text: string, name: string): RunReport {
  const wayOut = 'make one with --format json';
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch (cause) {
    throw new ReportError(`${name} is no JSON (${(cause as Error).message}); ${wayOut}`, { cause });
  }
  const isReport: boolean = reports.Check(read);
  if (isReport) return read as RunReport;
  const [fault] = reports.Errors(read);
  const place = fault?.instancePath || 'it';
  throw new ReportError(
    `${name} is no report of trailguard: ${place} ${fault?.message ?? 'has another form'}; ${wayOut}`,
  );
}

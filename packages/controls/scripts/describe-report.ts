import { RunReportSchema } from '../src/report/index.ts';

/** The JSON schema of reports of a run. */
export function describeReport(): string {
  return `${JSON.stringify(RunReportSchema, null, 2)}\n`;
}

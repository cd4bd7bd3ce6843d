import { IntegrityReportSchema } from '../src/integrity/integrity-report-schema.ts';

/** The JSON schema of reports of the proof of logs. */
export function describeIntegrityReport(): string {
  return `${JSON.stringify(IntegrityReportSchema, null, 2)}\n`;
}

export { type ReportFormat, reportFormats, writeReport } from './formats.ts';
export { reportJunit } from './junit.ts';
export { reportMarkdown } from './markdown.ts';
export {
  type Finding,
  findingsOf,
  isAtLeast,
  isNews,
  placeIn,
  type ReportedControl,
  type ReportedPosition,
  type RunReport,
  type RunReportInput,
  reportedControl,
  reportOf,
  runReport,
  shortUrn,
} from './run-report.ts';
export { RunReportSchema } from './run-report-schema.ts';
export { reportSarif, type SarifOptions } from './sarif.ts';
export { reportText, summaryOf } from './text.ts';

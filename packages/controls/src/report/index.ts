export { type ReportFormat, reportFormats, writeReport } from './formats.ts';
export { reportCsv } from './csv.ts';
export { type AccountNames, nameOfAccount } from './account-names.ts';
export { fingerprintOf } from './fingerprint.ts';
export { html, type Markup, nothing } from './html/markup.ts';
export { pageHead } from './html/page.ts';
export { shownTime } from './html/page.ts';
export { htmlPage, htmlTable } from './html/simple-page.ts';
export { type HtmlOptions, reportHtml } from './html/report-html.ts';
export { reportJson } from './json.ts';
export { reportJunit } from './junit.ts';
export { reportMarkdown } from './markdown.ts';
export { type OcsfOptions, reportOcsf } from './ocsf.ts';
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
  type StreamedReport,
  type StreamedReportInput,
  reportedControl,
  reportOf,
  runReport,
  shortUrn,
  streamedReport,
} from './run-report.ts';
export { RunReportSchema } from './run-report-schema.ts';
export { reportSarif, type SarifOptions } from './sarif.ts';
export { reportText, summaryOf } from './text.ts';
export {
  ControlScores,
  type GroupScore,
  nameOfGroup,
  ReportScores,
  type Score,
  type Scores,
} from './score.ts';

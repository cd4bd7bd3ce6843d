import { reportCsv } from './csv.ts';
import { reportHtml } from './html/report-html.ts';
import { reportJson } from './json.ts';
import { reportJunit } from './junit.ts';
import { reportMarkdown } from './markdown.ts';
import { reportOcsf } from './ocsf.ts';
import type { StreamedReport } from './run-report.ts';
import { reportSarif, type SarifOptions } from './sarif.ts';
import { reportText } from './text.ts';

/** Forms of a report, by the name that a user gives. */
export const reportFormats = ['text', 'json', 'sarif', 'junit', 'markdown', 'csv', 'ocsf', 'html'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/**
 * Writes a report in a form, by one pass through its findings. No more of them are in memory than a page, a comment or a
 * terminal shows, and in JUnit than those of one control.
 *
 * @returns the text in parts, which follow one another.
 */
export function writeReport(
  report: StreamedReport,
  format: ReportFormat,
  options: SarifOptions,
): Iterable<string> {
  switch (format) {
    case 'text':
      return [reportText(report)];
    case 'json':
      return reportJson(report);
    case 'sarif':
      return reportSarif(report, options);
    case 'junit':
      return reportJunit(report);
    case 'markdown':
      return [reportMarkdown(report)];
    case 'csv':
      return reportCsv(report);
    case 'ocsf':
      return reportOcsf(report, options);
    case 'html':
      return reportHtml(report, options);
  }
}

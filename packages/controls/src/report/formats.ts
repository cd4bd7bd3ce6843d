import { reportJunit } from './junit.ts';
import { reportMarkdown } from './markdown.ts';
import type { RunReport } from './run-report.ts';
import { reportSarif, type SarifOptions } from './sarif.ts';
import { reportText } from './text.ts';

/** Forms of a report, by the name that a user gives. */
export const reportFormats = ['text', 'json', 'sarif', 'junit', 'markdown'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** Writes a report in a form. */
export function writeReport(report: RunReport, format: ReportFormat, options: SarifOptions): string {
  switch (format) {
    case 'text':
      return reportText(report);
    case 'json':
      return `${JSON.stringify(report, null, 2)}\n`;
    case 'sarif':
      return reportSarif(report, options);
    case 'junit':
      return reportJunit(report);
    case 'markdown':
      return reportMarkdown(report);
  }
}

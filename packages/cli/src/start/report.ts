import { styleText } from 'node:util';

/** What the service stores of an audit, as far as a terminal shows it. */
export interface ShownReport {
  readonly score: number | null;
  readonly counts: Readonly<Record<string, number>>;
  readonly results: readonly ShownResult[];
  readonly controls: readonly { id: string; title: string; severity: string; fix: string }[];
}

export interface ShownResult {
  readonly controlId: string;
  readonly subject: { readonly id: string };
  readonly verdict: { readonly status: string; readonly reason?: string };
}

/** The audit in a few lines: the score, then what failed and how to mend it, then what is not known yet. */
export function describeAudit(report: ShownReport): string {
  const counted = Object.entries(report.counts)
    .filter(([, count]) => count > 0)
    .map(([status, count]) => `${count} ${status.replace('_', ' ')}`)
    .join(', ');
  const lines = [
    `${styleText('bold', report.score === null ? 'No score' : `Score ${report.score}`)} (of 100, over the controls that apply): ${counted}`,
  ];
  for (const control of report.controls) {
    const results = report.results.filter((result) => result.controlId === control.id);
    const failed = results.filter((result) => result.verdict.status === 'fail');
    const open = results.filter((result) => result.verdict.status === 'unknown');
    if (failed.length > 0) {
      lines.push(`  ${styleText('red', 'fail')}    ${control.id}  ${control.title} (${control.severity})`);
      for (const { subject, verdict } of failed)
        lines.push(`            ${subject.id}: ${verdict.reason ?? ''}`);
      lines.push(`            ${styleText('bold', 'fix')}  ${control.fix}`);
    } else if (open.length > 0) {
      lines.push(
        `  ${styleText('yellow', 'unknown')} ${control.id}  ${control.title}: ${open[0]?.verdict.reason ?? ''}`,
      );
    }
  }
  return lines.join('\n');
}

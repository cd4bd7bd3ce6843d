import { triageMarkdown } from '../triage/markdown.ts';
import { type Finding, findingsOf, isNews, placeIn, type RunReport } from './run-report.ts';
import { code, counted, escaped, shortened } from './markdown-text.ts';
import { once, scoreLines, summaryOf, waived } from './text.ts';

/** Findings that are spelt out; further ones are counted, so that a comment stays readable. */
const mostFindings = 50;

/**
 * A report for a pull request: a table of the findings, the gravest first, and below it, folded, what is waived and
 * what is not known. At most as long as a comment may be.
 */
export function reportMarkdown(report: RunReport): string {
  const failed = findingsOf(report, 'fail');
  const title = failed.length === 0 ? 'No finding' : counted(failed.length, 'finding');
  const refusals = report.notices.filter(({ level }) => level === 'error');
  const parts = [
    `## TrailGuard: ${title}`,
    escaped([...scoreLines(report), summaryOf(report)].join('. ')),
    ...refusals.map(({ position, message }) => `> **Refused:** ${escaped(`${position}: ${message}`)}`),
    ...(failed.length === 0 ? [] : [tableOf(report, failed)]),
    ...folded('Waived', findingsOf(report, 'waived').map(waived)),
    ...folded('Not evaluated before the update', once(findingsOf(report, 'not_evaluated'))),
    ...folded('Unknown', once(findingsOf(report, 'unknown').filter(isNews))),
    ...(report.triage === undefined ? [] : [triageMarkdown(report.triage)]),
    ...folded('Warnings', [
      ...report.notices
        .filter(({ level }) => level === 'warning')
        .map(({ position, message }) => `${position}: ${message}`),
      ...report.warnings,
    ]),
  ];
  return shortened(parts);
}

function tableOf({ controls }: RunReport, failed: readonly Finding[]): string {
  const byId = new Map(controls.map((control) => [control.id, control]));
  const rows = failed.slice(0, mostFindings).map((finding) => {
    const control = byId.get(finding.controlId);
    const name = control === undefined ? finding.controlId : `[${finding.controlId}](${control.url})`;
    return `| ${finding.severity} | ${name} | ${cell(finding.reason)} | ${code(placeIn(finding))} | ${cell(control?.fix ?? '')} |`;
  });
  const more = failed.length - rows.length;
  return [
    '| severity | control | finding | where | fix |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    ...(more > 0 ? ['', `… and ${counted(more, 'further finding')}; the JSON report has all of them.`] : []),
  ].join('\n');
}

function folded(title: string, lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return [];
  const shown = lines.slice(0, mostFindings).map((line) => `- ${escaped(line)}`);
  const more = lines.length - shown.length;
  return [
    `<details><summary>${title}: ${lines.length}</summary>\n\n${shown.join('\n')}${more > 0 ? `\n- … and ${more} more` : ''}\n\n</details>`,
  ];
}

function cell(text: string): string {
  return escaped(text);
}

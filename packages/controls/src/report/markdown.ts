import { triageMarkdown } from '../triage/markdown.ts';
import { code, counted, escaped, shortened } from './markdown-text.ts';
import { type Finding, placeIn, type StreamedReport } from './run-report.ts';
import { type Shown, shownFindings } from './shown-findings.ts';
import { scoreLines, summaryWith, waivedLine } from './text.ts';

/** Findings that are spelt out; further ones are counted, so that a comment stays readable. */
const mostFindings = 50;

/**
 * A report for a pull request: a table of the findings, the gravest first, and below it, folded, what is waived and
 * what is not known. At most as long as a comment may be.
 */
export function reportMarkdown(report: StreamedReport): string {
  const { failed, waived, notEvaluated, unknown, unseen } = shownFindings(report, mostFindings);
  const title = failed.count === 0 ? 'No finding' : counted(failed.count, 'finding');
  const summary = summaryWith(report, report.lens === 'live' ? 0 : unseen);
  const refusals = report.notices.filter(({ level }) => level === 'error');
  const parts = [
    `## TrailGuard: ${title}`,
    escaped([...scoreLines(report), summary].join('. ')),
    ...refusals.map(({ position, message }) => `> **Refused:** ${escaped(`${position}: ${message}`)}`),
    ...(failed.count === 0 ? [] : [tableOf(report, failed)]),
    ...folded('Waived', {
      ...waived,
      items: waived.items.map((finding) => waivedLine(finding, report.accountNames)),
    }),
    ...folded('Not evaluated before the update', notEvaluated),
    ...folded('Unknown', unknown),
    ...(report.triage === undefined ? [] : [triageMarkdown(report.triage)]),
    ...folded('Warnings', warningsOf(report)),
  ];
  return shortened(parts);
}

function warningsOf({ notices, warnings }: StreamedReport): Shown<string> {
  const all = [
    ...notices
      .filter(({ level }) => level === 'warning')
      .map(({ position, message }) => `${position}: ${message}`),
    ...warnings,
  ];
  return { items: all.slice(0, mostFindings), count: all.length };
}

function tableOf({ controls, accountNames }: StreamedReport, { items, count }: Shown<Finding>): string {
  const byId = new Map(controls.map((control) => [control.id, control]));
  const rows = items.map((finding) => {
    const control = byId.get(finding.controlId);
    const name = control === undefined ? finding.controlId : `[${finding.controlId}](${control.url})`;
    return `| ${finding.severity} | ${name} | ${cell(finding.reason)} | ${code(placeIn(finding, accountNames))} | ${cell(control?.fix ?? '')} |`;
  });
  const more = count - rows.length;
  return [
    '| severity | control | finding | where | fix |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    ...(more > 0 ? ['', `… and ${counted(more, 'further finding')}; the JSON report has all of them.`] : []),
  ].join('\n');
}

function folded(title: string, { items, count }: Shown<string>): readonly string[] {
  if (count === 0) return [];
  const shown = items.map((line) => `- ${escaped(line)}`);
  const more = count - shown.length;
  return [
    `<details><summary>${title}: ${count}</summary>\n\n${shown.join('\n')}${more > 0 ? `\n- … and ${more} more` : ''}\n\n</details>`,
  ];
}

function cell(text: string): string {
  return escaped(text);
}

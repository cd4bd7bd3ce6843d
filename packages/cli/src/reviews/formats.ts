import { html, htmlPage, htmlTable, type Markup } from '@trailguard/controls/report';
import type { ReviewReport, Section } from './review-report.ts';

/** A report as it is asked for. */
export function formatReview(report: ReviewReport, format: 'markdown' | 'html' | 'json'): string {
  if (format === 'json') return `${JSON.stringify(report, null, 2)}\n`;
  return format === 'html' ? asHtml(report) : asMarkdown(report);
}

const sinceOf = ({ at, since }: ReviewReport) =>
  `As of ${at}; ${since === null ? 'there was no review before' : `the last review was ${since}`}.`;

const thenOf = ({ kind }: ReviewReport) =>
  `Once it is looked at: trailguard reviews sign-off ${kind} --by … --signed-off-by … --outcome passed --reference …`;

function asMarkdown(report: ReviewReport): string {
  const unread =
    report.unread.length === 0
      ? []
      : [
          '## Not read',
          'None of this is to be taken for nothing.',
          report.unread.map((one) => `- ${cell(one)}`).join('\n'),
        ];
  const parts = [
    `# ${report.title}`,
    sinceOf(report),
    ...unread,
    ...report.sections.flatMap(markdownOf),
    `\`${thenOf(report)}\``,
  ];
  return `${parts.join('\n\n')}\n`;
}

function markdownOf({ title, about, columns, rows }: Section): readonly string[] {
  const head = [`## ${title} (${rows.length})`, about];
  if (rows.length === 0) return [...head, 'None.'];
  const lines = [columns, columns.map(() => '---'), ...rows.map((row) => row.map(cell))];
  return [...head, lines.map((line) => `| ${line.join(' | ')} |`).join('\n')];
}

/** Text of somebody else, which is neither markup nor a column. */
function cell(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_{}[\]<>|#~@!]/g, (sign) => `\\${sign}`);
}

function asHtml(report: ReviewReport): string {
  const unread = report.unread.map((one) => html`<p class="warning">Not read: ${one}</p>`);
  return htmlPage(report.title, [
    html`<p>${sinceOf(report)}</p>`,
    ...unread,
    ...report.sections.map(htmlOf),
    html`<p><code>${thenOf(report)}</code></p>`,
  ]);
}

function htmlOf({ title, about, columns, rows }: Section): Markup {
  const lines = rows.map(
    (row) => html`<tr>${row.map((text) => html`<td class="long">${text}</td>`)}</tr>
`,
  );
  const table = rows.length === 0 ? html`<p>None.</p>` : htmlTable(title, columns, lines);
  return html`<h2>${title} (${rows.length})</h2><p>${about}</p>${table}`;
}

import { columns, type Investigation, type QuestionAnswer, type Row } from '@trailguard/investigate';
import { escapeHtml, htmlPage } from '../html-page.ts';
import { linesOfLogs } from './known-logs.ts';

const headings: Readonly<Record<keyof Row, string>> = {
  first: 'first',
  last: 'last',
  count: 'count',
  accountId: 'account',
  region: 'Region',
  caller: 'caller',
  sourceAddress: 'from',
  action: 'action',
  outcome: 'outcome',
  detail: 'detail',
  eventId: 'event',
  file: 'log file',
};
const names = Object.keys(columns) as (keyof Row)[];

/** A page with a plot and a table for each answer. */
export function htmlOf(report: Investigation): string {
  const { from, to, logs, answers } = report;
  const isWarning = !logs.verified || logs.faultCount > 0 || logs.unread.length > 0;
  const known = linesOfLogs(logs).map(
    (line) => `<p${isWarning ? ' class="warning"' : ''}>${escapeHtml(line)}</p>`,
  );
  const unread = logs.unread.map(
    ({ object, because }) =>
      `<tr><td class="long">${escapeHtml(object)}</td><td class="long">${escapeHtml(because)}</td></tr>`,
  );
  return htmlPage(
    `Investigation from ${from} to ${to}`,
    [
      ...known,
      ...(unread.length === 0
        ? []
        : [table('Log files that were not read, or not wholly', ['log file', 'because'], unread)]),
      ...answers.map((answer) => section(answer, report)),
    ].join('\n'),
    'rect { fill: #2563eb; } line { stroke: currentColor; stroke-opacity: .4; }',
  );
}

function section(
  { title, about, resource, rows, rowCount, plot }: QuestionAnswer,
  range: Investigation,
): string {
  const of = resource === undefined ? '' : `: ${escapeHtml(resource)}`;
  const heading = `<h2>${escapeHtml(title)}${of} (${rowCount})</h2>\n<p>${escapeHtml(about)}</p>`;
  if (rows.length === 0) return `${heading}\n<p>None.</p>`;
  const cells = rows.map((row) => `<tr>${names.map((name) => cell(name, row[name])).join('')}</tr>`);
  const rest = rowCount > rows.length ? `<p>and ${rowCount - rows.length} more</p>` : '';
  const headers = names.map((name) => headings[name]);
  return `${heading}\n${bars(plot, range)}\n${table(title, headers, cells)}${rest}`;
}

const long: readonly (keyof Row)[] = ['caller', 'detail', 'file'];

function cell(name: keyof Row, value: string | number): string {
  const kind = name === 'count' ? ' class="number"' : long.includes(name) ? ' class="long"' : '';
  return `<td${kind}>${escapeHtml(value)}</td>`;
}

function table(label: string, headers: readonly string[], rows: readonly string[]): string {
  const head = headers.map((header) => `<th scope="col">${escapeHtml(header)}</th>`).join('');
  return `<div class="scroll"><table aria-label="${escapeHtml(label)}"><thead><tr>${head}</tr></thead>
<tbody>${rows.join('\n')}</tbody></table></div>`;
}

const width = 900;
const height = 90;

/** Events by parts of the range. */
function bars(plot: readonly number[], { from, to }: Pick<Investigation, 'from' | 'to'>): string {
  const highest = Math.max(1, ...plot);
  const step = width / Math.max(1, plot.length);
  const each = plot.map((count, at) => {
    if (count === 0) return '';
    // A single event is seen beside thousands.
    const tall = Math.max(2, (count / highest) * height);
    return `<rect x="${(at * step).toFixed(1)}" y="${(height - tall).toFixed(1)}" width="${(step - 1).toFixed(1)}" height="${tall.toFixed(1)}"><title>${count}</title></rect>`;
  });
  const label = `${plot.reduce((sum, count) => sum + count, 0)} events over time, at most ${highest} at once`;
  return `<svg viewBox="0 0 ${width} ${height + 22}" width="${width}" role="img" aria-label="${label}">
${each.join('')}<line x1="0" x2="${width}" y1="${height}" y2="${height}"/>
<text x="0" y="${height + 16}">${escapeHtml(from)}</text><text x="${width}" y="${height + 16}" text-anchor="end">${escapeHtml(to)}</text>
</svg>`;
}

import { html, htmlPage, htmlTable, type Markup, nothing } from '@trailguard/controls/report';
import { columns, type Investigation, type QuestionAnswer, type Row } from '@trailguard/investigate';
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
  const unread = logs.unread.map(
    ({ object, because }) => html`<tr><td class="long">${object}</td><td class="long">${because}</td></tr>
`,
  );
  const leftOut = 'Log files that were not read, or not wholly';
  return htmlPage(
    `Investigation from ${from} to ${to}`,
    [
      ...linesOfLogs(logs).map((line) => html`<p class="${isWarning ? 'warning' : 'known'}">${line}</p>`),
      unread.length === 0
        ? nothing
        : html`<h2>${leftOut}</h2>${htmlTable(leftOut, ['log file', 'because'], unread)}`,
      ...answers.map((answer) => section(answer, report)),
    ],
    'rect { fill: #2563eb; } line { stroke: currentColor; stroke-opacity: .4; }',
  );
}

function section(
  { title, about, resource, rows, rowCount, plot }: QuestionAnswer,
  range: Investigation,
): Markup {
  const of = resource === undefined ? '' : `: ${resource}`;
  const heading = html`<h2>${title}${of} (${rowCount})</h2><p>${about}</p>`;
  if (rows.length === 0) return html`${heading}<p>None.</p>`;
  const lines = rows.map(
    (row) => html`<tr>${names.map((name) => cell(name, row[name]))}</tr>
`,
  );
  const rest = rowCount > rows.length ? html`<p>and ${rowCount - rows.length} more</p>` : nothing;
  const headers = names.map((name) => headings[name]);
  return html`${heading}${bars(plot, range)}${htmlTable(title, headers, lines)}${rest}`;
}

const long: readonly (keyof Row)[] = ['caller', 'detail'];

function cell(name: keyof Row, value: string | number): Markup {
  return html`<td class="${name === 'count' ? 'number' : long.includes(name) ? 'long' : 'short'}">${value}</td>`;
}

const width = 900;
const height = 90;

/** Events by parts of the range. */
function bars(plot: readonly number[], { from, to }: Pick<Investigation, 'from' | 'to'>): Markup {
  const highest = Math.max(1, ...plot);
  const step = width / Math.max(1, plot.length);
  const each = plot.map((count, at) => {
    if (count === 0) return nothing;
    // A single event is seen beside thousands.
    const tall = Math.max(2, (count / highest) * height);
    const [x, y] = [(at * step).toFixed(1), (height - tall).toFixed(1)];
    return html`<rect x="${x}" y="${y}" width="${(step - 1).toFixed(1)}" height="${tall.toFixed(1)}"><title>${count}</title></rect>`;
  });
  const all = plot.reduce((sum, count) => sum + count, 0);
  return html`<svg viewBox="0 0 ${width} ${height + 22}" width="${width}" role="img" aria-label="${all} events over time, at most ${highest} at once">
${each}<line x1="0" x2="${width}" y1="${height}" y2="${height}"/>
<text x="0" y="${height + 16}">${from}</text><text x="${width}" y="${height + 16}" text-anchor="end">${to}</text>
</svg>`;
}

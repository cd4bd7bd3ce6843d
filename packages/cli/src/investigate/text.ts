import type { Investigation, QuestionAnswer, Row } from '@trailguard/investigate';
import { linesOfLogs } from './known-logs.ts';

/** Columns of a table for people; the other forms have all. */
const shown = {
  first: 'time',
  count: 'count',
  accountId: 'account',
  region: 'region',
  action: 'action',
  outcome: 'outcome',
  caller: 'caller',
  sourceAddress: 'from',
  detail: 'detail',
} as const satisfies Partial<Record<keyof Row, string>>;

/** Letters of a cell, at most. */
const widest = 80;
/** Files that are named. */
const filesShown = 20;

/** A report to read. */
export function textOf(report: Investigation): string {
  const { from, to, logs, answers } = report;
  const left = logs.unread
    .slice(0, filesShown)
    .map(({ object, because }) => `  ${printable(object)}: ${printable(because)}`);
  const rest = logs.unread.length - left.length;
  const lines = [
    `Events that were made and delivered from ${from} to ${to}`,
    ...linesOfLogs(logs),
    ...left,
    ...(rest > 0 ? [`  and ${rest} more`] : []),
    ...answers.flatMap(linesOfAnswer),
  ];
  return `${lines.join('\n')}\n`;
}

function linesOfAnswer({ title, resource, rows, rowCount }: QuestionAnswer): string[] {
  const of = resource === undefined ? '' : `: ${printable(resource)}`;
  const heading = ['', `${title}${of} (${rowCount})`];
  if (rows.length === 0) return [...heading, '  none'];
  const names = Object.keys(shown) as (keyof typeof shown)[];
  const table = [
    names.map((name) => shown[name] as string),
    ...rows.map((row) => names.map((name) => printable(String(row[name])).slice(0, widest))),
  ];
  const widths = names.map((_, at) => Math.max(...table.map((cells) => cells[at]?.length ?? 0)));
  const lines = table.map((cells) =>
    `  ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')}`.trimEnd(),
  );
  return [...heading, ...lines, ...(rowCount > rows.length ? [`  and ${rowCount - rows.length} more`] : [])];
}

/** What is in a log may be anybody's: nothing in it is to steer a terminal. */
const printable = (text: string) => text.replaceAll(/[\p{Cc}\p{Cf}]/gu, '\u{FFFD}');

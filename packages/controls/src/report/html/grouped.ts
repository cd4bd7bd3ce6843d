import type { Severity } from '../../model/control.ts';
import type { Status } from '../../model/verdict.ts';
import type { Finding, StreamedReport } from '../run-report.ts';

/** Findings of one control and status that a page spells out. */
const mostOfControl = 25;
/** Rows of the table of findings. */
export const mostRows = 5_000;

const severities: readonly Severity[] = ['critical', 'high', 'medium', 'low'];
const statuses: readonly Status[] = ['fail', 'unknown', 'waived', 'not_evaluated', 'pass'];

/** Findings of one control and status. */
export interface ControlGroup {
  readonly controlId: string;
  readonly severity: Severity;
  readonly count: number;
  /** The first of them. */
  readonly shown: readonly Finding[];
}

/** The part of a report that a page has room for, however many findings there are. */
export interface Grouped {
  /** Groups of a status, the gravest first. */
  readonly of: (status: Status) => readonly ControlGroup[];
  /** Failed ones first, then by severity; at most {@link mostRows}. */
  readonly rows: readonly Finding[];
  /** Findings that apply, in all. */
  readonly total: number;
}

/** Sorts a report's findings for a page, in one pass and in bounded memory. */
export function grouped(report: StreamedReport): Grouped {
  const groups = new Map<
    string,
    { controlId: string; severity: Severity; count: number; shown: Finding[] }
  >();
  const rows = new Map<number, Finding[]>();
  let total = 0;
  for (const finding of report.findings) {
    const { controlId, severity, status } = finding;
    const order = statuses.indexOf(status);
    if (order === -1) continue;
    total += 1;
    const key = `${status} ${controlId}`;
    const group = groups.get(key) ?? { controlId, severity, count: 0, shown: [] };
    groups.set(key, group);
    group.count += 1;
    if (group.shown.length < mostOfControl) group.shown.push(finding);
    const place = order * severities.length + severities.indexOf(severity);
    const placed = rows.get(place) ?? [];
    rows.set(place, placed);
    if (placed.length < mostRows) placed.push(finding);
  }
  return {
    of: (status) =>
      [...groups]
        .filter(([key]) => key.startsWith(`${status} `))
        .map(([, group]) => group)
        .sort(
          (a, b) =>
            severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
            (a.controlId < b.controlId ? -1 : 1),
        ),
    rows: [...rows]
      .sort(([a], [b]) => a - b)
      .flatMap(([, placed]) => placed)
      .slice(0, mostRows),
    total,
  };
}

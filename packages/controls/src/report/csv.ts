import { stringify } from 'csv-stringify/sync';
import { nameOfAccount } from './account-names.ts';
import type { Finding, ReportedControl, StreamedReport } from './run-report.ts';

/** Findings that are written at once. */
const rowsInPart = 500;

/** New ones come last: some read them by their place. */
const columns = [
  'control',
  'title',
  'severity',
  'status',
  'reason',
  'cause',
  'account',
  'region',
  'kind',
  'subject',
  'resource',
  'file',
  'line',
  'fix',
  'url',
  'frameworks',
  'exception',
  'exception_until',
  'evidence',
  'judged_at',
  'account_name',
] as const;
/** Cells by name, in the order of the columns. */
type Cells = Readonly<Record<(typeof columns)[number], string>>;

/**
 * A report as CSV by RFC 4180, one row a finding, passes and all, under a row of names. A cell that a spreadsheet would
 * run as a formula, because a name begins so, has an apostrophe before it.
 *
 * @returns the text in parts, so that any number of findings can be written.
 * @see https://www.rfc-editor.org/rfc/rfc4180
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export function* reportCsv(report: StreamedReport): Generator<string> {
  const controls = new Map(report.controls.map((control) => [control.id, control]));
  yield written([columns]);
  let rows: (readonly string[])[] = [];
  for (const finding of report.findings) {
    const cells = cellsOf(finding, controls.get(finding.controlId), report);
    rows.push(columns.map((name) => cells[name]));
    if (rows.length === rowsInPart) {
      yield written(rows);
      rows = [];
    }
  }
  if (rows.length > 0) yield written(rows);
}

function written(rows: readonly (readonly string[])[]): string {
  // Rows are lists, for stringify takes twice as long for objects.
  return stringify(rows as string[][], { record_delimiter: 'windows', escape_formulas: true });
}

function cellsOf(
  finding: Finding,
  control: ReportedControl | undefined,
  { at, accountNames }: StreamedReport,
): Cells {
  const { subject, position, exception, evidence } = finding;
  return {
    control: finding.controlId,
    title: control?.title ?? '',
    severity: finding.severity,
    status: finding.status,
    reason: finding.reason,
    cause: finding.cause ?? '',
    account: subject.accountId ?? '',
    region: subject.region ?? '',
    kind: subject.kind,
    subject: subject.id,
    resource: finding.urn ?? finding.arn ?? '',
    file: position?.file ?? '',
    line: position === undefined ? '' : String(position.line),
    fix: control?.fix ?? '',
    url: control?.url ?? '',
    frameworks: control?.frameworks.join('; ') ?? '',
    exception: exception?.ticket ?? '',
    exception_until: exception?.until ?? '',
    evidence: evidence.length === 0 ? '' : JSON.stringify(evidence),
    judged_at: at,
    account_name: nameOfAccount(accountNames, subject.accountId) ?? '',
  };
}

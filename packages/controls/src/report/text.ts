import { triageLines } from '../triage/text.ts';
import type { AccountNames } from './account-names.ts';
import { type Finding, placeIn, type StreamedReport } from './run-report.ts';
import { type Shown, shownFindings } from './shown-findings.ts';

/** Findings of a kind that are spelt out: more than that nobody reads at a terminal. */
const mostFindings = 1_000;

/** A report for people at a terminal: what is wrong, where, how to fix it, who asks for it. */
export function reportText(report: StreamedReport): string {
  const controls = new Map(report.controls.map((control) => [control.id, control]));
  const { failed, waived, notEvaluated, unknown, unseen } = shownFindings(report, mostFindings);
  const alike = Map.groupBy(failed.items, ({ severity, controlId }) => `${severity} ${controlId}`);
  const lines = [...alike.values()].flatMap((findings) =>
    failedLines(findings, controls, report.accountNames),
  );
  return `${[
    ...lines,
    ...(furtherIn(failed) === undefined ? [] : [furtherIn(failed), '']),
    ...listed('Waived', {
      ...waived,
      items: waived.items.map((finding) => waivedLine(finding, report.accountNames)),
    }),
    ...listed('Not evaluated: known only after the update', notEvaluated),
    ...listed('Unknown', unknown),
    ...listed(
      'Exceptions',
      whole(report.notices.map(({ level, position, message }) => `${level}: ${position}: ${message}`)),
    ),
    ...(report.triage === undefined ? [] : triageLines(report.triage)),
    ...listed('Warnings', whole(report.warnings)),
    ...scoreLines(report),
    summaryWith(report, report.lens === 'live' ? 0 : unseen),
  ].join('\n')}\n`;
}

/** Findings of one control and severity: what is wrong and where each time, how to fix it and who asks for it once. */
function failedLines(
  findings: readonly Finding[],
  controls: ReadonlyMap<string, StreamedReport['controls'][number]>,
  accountNames: AccountNames | undefined,
): readonly string[] {
  const [{ controlId = '', severity = '' } = {}] = findings;
  const control = controls.get(controlId);
  const frameworks = control?.frameworks.slice(0, 4) ?? [];
  const count = findings.length > 1 ? ` (${findings.length} findings)` : '';
  return [
    `${severity.toUpperCase().padEnd(8)} ${controlId} ${control?.title ?? ''}${count}`,
    ...[...Map.groupBy(findings, ({ reason }) => reason)].flatMap(([reason, alike]) => [
      `  ${reason}`,
      ...alike.map((finding) => `  where: ${placeIn(finding, accountNames)}`),
    ]),
    ...(control === undefined ? [] : [`  fix: ${control.fix}`]),
    ...(frameworks.length === 0 ? [] : [`  frameworks: ${frameworks.join('; ')}`]),
    '',
  ];
}

/** The score of an audit; a program shows too little of the world for one. */
export function scoreLines({ lens, scores }: StreamedReport): readonly string[] {
  const { score } = scores.all;
  if (lens !== 'live' || score === null) return [];
  const families = scores.byFamily.map((family) => `${family.id} ${family.score ?? 'none'}`);
  return [`Score ${score} of 100: ${families.join(', ')}`];
}

/** One line that counts. Of what is no audit all findings are asked for. */
export function summaryOf(report: StreamedReport): string {
  return summaryWith(report, report.lens === 'live' ? 0 : unseenIn(report.findings));
}

/** @param unseen findings about what no program shows */
export function summaryWith({ counts, sources, lens }: StreamedReport, unseen: number): string {
  const parts = [
    `${counts.fail} failed`,
    `${counts.waived} waived`,
    unseen === 0
      ? `${counts.unknown} unknown`
      : `${counts.unknown} unknown (${unseen} about what no program shows)`,
    ...(counts.not_evaluated > 0 ? [`${counts.not_evaluated} not evaluated`] : []),
    `${counts.pass} passed`,
    `${counts.not_applicable} not applicable`,
  ];
  return `${parts.join(', ')} (${lens}: ${sources.join(', ')})`;
}

/** Findings about what a program does not show. An audit looks at all there is. */
function unseenIn(findings: Iterable<Finding>): number {
  let count = 0;
  for (const { cause } of findings) if (cause === 'open-world') count += 1;
  return count;
}

/** One line for a waived finding. @param accountNames of its report */
export function waivedLine(finding: Finding, accountNames: AccountNames | undefined): string {
  const { controlId, reason, exception } = finding;
  return `${controlId} ${reason}; ${placeIn(finding, accountNames)}; until ${exception?.until} by ${exception?.ticket}, owner ${exception?.owner}`;
}

function whole(items: readonly string[]): Shown<string> {
  return { items, count: items.length };
}

/** What tells that not all are shown; `undefined` where all are. */
function furtherIn({ items, count }: Shown<unknown>): string | undefined {
  return count === items.length
    ? undefined
    : `… and ${count - items.length} more; the JSON report has all of them.`;
}

function listed(title: string, shown: Shown<string>): readonly string[] {
  if (shown.count === 0) return [];
  const further = furtherIn(shown);
  return [
    `${title}:`,
    ...[...shown.items, ...(further === undefined ? [] : [further])].map((line) => `  ${line}`),
    '',
  ];
}

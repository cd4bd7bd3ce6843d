import { triageLines } from '../triage/text.ts';
import {
  type Finding,
  findingsOf,
  isNews,
  placeIn,
  type RunReport,
  type StreamedReport,
} from './run-report.ts';

/** A report for people at a terminal: what is wrong, where, how to fix it, who asks for it. */
export function reportText(report: RunReport): string {
  const controls = new Map(report.controls.map((control) => [control.id, control]));
  const lines = findingsOf(report, 'fail').flatMap((finding) => {
    const control = controls.get(finding.controlId);
    return [
      `${finding.severity.toUpperCase().padEnd(8)} ${finding.controlId} ${control?.title ?? ''}`,
      `  ${finding.reason}`,
      `  where: ${placeIn(finding)}`,
      ...(control === undefined ? [] : [`  fix: ${control.fix}`]),
      ...(control === undefined || control.frameworks.length === 0
        ? []
        : [`  frameworks: ${control.frameworks.slice(0, 4).join('; ')}`]),
      '',
    ];
  });
  return `${[
    ...lines,
    ...listed('Waived', findingsOf(report, 'waived').map(waived)),
    ...listed('Not evaluated: known only after the update', once(findingsOf(report, 'not_evaluated'))),
    ...listed('Unknown', once(findingsOf(report, 'unknown').filter(isNews))),
    ...listed(
      'Exceptions',
      report.notices.map(({ level, position, message }) => `${level}: ${position}: ${message}`),
    ),
    ...(report.triage === undefined ? [] : triageLines(report.triage)),
    ...listed('Warnings', report.warnings),
    ...scoreLines(report),
    summaryOf(report),
  ].join('\n')}\n`;
}

/** The score of an audit; a program shows too little of the world for one. */
export function scoreLines({ lens, scores }: RunReport): readonly string[] {
  const { score } = scores.all;
  if (lens !== 'live' || score === null) return [];
  const families = scores.byFamily.map((family) => `${family.id} ${family.score ?? 'none'}`);
  return [`Score ${score} of 100: ${families.join(', ')}`];
}

/** One line that counts. */
export function summaryOf({ counts, findings, sources, lens }: StreamedReport): string {
  const unseen = lens === 'live' ? 0 : unseenIn(findings);
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

/** One line for a waived finding. */
export function waived(finding: Finding): string {
  const { controlId, reason, exception } = finding;
  return `${controlId} ${reason}; ${placeIn(finding)}; until ${exception?.until} by ${exception?.ticket}, owner ${exception?.owner}`;
}

/** Lines for findings of which nothing can be said, each once. */
export function once(findings: readonly Finding[]): readonly string[] {
  return [
    ...new Set(findings.map(({ controlId, subject, reason }) => `${controlId} ${subject.id}: ${reason}`)),
  ];
}

function listed(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`${title}:`, ...lines.map((line) => `  ${line}`), ''];
}

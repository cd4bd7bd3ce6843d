import { counted } from '../report/markdown-text.ts';
import type { FindingTriage, ReviewedSuppression, TriagedFinding } from './triage-findings.ts';

/** Overdue findings that a report for people spells out. */
const mostSpelt = 20;

/** One line that counts. */
export function triageSummary({ bySeverity, detectors, closedHigh, unread }: FindingTriage): string {
  const some = bySeverity
    .filter(({ open }) => open > 0)
    .map(({ severity, open, late }) => `${open} ${severity}${late > 0 ? ` (${late} beyond the limit)` : ''}`);
  const least = unread.length > 0 ? 'at least ' : '';
  return `${least}${some.length === 0 ? 'none' : some.join(', ')} open at ${counted(detectors, 'detector')}, ${closedHigh} of severity 7 or more closed in 30 days`;
}

/** The triage in lines for a terminal; nothing where GuardDuty runs nowhere and nothing was left unread. */
export function triageLines(triage: FindingTriage): readonly string[] {
  const { overdue, suppressions, unread } = triage;
  return [
    `GuardDuty findings: ${triageSummary(triage)}`,
    ...overdue.slice(0, mostSpelt).map((finding) => `  ${overdueLine(finding)}`),
    ...(overdue.length > mostSpelt
      ? [`  … and ${overdue.length - mostSpelt} more; as JSON it has them`]
      : []),
    ...suppressions.map((filter) => `  ${suppressionLine(filter)}`),
    ...unread.map(({ detail }) => `  not read: ${detail}`),
    '',
  ];
}

/** One line for a finding that needs somebody. */
export function overdueLine({
  severity,
  score,
  type,
  accountId,
  region,
  days,
  isLate,
  isStale,
}: TriagedFinding): string {
  const why = [...(isLate ? ['beyond the limit'] : []), ...(isStale ? ['stale'] : [])].join(', ');
  return `${severity} (${score}) ${type} in ${accountId}${region === null ? '' : `/${region}`}: ${days} days, ${why}`;
}

/** One line for a filter that archives findings. */
export function suppressionLine({ name, region, owner, reviewBy, faults }: ReviewedSuppression): string {
  const place = region === null ? '' : ` in ${region}`;
  return faults.length === 0
    ? `filter ${name}${place} is narrow; ${owner} reviews it by ${reviewBy}`
    : `filter ${name}${place}: ${faults.join(', ')}`;
}

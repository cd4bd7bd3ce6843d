import { hoursBetween } from '../estate/settling.ts';
import type { OpenFinding } from '../model/estate.ts';
import type { Severity } from '../model/control.ts';

/** Days in which findings are worked on, by severity; parameters of GD-23. */
export type FindingLimits = Readonly<Record<'daysHighSev' | 'daysMediumSev' | 'daysLowSev', number>>;

/**
 * GuardDuty's name for a severity.
 * https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings-severity.html
 */
export function severityOf({ severity }: Pick<OpenFinding, 'severity'>): Severity {
  return severity >= 9 ? 'critical' : severity >= 7 ? 'high' : severity >= 4 ? 'medium' : 'low';
}

/** Days in which findings of a severity are worked on. */
export function limitOf(
  severity: Severity,
  { daysHighSev, daysMediumSev, daysLowSev }: FindingLimits,
): number {
  return severity === 'low' ? daysLowSev : severity === 'medium' ? daysMediumSev : daysHighSev;
}

/** Days since a finding was made; that it happened again does not make it younger. */
export function ageOf({ createdAt }: Pick<OpenFinding, 'createdAt'>, asOf: string): number {
  return hoursBetween(createdAt, asOf) / 24;
}

/** Tells whether a finding is open beyond its limit. */
export function isLate(finding: OpenFinding, asOf: string, limits: FindingLimits): boolean {
  return ageOf(finding, asOf) > limitOf(severityOf(finding), limits);
}

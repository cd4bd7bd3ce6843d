import findingsAreWorkedOn from '../controls/guardduty/findings-are-worked-on.ts';
import { breadthFaults } from '../detection/filter-breadth.ts';
import { reviewIn } from '../detection/filter-review.ts';
import { ageOf, type FindingLimits, isLate, limitOf, severityOf } from '../detection/finding-age.ts';
import type { Severity } from '../model/control.ts';
import type { AdministratorDetector, Estate, FindingFilter, OpenFinding } from '../model/estate.ts';
import { isUnknown, type Unknown } from '../model/fact.ts';
import { type ParameterOverrides, parametersOf } from '../parameters.ts';

/** When a finding is late or stale. */
export interface TriageLimits extends FindingLimits {
  /** Days without anything new after which an open finding is stale. */
  readonly staleDays: number;
}

/**
 * Defaults: those of GD-23, and a month for stale ones. GuardDuty itself drops a finding after 90 days.
 * https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings.html
 */
export const triageLimits: TriageLimits = { ...findingsAreWorkedOn.parameters, staleDays: 30 };

/**
 * The limits of a triage under an audit's parameters, so that it counts as late what GD-23 fails for.
 *
 * @param staleDays days without anything new, at least 1.
 * @throws RangeError when these are less.
 * @throws InvalidParametersError when a parameter of GD-23 cannot be used.
 */
export function triageLimitsOf(
  parameters: ParameterOverrides = {},
  staleDays: number = triageLimits.staleDays,
): TriageLimits {
  if (!(staleDays >= 1)) throw new RangeError(`${staleDays} days until a finding is stale: give 1 or more`);
  const limits = parametersOf(findingsAreWorkedOn, parameters['GD-23']) as unknown as FindingLimits;
  return { ...limits, staleDays };
}

/** Findings of one severity. */
export interface TriagedSeverity {
  readonly severity: Severity;
  /** Days in which one is worked on. */
  readonly limitDays: number;
  readonly open: number;
  /** Open beyond the limit. */
  readonly late: number;
  /** Open with nothing new for `staleDays`. */
  readonly stale: number;
  /** Whole days since the oldest was made; `null` without any. */
  readonly oldestDays: number | null;
}

/** An open finding that needs somebody. */
export interface TriagedFinding {
  readonly id: string;
  readonly type: string;
  readonly accountId: string;
  readonly region: string | null;
  readonly severity: Severity;
  /** GuardDuty's number, 1 to 10. */
  readonly score: number;
  readonly createdAt: string;
  /** Whole days since it was made. */
  readonly days: number;
  readonly isLate: boolean;
  readonly isStale: boolean;
}

/** A filter that archives findings, and what its review finds. */
export interface ReviewedSuppression {
  readonly name: string;
  readonly region: string | null;
  readonly owner: string | null;
  /** Last day on which it stands, `YYYY-MM-DD`. */
  readonly reviewBy: string | null;
  /** What is wrong with it: too wide, without owner or day of review, past its review; empty when nothing is. */
  readonly faults: readonly string[];
}

/** GuardDuty's findings by what there is to do about them. Plain JSON. */
export interface FindingTriage {
  /** AWS's clock, ISO 8601, which ages are counted by. */
  readonly at: string;
  readonly limits: TriageLimits;
  /** Detectors whose findings these are: the administrator's, one a Region. */
  readonly detectors: number;
  readonly bySeverity: readonly TriagedSeverity[];
  /** Late or stale ones: the gravest first, then the oldest. At most {@link mostListed}. */
  readonly overdue: readonly TriagedFinding[];
  readonly suppressions: readonly ReviewedSuppression[];
  /** Findings of severity 7 or more that were archived in the last 30 days. */
  readonly closedHigh: number;
  /** Lists that could not be read to their end, for which there may be more of everything. */
  readonly unread: readonly Unknown[];
}

/** Overdue findings that are listed; more are counted in `bySeverity`. */
const mostListed = 1_000;

/** Sorts the findings of all administrator's detectors. `null` where AWS's time is not known: then no age is. */
export function triageFindings(estate: Estate, limits: TriageLimits = triageLimits): FindingTriage | null {
  const { asOf: at } = estate;
  if (at === null) return null;
  const { items: detectors, complete } = estate.administratorDetectors;
  const findings = detectors.flatMap((detector) =>
    detector.openFindings.items.map((finding) => triaged(finding, regionOf(detector), at, limits)),
  );
  const lists = detectors.flatMap(({ openFindings, filters }) => [openFindings.complete, filters.complete]);
  const { closedFindings } = estate;
  return {
    at,
    limits,
    detectors: detectors.length,
    bySeverity: severities.map((severity) => summed(severity, findings, limits)),
    overdue: findings
      .filter((finding) => finding.isLate || finding.isStale)
      .sort((a, b) => b.score - a.score || (a.createdAt < b.createdAt ? -1 : 1))
      .slice(0, mostListed),
    suppressions: detectors.flatMap((detector) =>
      detector.filters.items.flatMap((filter) => reviewed(filter, regionOf(detector), at)),
    ),
    closedHigh: closedFindings.items.length,
    unread: [complete, ...lists, closedFindings.complete].filter((one) => one !== true),
  };
}

const severities: readonly Severity[] = ['critical', 'high', 'medium', 'low'];

function regionOf({ region }: AdministratorDetector): string | null {
  return isUnknown(region) ? null : region;
}

function triaged(
  finding: OpenFinding,
  region: string | null,
  at: string,
  limits: TriageLimits,
): TriagedFinding {
  const { id, type, accountId, severity, createdAt, updatedAt = createdAt } = finding;
  return {
    id,
    type,
    accountId,
    region,
    severity: severityOf(finding),
    score: severity,
    createdAt,
    days: Math.floor(ageOf(finding, at)),
    isLate: isLate(finding, at, limits),
    isStale: ageOf({ createdAt: updatedAt }, at) > limits.staleDays,
  };
}

function summed(
  severity: Severity,
  findings: readonly TriagedFinding[],
  limits: TriageLimits,
): TriagedSeverity {
  const these = findings.filter((finding) => finding.severity === severity);
  return {
    severity,
    limitDays: limitOf(severity, limits),
    open: these.length,
    late: these.filter((finding) => finding.isLate).length,
    stale: these.filter((finding) => finding.isStale).length,
    oldestDays: these.reduce<number | null>((most, { days }) => Math.max(most ?? 0, days), null),
  };
}

/** Nothing for a filter that only marks findings. One of which it is not known what it does is reviewed. */
function reviewed(filter: FindingFilter, region: string | null, at: string): readonly ReviewedSuppression[] {
  const { action, criteria, description } = filter;
  if (!isUnknown(action) && action !== 'ARCHIVE') return [];
  const name = isUnknown(filter.name) || filter.name === null ? '(unknown)' : filter.name;
  const { owner, reviewBy } = reviewIn(isUnknown(description) ? '' : (description ?? ''));
  const faults = [
    ...(isUnknown(criteria) ? ['what it matches is not known'] : breadthFaults(criteria ?? {})),
    ...(isUnknown(description) ? ['its description is not known'] : reviewFaults(owner, reviewBy, at)),
  ];
  return [{ name, region, owner: owner ?? null, reviewBy: reviewBy ?? null, faults }];
}

function reviewFaults(
  owner: string | undefined,
  reviewBy: string | undefined,
  at: string,
): readonly string[] {
  return [
    ...(owner === undefined ? ['its description names no owner'] : []),
    ...(reviewBy === undefined ? ['its description names no day of review'] : []),
    ...(reviewBy !== undefined && reviewBy < at.slice(0, 10) ? [`its review was due by ${reviewBy}`] : []),
  ];
}

import type { AuditReport } from '@trailguard/audit';

/** A result that is due at once is looked at again after this, so that no account is audited without a pause. */
const ShortestWaitMilliseconds = 60_000;

/** What AWS promises within a longer time is looked at each day all the same. */
const LongestWaitMilliseconds = 24 * 3_600_000;

/**
 * When to audit again, by AWS's clock: as soon as the first of the pending results is due. `null` when none is
 * pending, and when AWS never told its time.
 */
export function nextAuditAfter(report: Pick<AuditReport, 'asOf' | 'results'>): Date | null {
  if (report.asOf === null) return null;
  const asOf = Date.parse(report.asOf);
  const due = report.results
    .flatMap(({ verdict }) => (verdict.status === 'unknown' ? [verdict.because] : []))
    .flatMap(({ unknown, until }) => (unknown === 'pending' && until ? [Date.parse(until)] : []));
  if (due.length === 0) return null;
  const wait = Math.min(...due) - asOf;
  return new Date(asOf + Math.min(Math.max(wait, ShortestWaitMilliseconds), LongestWaitMilliseconds));
}

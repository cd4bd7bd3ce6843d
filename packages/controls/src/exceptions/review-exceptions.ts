import { type Finding, findingsOf, type RunReport } from '../report/run-report.ts';
import { blackoutGuardId, type Exception } from './exception.ts';
import { isInScope } from './scope.ts';

export type ExceptionState = 'holds' | 'ends-soon' | 'ended' | 'begins-later';

/** An exception on a day. */
export interface ReviewedException extends Exception {
  readonly state: ExceptionState;
  /** Until its last day; 0 on it, less than 0 after it. */
  readonly daysLeft: number;
  /**
   * Ids of what it waives in the reports; `null` without a report, and for an exception of a change, which no report shows.
   */
  readonly waives: readonly string[] | null;
}

export interface ReviewOptions {
  /** The day, `2026-06-01`. */
  readonly on: string;
  /** Days before its end from which an exception ends soon. */
  readonly soonDays: number;
  /** Runs with these exceptions. */
  readonly reports: readonly RunReport[];
}

/** Tells of each exception where it stands on a day, and what it waives. */
export function reviewExceptions(
  exceptions: readonly Exception[],
  { on, soonDays, reports }: ReviewOptions,
): readonly ReviewedException[] {
  const waivedBy = new Map<Exception, Set<string>>(exceptions.map((one) => [one, new Set()]));
  for (const finding of reports.flatMap((report) => findingsOf(report, 'waived')))
    for (const exception of exceptionsOf(finding, exceptions))
      waivedBy.get(exception)?.add(finding.subject.id);
  return exceptions.map((exception) => {
    const daysLeft = Math.round((Date.parse(exception.until) - Date.parse(on)) / 86_400_000);
    const isShown = reports.length > 0 && exception.control !== blackoutGuardId;
    return {
      ...exception,
      state: stateOf(exception, on, daysLeft <= soonDays),
      daysLeft,
      waives: isShown ? [...(waivedBy.get(exception) ?? [])] : null,
    };
  });
}

function stateOf({ from, until }: Exception, on: string, isSoon: boolean): ExceptionState {
  if (until < on) return 'ended';
  if (from > on) return 'begins-later';
  return isSoon ? 'ends-soon' : 'holds';
}

/** The report has no scopes, and lines may have moved since: entries that say the same are told apart by scope. */
function exceptionsOf(finding: Finding, exceptions: readonly Exception[]): readonly Exception[] {
  const { controlId, exception: named, subject, urn, arn } = finding;
  const alike = exceptions.filter(
    (one) =>
      one.control === controlId &&
      one.ticket === named?.ticket &&
      one.owner === named.owner &&
      one.approver === named.approver &&
      one.reason === named.reason &&
      one.until === named.until,
  );
  const thing = {
    ...(subject.accountId === undefined ? {} : { accountId: subject.accountId }),
    ...(subject.region === undefined ? {} : { region: subject.region }),
    urns: urn === undefined ? [] : [urn],
    arns: arn === undefined ? [] : [arn],
  };
  const inScope = alike.filter(({ scope }) => isInScope(scope, thing));
  return inScope.length > 0 ? inScope : alike;
}

/** Tells whether somebody has to do something about it soon: no fault yet. */
export function isWarned({ state, waives }: ReviewedException): boolean {
  return state === 'ends-soon' || (waives?.length === 0 && state === 'holds');
}

import type { RecordEntry } from '@trailguard/controls/records';
import type { PlaceReport } from '../chain-report.ts';
import { graveStates, type IntegrityReport } from './integrity-report.ts';

/** Who verified, and where the report is kept. */
export interface ValidationBy {
  readonly by: string;
  readonly reference: string;
}

/**
 * What a run found as records of kind `log-validation`, which audits read as evidence (OPS-07): one of the accounts and Regions in
 * which nothing is wrong, one of the others.
 */
export function validationRecords(report: IntegrityReport, by: ValidationBy): RecordEntry[] {
  const { passed = [], failed = [] } = Object.groupBy(report.places, ({ hours }) =>
    graveStates.some((state) => hours.includes(state)) ? 'failed' : 'passed',
  );
  return [
    ...(passed.length > 0 ? [recordOf('passed', passed, report, by)] : []),
    ...(failed.length > 0 ? [recordOf('failed', failed, report, by)] : []),
  ];
}

function recordOf(
  outcome: 'passed' | 'failed',
  places: readonly PlaceReport[],
  { from, to, asOf }: IntegrityReport,
  { by, reference }: ValidationBy,
): RecordEntry {
  const hours = Object.groupBy(
    places.flatMap((place) => place.hours),
    (state) => state,
  );
  return {
    id: `log-validation-${asOf.replaceAll(/[:.]/g, '-')}-${outcome}`,
    kind: 'log-validation',
    at: asOf,
    by: [by],
    outcome,
    scope: places.map(({ accountId, region }) => `${accountId}/${region}`),
    covers: [`log files and digests from ${from} to ${to}`],
    counts: Object.fromEntries(Object.entries(hours).map(([state, all]) => [`hours ${state}`, all.length])),
    reference,
  };
}

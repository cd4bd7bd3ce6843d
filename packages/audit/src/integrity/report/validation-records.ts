import type { RecordEntry } from '@trailguard/controls/records';
import type { PlaceReport } from '../chain-report.ts';
import { graveStates, type IntegrityReport } from './integrity-report.ts';

/** Who verified, and where the report is kept. */
export interface ValidationBy {
  readonly by: string;
  readonly reference: string;
}

/**
 * What a run found as records of kind `log-validation`, which audits read as evidence (OPS-07): of the accounts and Regions in
 * which nothing is wrong, and of the others.
 */
export function validationRecords(report: IntegrityReport, by: ValidationBy): RecordEntry[] {
  const { passed = [], failed = [] } = Object.groupBy(report.places, ({ hours }) =>
    graveStates.some((state) => hours.includes(state)) ? 'failed' : 'passed',
  );
  return [...recordsOf('passed', passed, report, by), ...recordsOf('failed', failed, report, by)];
}

/** Accounts and Regions that one record speaks of at most, by the schema of records. */
const mostOfRecord = 10_000;

function recordsOf(
  outcome: 'passed' | 'failed',
  places: readonly PlaceReport[],
  report: IntegrityReport,
  by: ValidationBy,
): RecordEntry[] {
  return Array.from({ length: Math.ceil(places.length / mostOfRecord) }, (_, at) => {
    const own = places.slice(at * mostOfRecord, (at + 1) * mostOfRecord);
    const entry = recordOf(outcome, own, report, by);
    return at === 0 ? entry : { ...entry, id: `${entry.id}-${at + 1}` };
  });
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

import type { RecordEntry } from '@trailguard/controls/records';
import type { PlaceReport } from '../chain-report.ts';
import type { HourState } from '../hour-state.ts';
import { graveStates, type IntegrityReport } from './integrity-report.ts';

/** Who verified, and where the report is kept. */
export interface ValidationBy {
  readonly by: string;
  readonly reference: string;
}

/**
 * What a run found as records of kind `log-validation`, which audits read as evidence (OPS-07): of the accounts and Regions in
 * which nothing is wrong and some hour is proven, and of those in which something is wrong. Of those in which no digest is due yet
 * there is none.
 */
export function validationRecords(report: IntegrityReport, by: ValidationBy): RecordEntry[] {
  const { passed = [], failed = [] } = Object.groupBy(report.places, ({ hours }) => {
    if (graveStates.some((state) => hours.includes(state))) return 'failed';
    return provenStates.some((state) => hours.includes(state)) ? 'passed' : 'nothing';
  });
  return [...recordsOf('passed', passed, report, by), ...recordsOf('failed', failed, report, by)];
}

/** Hours of which a verified digest says what was delivered. */
const provenStates = ['proven', 'provably-empty'] as const satisfies HourState[];

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

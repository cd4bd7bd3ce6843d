import type { PlaceReport } from '../chain-report.ts';
import { type HourState, hourStates } from '../hour-state.ts';
import { placeId } from '../verify-logs.ts';

/** What a verification found, as JSON: `IntegrityReportSchema` is its schema. */
export interface IntegrityReport {
  readonly schema: 'trailguard.integrity/1';
  /** ISO 8601, inclusive. */
  readonly from: string;
  /** Exclusive. */
  readonly to: string;
  /** When the logs were read, by AWS's clock where AWS was asked. */
  readonly asOf: string;
  /** Hours of all accounts and Regions by what is known of them. */
  readonly hours: Readonly<Record<HourState, number>>;
  readonly verified: { readonly digests: number; readonly logFiles: number };
  readonly faultCount: number;
  /** Accounts and Regions, sorted. */
  readonly places: readonly PlaceReport[];
  /** Hash of this run's line in the file of ends; `null` without such a file. */
  readonly endsHead: string | null;
}

/** Counts what the accounts and Regions have in common. */
export function reportOf(
  places: readonly PlaceReport[],
  run: Pick<IntegrityReport, 'from' | 'to' | 'asOf' | 'endsHead'>,
): IntegrityReport {
  const hours = Object.fromEntries(hourStates.map((state) => [state, 0])) as Record<HourState, number>;
  for (const place of places) for (const state of place.hours) hours[state] += 1;
  const sum = (of: (place: PlaceReport) => number) => places.reduce((total, place) => total + of(place), 0);
  return {
    schema: 'trailguard.integrity/1',
    ...run,
    hours,
    verified: {
      digests: sum(({ verified }) => verified.digests),
      logFiles: sum(({ verified }) => verified.logFiles),
    },
    faultCount: sum(({ faultCount }) => faultCount),
    places: places.toSorted((a, b) => compare(placeId(a), placeId(b))),
  };
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** States of an hour in which something is wrong, the gravest first. */
export const graveStates = ['tampered', 'missing', 'unreferenced', 'unknown'] as const satisfies HourState[];
export type GraveState = (typeof graveStates)[number];

/** The gravest that any hour is in; `null` where nothing is wrong. */
export function gravestOf({ hours }: Pick<IntegrityReport, 'hours'>): GraveState | null {
  return graveStates.find((state) => hours[state] > 0) ?? null;
}

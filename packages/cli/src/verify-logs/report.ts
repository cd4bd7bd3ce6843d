import {
  type HourState,
  hourStates,
  type IntegrityFault,
  type PlaceReport,
} from '@trailguard/audit/integrity';
import { VerifyExitCode } from './command.ts';

/** What `--format json` writes. */
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

const placeId = ({ accountId, region }: PlaceReport) => `${accountId} ${region}`;
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** States of an hour in which something is wrong, the gravest first. */
export const graveStates = ['tampered', 'missing', 'unreferenced', 'unknown'] as const satisfies HourState[];

/** The gravest decides. */
export function exitCodeOf({ hours }: IntegrityReport): number {
  const grave = graveStates.find((state) => hours[state] > 0);
  return grave === undefined ? VerifyExitCode.ok : VerifyExitCode[grave];
}

/** Faults that are written of one account and Region; the JSON report has more. */
const faultsShown = 20;

/** A report to read. */
export function textOf(report: IntegrityReport): string {
  const { from, to, verified, hours, places, faultCount } = report;
  const counted = hourStates.filter((state) => hours[state] > 0).map((state) => `${hours[state]} ${state}`);
  const lines = [
    `Logs from ${from} to ${to}, ${places.length} accounts and Regions`,
    `Hours: ${counted.join(', ') || 'none'}`,
    `Verified: ${verified.digests} digests, ${verified.logFiles} log files`,
    ...places.filter((place) => place.faultCount > 0).flatMap(linesOf),
    faultCount === 0
      ? 'Nothing is missing or changed.'
      : `${faultCount} are missing or not as they were delivered.`,
    ...(report.endsHead === null ? [] : [`Ends of the chains are kept; this run is ${report.endsHead}`]),
  ];
  return `${lines.join('\n')}\n`;
}

function linesOf(place: PlaceReport): string[] {
  const { accountId, region, faults } = place;
  const shown = faults.slice(0, faultsShown).map(describe);
  const rest = faults.length - shown.length;
  return ['', `${accountId} ${region}`, ...shown, ...(rest > 0 ? [`  and ${rest} more`] : []), ''];
}

function describe({ kind, what, object, count, from, to, because }: IntegrityFault): string {
  const many = count > 1 ? `${count} ${what}s` : what;
  return `  ${kind.toUpperCase()} ${many} from ${from} to ${to}: ${because}${object === null ? '' : `\n    ${object}`}`;
}

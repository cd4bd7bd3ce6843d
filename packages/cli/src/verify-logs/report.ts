import { hourStates, type IntegrityFault, type PlaceReport } from '@trailguard/audit/integrity';
import { gravestOf, type IntegrityReport } from '@trailguard/audit/integrity/report';
import { VerifyExitCode } from './command.ts';

/** The gravest decides. */
export function exitCodeOf(report: IntegrityReport): number {
  const grave = gravestOf(report);
  return grave === null ? VerifyExitCode.ok : VerifyExitCode[grave];
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

import { writeFile } from 'node:fs/promises';
import type { PlaceReport } from '@trailguard/audit/integrity';
import { graveStates, type IntegrityReport } from './report.ts';

/**
 * Writes what a run found as records of kind `log-validation`, which audits read as evidence (OPS-07): one of the accounts and
 * Regions in which nothing is wrong, one of the others.
 *
 * @param file a new one, such as `records/logs-2026-03-01.yaml`
 * @param reference where the report is kept
 * @throws Error when the file is there already, or cannot be written.
 */
export async function writeRecord(file: string, report: IntegrityReport, reference: string): Promise<void> {
  const { passed = [], failed = [] } = Object.groupBy(report.places, ({ hours }) =>
    graveStates.some((state) => hours.includes(state)) ? 'failed' : 'passed',
  );
  const records = [
    ...(passed.length > 0 ? [recordOf('passed', passed, report, reference)] : []),
    ...(failed.length > 0 ? [recordOf('failed', failed, report, reference)] : []),
  ];
  // JSON is YAML.
  await writeFile(file, `${JSON.stringify({ records }, null, 2)}\n`, { flag: 'wx' }).catch(
    (cause: NodeJS.ErrnoException) => {
      const reason =
        cause.code === 'EEXIST' ? 'it is there already; each run has a file of its own' : cause.message;
      throw new Error(`--record ${file} cannot be written: ${reason}`, { cause });
    },
  );
}

function recordOf(
  outcome: 'passed' | 'failed',
  places: readonly PlaceReport[],
  { from, to, asOf }: IntegrityReport,
  reference: string,
): object {
  const hours = Object.groupBy(
    places.flatMap((place) => place.hours),
    (state) => state,
  );
  return {
    id: `log-validation-${asOf.replaceAll(/[:.]/g, '-')}-${outcome}`,
    kind: 'log-validation',
    at: asOf,
    by: ['trailguard verify-logs'],
    outcome,
    scope: places.map(({ accountId, region }) => `${accountId}/${region}`),
    covers: [`log files and digests from ${from} to ${to}`],
    counts: Object.fromEntries(Object.entries(hours).map(([state, all]) => [`hours ${state}`, all.length])),
    reference,
  };
}

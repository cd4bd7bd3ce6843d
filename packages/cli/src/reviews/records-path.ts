import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readRecords } from '@trailguard/audit';
import type { EvidenceRecord } from '@trailguard/controls';

const fileName = 'trailguard.records.yaml';

/** What is there of a records file or folder, from a folder upwards; `undefined` when there is neither. */
export function nearestRecords(folder = process.cwd()): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const file = join(at, fileName);
    if (existsSync(file)) return file;
    const all = join(at, 'records');
    if (existsSync(all) && statSync(all).isDirectory() && existsSync(join(at, '.git'))) return all;
    if (dirname(at) === at) return undefined;
  }
}

/** The records that are named, else the nearest, else none. @throws RecordsError with every fault. */
export async function knownRecords(
  path: string | undefined,
): Promise<{ readonly path: string | undefined; readonly records: readonly EvidenceRecord[] }> {
  const found = path ?? nearestRecords();
  return { path: found, records: found === undefined ? [] : await readRecords(found) };
}

/** Where a first record is written. */
export const defaultRecords = () => join(process.cwd(), fileName);

import { readRecords } from '@trailguard/audit';
import type { EvidenceRecord } from '@trailguard/controls';
import type { Config } from './config.ts';
import type { Queryable } from './store/database.ts';
import { recordsForAudits } from './store/records.ts';

/**
 * Records that people keep in files, and those that the service keeps.
 * @throws RecordsError naming each fault of the files.
 */
export async function allRecords(
  db: Queryable,
  { recordsPath }: Pick<Config, 'recordsPath'>,
): Promise<readonly EvidenceRecord[]> {
  const own = await recordsForAudits(db);
  return recordsPath === null ? own : [...(await readRecords(recordsPath)), ...own];
}

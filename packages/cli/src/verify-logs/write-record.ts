import { writeFile } from 'node:fs/promises';
import { type IntegrityReport, validationRecords } from '@trailguard/audit/integrity/report';

/**
 * Writes what a run found as records, which audits read as evidence.
 *
 * @param file a new one, such as `records/logs-2026-03-01.yaml`
 * @param reference where the report is kept
 * @throws Error when the file is there already, or cannot be written.
 */
export async function writeRecord(file: string, report: IntegrityReport, reference: string): Promise<void> {
  const records = validationRecords(report, { by: 'trailguard verify-logs', reference });
  // JSON is YAML.
  await writeFile(file, `${JSON.stringify({ records }, null, 2)}\n`, { flag: 'wx' }).catch(
    (cause: NodeJS.ErrnoException) => {
      const reason =
        cause.code === 'EEXIST' ? 'it is there already; each run has a file of its own' : cause.message;
      throw new Error(`--record ${file} cannot be written: ${reason}`, { cause });
    },
  );
}

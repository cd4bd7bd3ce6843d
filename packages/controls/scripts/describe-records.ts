import { RecordsFile } from '../src/records/index.ts';

/** The JSON schema of files of records, for editors and for checks outside. */
export function writtenSchema(): string {
  return `${JSON.stringify(RecordsFile, null, 2)}\n`;
}

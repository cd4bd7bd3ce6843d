export * from './parse-records.ts';
export { RecordEntry, RecordsFile } from './records-file.ts';

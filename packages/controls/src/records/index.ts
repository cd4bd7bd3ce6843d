export * from './parse-records.ts';
export { recordObjection, threatHuntCovers, trailReviewCovers } from './record-objection.ts';
export { RecordEntry, RecordsFile } from './records-file.ts';

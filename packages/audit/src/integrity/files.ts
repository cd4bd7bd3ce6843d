/** Files of a verification, and their forms. What checks those takes memory that a run without such files has no use for. */
export { ChainedLinesError } from './chained-lines.ts';
export { IntegrityReportSchema } from './integrity-report-schema.ts';
export { readKeyFile } from './key-file.ts';
export { appendKnownEnds, type KnownEnds, readKnownEnds } from './known-ends.ts';
export { SavedRun, type SavedSubject } from './saved-run.ts';

export {
  type ChangeKind,
  changeKinds,
  changeMeanings,
  lessKnown,
  newlyFailing,
} from './change.ts';
export {
  type Change,
  type ComparedReport,
  type Comparison,
  compareReports,
  IncomparableReportsError,
  type ScoreChange,
  type Side,
} from './compare-reports.ts';
export { ReportError, readReport } from './read-report.ts';
export { ComparisonSchema } from './comparison-schema.ts';
export { type ComparisonFormat, comparisonFormats, writeComparison } from './formats.ts';
export { summaryOfComparison } from './groups.ts';

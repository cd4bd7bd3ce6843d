/** What a verification comes to: its report, the report as a page, and the records that it leaves as evidence. */
export { integrityHtml } from './integrity-html.ts';
export {
  gravestOf,
  graveStates,
  type GraveState,
  type IntegrityReport,
  reportOf,
} from './integrity-report.ts';
export { validationRecords } from './validation-records.ts';

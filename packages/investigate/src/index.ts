export {
  type GatheredLogs,
  gatherLogs,
  gatherProvenLogs,
  type LogSource,
} from './gather-logs.ts';
export { investigate, type InvestigateOptions, isComplete } from './investigate.ts';
export { Investigation, type InvestigatedLogs, type QuestionAnswer } from './investigation.ts';
export type { Question } from './question.ts';
export { questions } from './questions/index.ts';
export { columns, type Row } from './row.ts';

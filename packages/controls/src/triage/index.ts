export {
  type FindingTriage,
  type ReviewedSuppression,
  type TriagedFinding,
  type TriagedSeverity,
  type TriageLimits,
  triageFindings,
  triageLimits,
  triageLimitsOf,
} from './triage-findings.ts';
export { triageLines, triageSummary } from './text.ts';
export { triageMarkdown } from './markdown.ts';

export { isJudgedRule } from './alerting/index.ts';
export { catalogue } from './catalogue.ts';
export { type ControlEntry, controlEntry } from './control-entry.ts';
export { controls } from './controls/index.ts';
export { type ControlDefinition, defineControl } from './define-control.ts';
export { frameworks, mappingsOf } from './frameworks/index.ts';
export type { ControlMapping, Framework } from './frameworks/framework.ts';
export { blamedUrn } from './judge/blame.ts';
export { type JudgeOptions, judge, judgeEach, type Result, resultsOf } from './judge/judge.ts';
export { ordered } from './judge/ordered.ts';
export { knownApiFeatures } from './known-api-features.ts';
export * from './model/control.ts';
export { takesFindings } from './detection/export-policy.ts';
export { type ListPlace, parseListLocation, rangesOf } from './detection/list-file.ts';
export { uploadTag } from './model/detection.ts';
export * from './model/estate.ts';
export * from './model/fact.ts';
export * from './model/observation.ts';
export * from './model/policy-document.ts';
export * from './model/verdict.ts';
export {
  checkParameters,
  InvalidParametersError,
  type ParameterOverrides,
  parametersOf,
} from './parameters.ts';
export * from './policy/index.ts';
export { type Guide, guides, type Recommendation } from './recommendations/index.ts';
export {
  areRecorded,
  describeEvents,
  type EventGroup,
  lostEvents,
  recordedSources,
} from './selectors/lost-events.ts';
export { type ManagementCoverage, managementCoverage } from './selectors/management.ts';
export { type EventSlice, recordedEvents } from './selectors/recorded-events.ts';
export { partitionOf } from './estate/arn.ts';
export { breakGlassRoles } from './estate/break-glass.ts';
export { type Interrupted, interruptionIn, interruptionMark } from './estate/interruption.ts';
export { recordKinds } from './model/records.ts';
export { unreadParts } from './model/unread-parts.ts';
export { all, any, decide, evidence, fail, notApplicable, pass, unknown } from './verdicts.ts';

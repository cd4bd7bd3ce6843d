/** The lens alone, for who judges saved states without a policy engine: it loads nothing of Pulumi's. */
export { coverageOfProgram } from './coverage.ts';
export { estateOf, type LensOptions } from './estate.ts';
export { type PlannedStep, plannedState, readSteps, stepsOf } from './plan.ts';
export type { Program } from './program.ts';
export type { ProgramResource } from './program-resource.ts';
export { describePosition, type SourcePosition, sourcePositionOf } from './source-position.ts';
export { InvalidStateError, programOf, readState, type SavedState } from './state.ts';

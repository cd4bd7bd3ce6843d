export {
  type Blackout,
  type BlackoutScope,
  blackouts,
  everyOtherAccount,
  everyOtherRegion,
} from './blackouts.ts';
export {
  type AccessPolicy,
  type Coverage,
  coverageOf,
  type Grant,
  type ProgramParts,
  type Recorder,
  type Watcher,
} from './coverage.ts';
export { describeBlackout } from './describe.ts';
export { type GuardedChange, heldToExceptions } from './exceptions.ts';
export type { Guarded } from './guarded.ts';
export { loosened } from '../policy/loosened.ts';

/** Name of the pack's policy that holds a stack to its committed coverage. */
export const blackoutGuardPolicy = 'blackout-guard';

export {
  type Blackout,
  type BlackoutScope,
  blackouts,
  everyOtherAccount,
  everyOtherRegion,
} from './blackouts.ts';
export { type Coverage, coverageOf, type Recorder, type Watcher } from './coverage.ts';
export { describeBlackout } from './describe.ts';
export { type GuardedChange, heldToExceptions } from './exceptions.ts';
export type { Guarded } from './guarded.ts';
export { loosened } from '../policy/loosened.ts';

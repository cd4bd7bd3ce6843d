export type { ChainEnd, FaultKind, IntegrityFault, PlaceReport } from './chain-report.ts';
export { type HourState, hourStates } from './hour-state.ts';
export { keysOfAws, keysOfFile } from './key-sources.ts';
export { appendKnownEnds, type KnownEnds, KnownEndsError, readKnownEnds } from './known-ends.ts';
export { LogFilePool } from './log-file-pool.ts';
export type { LogPlace } from './log-place.ts';
export { openStore, type StoreDescription } from './open-store.ts';
export { KeyRing, type KeySource, type PublicKey } from './public-keys.ts';
export { type ExpectedAccount, type VerifyLogsOptions, verifyLogs } from './verify-logs.ts';

import type { ChainEnd } from './chain-report.ts';
import type { LogFileEntry } from './digest.ts';
import type { LogPlace } from './log-place.ts';
import type { LogStore } from './log-store.ts';
import type { KeyRing } from './public-keys.ts';
import type { LogFileFault } from './verify-log-file.ts';

/** One account and Region, and the time that its digests are to prove. */
export interface PlaceTask {
  readonly accountId: string;
  readonly region: string;
  /** Where the trail delivered in that time; more than one when it was given another bucket or prefix. */
  readonly places: readonly LogPlace[];
  /** Milliseconds since 1970, inclusive. */
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  /** When the bucket is read. */
  readonly asOf: number;
  /** From when the account had to be recorded. Default: always. */
  readonly since?: number;
  /** Ends that an earlier run has seen. */
  readonly knownEnds?: readonly ChainEnd[];
}

/** What a verification works with. */
export interface IntegrityTools {
  readonly store: LogStore;
  readonly keys: KeyRing;
  /** Verifies log files that one digest names, each as {@link LogFileFault} or `null`. */
  readonly verifyLogFiles: (entries: readonly LogFileEntry[]) => Promise<readonly (LogFileFault | null)[]>;
  /** Told of each log file that is as it was delivered. */
  readonly onProven?: (file: LogFileEntry) => void;
  readonly signal?: AbortSignal;
}

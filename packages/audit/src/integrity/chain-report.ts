import type { HourState } from './hour-state.ts';

/** What is wrong with what was delivered. */
export type FaultKind = 'missing' | 'tampered' | 'unreferenced' | 'unreadable';

/** Something that is not as CloudTrail delivered it. */
export interface IntegrityFault {
  readonly kind: FaultKind;
  readonly what: 'digest' | 'log file';
  /** `bucket/key`, or the folder that could not be listed; `null` when nobody knows it, as of a digest that no other one names. */
  readonly object: string | null;
  /** How many: missing digests are counted one by one, by their hours. */
  readonly count: number;
  /** ISO 8601, inclusive. */
  readonly from: string;
  /** ISO 8601, exclusive. */
  readonly to: string;
  readonly because: string;
}

/** The last digest of a chain that was verified. */
export interface ChainEnd {
  /** `prefix account region trail homeRegion`: which chain. */
  readonly chain: string;
  /** `bucket/key` */
  readonly object: string;
  /** ISO 8601 */
  readonly end: string;
  /** Of the uncompressed digest, hexadecimal. */
  readonly sha256: string;
}

/** What the digests of one account and Region prove. */
export interface PlaceReport {
  readonly accountId: string;
  readonly region: string;
  /** Beginning of the first hour, ISO 8601. */
  readonly from: string;
  /** One for each hour of the range. */
  readonly hours: readonly HourState[];
  /** Digests and log files that are as CloudTrail delivered them. */
  readonly verified: { readonly digests: number; readonly logFiles: number };
  /** The first faults, in the order of their time; `faultCount` has all. */
  readonly faults: readonly IntegrityFault[];
  readonly faultCount: number;
  readonly ends: readonly ChainEnd[];
}

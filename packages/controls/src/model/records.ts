import type { Observed } from './observation.ts';

/**
 * What a record is evidence of:
 * - `trail-review`: trails, selectors, buckets, keys, exceptions and uses of break-glass were looked at
 * - `findings-review`: GuardDuty's findings were looked at, with counts by severity and what was decided
 * - `suppression-review`: GuardDuty's filters that archive findings were looked at
 * - `access-review`: who may read or change the logs was looked at
 * - `feature-review`: new features of the services were looked at, and what they ask of the controls
 * - `log-validation`: log files were compared with their digests
 * - `drift-check`: stacks were refreshed and compared with their programs
 * - `log-query-test`: the logs were queried and answered
 * - `alert-test`: a sample finding or test alarm was followed to its receiver
 * - `restore-test`: archived log files were restored
 * - `threat-hunt`: the logs were searched for known patterns of attack
 * - `incident`: a finding was worked on, by whom and how
 * - `sign-off`: somebody accepted a state that no setting shows
 */
export const recordKinds = [
  'trail-review',
  'findings-review',
  'suppression-review',
  'access-review',
  'feature-review',
  'log-validation',
  'drift-check',
  'log-query-test',
  'alert-test',
  'restore-test',
  'threat-hunt',
  'incident',
  'sign-off',
] as const;
export type RecordKind = (typeof recordKinds)[number];

/** Something that people did, or a job for them, as they wrote it down: evidence that is no setting. */
export interface EvidenceRecord extends Observed {
  /** Unique among all records. */
  readonly id: string;
  readonly kind: RecordKind;
  /** When it was finished, ISO 8601. */
  readonly at: string;
  /** Who did it, at least one person or job. */
  readonly by: readonly string[];
  /** Who accepted it; `null` when nobody has signed. */
  readonly signedOffBy: string | null;
  /** Whether what was tested worked, or what was reviewed was accepted. */
  readonly outcome: 'passed' | 'failed';
  /**
   * Accounts, `account/region` pairs, ARNs, stacks or findings that it speaks of; empty: the whole organization.
   * `*` in it stands for any text.
   */
  readonly scope: readonly string[];
  /** What was looked at or done within the scope, such as `selectors`, `key`, `privilege-escalation`. */
  readonly covers: readonly string[];
  /** Numbers it found, such as findings by severity. */
  readonly counts: Readonly<Record<string, number>>;
  /** What was decided or done in consequence. */
  readonly actions: readonly string[];
  /** Where it is kept in full: a ticket, a report, an object of the archive. */
  readonly reference: string;
  /** When it must be done again, ISO 8601: after that it is no evidence. `null`: the control's own limit decides. */
  readonly nextDue: string | null;
}

import type { Account } from './account.ts';
import type { Bucket } from './bucket.ts';
import type { DetectionOrganization, Detector } from './detection.ts';
import type { Collection, Fact } from './fact.ts';
import type { Key } from './key.ts';
import type { Lens } from './observation.ts';
import type { Organization } from './organization.ts';
import type { EvidenceRecord } from './records.ts';
import type { Trail } from './trail.ts';

export type * from './account.ts';
export type * from './bucket.ts';
export type * from './detection.ts';
export type * from './key.ts';
export type * from './organization.ts';
export type * from './records.ts';
export type * from './trail.ts';

/** What a lens saw, in plain values: the input of every control. */
export interface Estate {
  readonly lens: Lens;
  /** AWS's clock when the reading began, ISO 8601; `null` where nothing has happened yet. */
  readonly asOf: string | null;
  /** `null` for a standalone account. */
  readonly organization: Fact<Organization>;
  /** The accounts to be judged. */
  readonly accounts: Collection<Account>;
  /** Ids of the organization's other accounts. Of them nothing is known but that they are ours. */
  readonly accountsLeftOut?: readonly string[];
  readonly trails: Collection<Trail>;
  readonly buckets: Collection<Bucket>;
  readonly keys: Collection<Key>;
  readonly detectors: Collection<Detector>;
  readonly detectionOrganizations: Collection<DetectionOrganization>;
  /** Reviews, tests and incidents that people wrote down; incomplete while no file of them was read. */
  readonly records: Collection<EvidenceRecord>;
}

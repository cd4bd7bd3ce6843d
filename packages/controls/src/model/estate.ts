import type { AccessEstate } from './access.ts';
import type { Account } from './account.ts';
import type { AlertingEstate } from './alerting.ts';
import type { Bucket } from './bucket.ts';
import type {
  AdministratorDetector,
  DetectionOrganization,
  Detector,
  MalwarePlan,
  ProductSubscription,
  UploadBucket,
} from './detection.ts';
import type { ControlPolicyEstate } from './control-policy.ts';
import type { EventDataStore } from './event-data-store.ts';
import type { Collection, Fact } from './fact.ts';
import type { Key } from './key.ts';
import type { Lens } from './observation.ts';
import type { OperationsEstate } from './operations.ts';
import type { Organization } from './organization.ts';
import type { EvidenceRecord } from './records.ts';
import type { Trail } from './trail.ts';

export type * from './access.ts';
export type * from './account.ts';
export type * from './alerting.ts';
export type * from './bucket.ts';
export type * from './control-policy.ts';
export type * from './detection.ts';
export type * from './event-data-store.ts';
export type * from './key.ts';
export type * from './operations.ts';
export type * from './organization.ts';
export type * from './records.ts';
export type * from './removal.ts';
export type * from './trail.ts';

/** What a lens saw, in plain values: the input of every control. */
export interface Estate extends AccessEstate, AlertingEstate, ControlPolicyEstate, OperationsEstate {
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
  /** Trails as the stacks that manage them last applied them, read from their state; left out where none was given. */
  readonly appliedTrails?: Collection<Trail>;
  readonly eventDataStores: Collection<EventDataStore>;
  readonly buckets: Collection<Bucket>;
  readonly keys: Collection<Key>;
  readonly detectors: Collection<Detector>;
  readonly detectionOrganizations: Collection<DetectionOrganization>;
  /** The detectors from which GuardDuty is run: one for each Region. */
  readonly administratorDetectors: Collection<AdministratorDetector>;
  readonly malwarePlans: Collection<MalwarePlan>;
  readonly uploadBuckets: Collection<UploadBucket>;
  /** Products that Security Hub takes findings of, at the administrator of GuardDuty. */
  readonly productSubscriptions: Collection<ProductSubscription>;
  /**
   * Resources of the organization by CloudFormation type, such as `AWS::EKS::Cluster`: a type that is not in it has
   * none. Known only where all accounts are counted.
   */
  readonly resourceCounts: Fact<Readonly<Record<string, number>>>;
  /** Reviews, tests and incidents that people wrote down; incomplete while no file of them was read. */
  readonly records: Collection<EvidenceRecord>;
}

import type { Fact } from './fact.ts';
import type { Observed } from './observation.ts';
import type { AdvancedSelector } from './trail.ts';

/**
 * An event data store of CloudTrail Lake: a copy of events that can be queried. AWS takes no new customers for it
 * since 2026-05-31, so that having none is never a fault.
 */
export interface EventDataStore extends Observed {
  readonly name: Fact<string>;
  readonly arn: Fact<string>;
  readonly accountId: Fact<string>;
  readonly region: Fact<string>;
  /** Such as `ENABLED`, `STOPPED_INGESTION`, `PENDING_DELETION`. */
  readonly status: Fact<string>;
  /** ARN of the key; `null` when AWS's own key encrypts it. */
  readonly kmsKeyId: Fact<string>;
  readonly isMultiRegion: Fact<boolean>;
  readonly isOrganization: Fact<boolean>;
  readonly isProtected: Fact<boolean>;
  readonly retentionDays: Fact<number>;
  /** What it takes in; `null` means AWS's default: all management events. */
  readonly selectors: Fact<readonly AdvancedSelector[]>;
  readonly tags: Fact<Readonly<Record<string, string>>>;
}

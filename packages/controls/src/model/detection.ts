import type { Fact } from './fact.ts';
import type { Observed } from './observation.ts';

/** GuardDuty in one account and region. */
export interface Detector extends Observed {
  readonly accountId: Fact<string>;
  readonly region: Fact<string>;
  /** `null` when there is none. */
  readonly id: Fact<string>;
  readonly enabled: Fact<boolean>;
  /** Feature name -> whether it is on. */
  readonly features: Fact<Readonly<Record<string, boolean>>>;
}

/** A member as the delegated administrator sees it in one region. */
export interface Member {
  readonly accountId: string;
  /** GuardDuty's relationship status, such as `Enabled`, `Created`, `Removed`. */
  readonly status: Fact<string>;
}

/** GuardDuty's organization settings in one region, readable at the delegated administrator only. */
export interface DetectionOrganization extends Observed {
  readonly region: Fact<string>;
  readonly administratorAccountId: Fact<string>;
  readonly autoEnable: Fact<'ALL' | 'NEW' | 'NONE'>;
  readonly memberLimitReached: Fact<boolean>;
  readonly members: Fact<readonly Member[]>;
}

import type { RootUser } from './access.ts';
import type { Fact } from './fact.ts';
import type { Observed } from './observation.ts';

/** State of an account in its organization, as Organizations names it. */
export type AccountStatus = 'ACTIVE' | 'SUSPENDED' | 'PENDING_CLOSURE';

/** An account of the organization, and what it alone can tell. */
export interface Account extends Observed {
  readonly id: string;
  readonly name: Fact<string>;
  readonly status: Fact<AccountStatus>;
  /** When it joined the organization, ISO 8601. AWS needs up to a day to reach a new member. */
  readonly joinedAt: Fact<string>;
  /** Regions that are enabled or enabled by default, from `account:ListRegions`; never a constant. */
  readonly enabledRegions: Fact<readonly string[]>;
  /** ARNs (URNs in a program) of all trails that record this account: its own, and shadows of the organization's. */
  readonly visibleTrails: Fact<readonly string[]>;
  /** Ids of the root and the units above it, the root first; `null` for a standalone account. */
  readonly ancestors: Fact<readonly string[]>;
  /** The organization that lists it; `null` when none does. */
  readonly organizationId: Fact<string>;
  readonly rootUser: Fact<RootUser>;
}

import type { Collection, Fact } from './fact.ts';
import type { Observed } from './observation.ts';
import type { PolicyDocument } from './policy-document.ts';

/** Kinds of policies that bound what a member may do, or what may be done to what it owns. */
export type ControlPolicyType = 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY';

/** A service or resource control policy of the organization. */
export interface ControlPolicy extends Observed {
  readonly id: Fact<string>;
  readonly name: Fact<string>;
  readonly type: Fact<ControlPolicyType>;
  readonly content: Fact<PolicyDocument>;
  /** Ids of the roots (`r-…`), units (`ou-…`) and accounts that it is attached to; URNs of resources of a program. */
  readonly targets: Fact<readonly string[]>;
}

/** What an Organizations policy of a service comes to for an account, all that it inherits put together. */
export interface EffectivePolicy extends Observed {
  readonly accountId: string;
  /** Such as `GUARDDUTY_POLICY`. */
  readonly type: string;
  /** The document as AWS merges it; `null` when none applies. */
  readonly content: Fact<Readonly<Record<string, unknown>>>;
}

/** The part of the estate that bounds members. */
export interface ControlPolicyEstate {
  readonly controlPolicies: Collection<ControlPolicy>;
  readonly effectivePolicies: Collection<EffectivePolicy>;
}

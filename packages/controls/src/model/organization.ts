import type { Fact } from './fact.ts';
import type { Observed } from './observation.ts';

/** The organization, as its management account describes it. */
export interface Organization extends Observed {
  readonly id: string;
  readonly managementAccountId: string;
  /** Service principal -> whether it may act across the organization. */
  readonly trustedServices: Fact<readonly string[]>;
  /** Service principal -> account ids that administer it. */
  readonly delegatedAdministrators: Fact<Readonly<Record<string, readonly string[]>>>;
  /** `ALL`, or `CONSOLIDATED_BILLING`, under which nothing can be controlled. */
  readonly featureSet: Fact<string>;
  /** Kinds of policies that are enabled in the root, such as `SERVICE_CONTROL_POLICY`. */
  readonly enabledPolicyTypes: Fact<readonly string[]>;
  /** What is managed centrally of members' root users: `RootCredentialsManagement`, `RootSessions`. */
  readonly rootAccessFeatures: Fact<readonly string[]>;
}

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
}

import type { Fact } from './fact.ts';
import type { Observed } from './observation.ts';
import type { PolicyDocument } from './policy-document.ts';

/** A KMS key that something of the estate names. */
export interface Key extends Observed {
  /** The key's ARN. */
  readonly arn: Fact<string>;
  /** The key's id, the last part of the ARN. */
  readonly id: Fact<string>;
  readonly accountId: Fact<string>;
  readonly region: Fact<string>;
  readonly manager: Fact<'CUSTOMER' | 'AWS'>;
  /** KMS's key state, such as `Enabled`, `Disabled`, `PendingDeletion`. */
  readonly state: Fact<string>;
  readonly rotates: Fact<boolean>;
  readonly policy: Fact<PolicyDocument>;
}

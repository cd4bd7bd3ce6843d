import type { Fact } from './fact.ts';
import type { Observed } from './observation.ts';
import type { PolicyDocument } from './policy-document.ts';
import type { Removal } from './removal.ts';

/** A right to use a key that was given beside its policy. */
export interface KeyGrant {
  /** ARN, account or service that may use the key. */
  readonly grantee: string;
  /** Such as `Decrypt`. */
  readonly operations: readonly string[];
}

/** A KMS key that something of the estate names. */
export interface Key extends Observed {
  /** The key's ARN. */
  readonly arn: Fact<string>;
  /** The key's id, the last part of the ARN. */
  readonly id: Fact<string>;
  readonly accountId: Fact<string>;
  readonly region: Fact<string>;
  /** What it is for: log files of a trail, or anything else, which no control of keys judges. */
  readonly role: 'trail-logs' | 'other';
  readonly manager: Fact<'CUSTOMER' | 'AWS'>;
  /** KMS's key state, such as `Enabled`, `Disabled`, `PendingDeletion`. */
  readonly state: Fact<string>;
  /** When it will be deleted, ISO 8601; `null` when that is not scheduled. */
  readonly deletionDate: Fact<string>;
  /** Days from the deletion in a program to the end of the key; `null` is AWS's 30, or no program. */
  readonly deletionWindowDays: Fact<number>;
  /** KMS's key spec, such as `SYMMETRIC_DEFAULT`. */
  readonly spec: Fact<string>;
  /** `ENCRYPT_DECRYPT`, `SIGN_VERIFY`… */
  readonly usage: Fact<string>;
  /** Where its material is from: `AWS_KMS`, `EXTERNAL`, `AWS_CLOUDHSM`, `EXTERNAL_KEY_STORE`. */
  readonly origin: Fact<string>;
  readonly isMultiRegion: Fact<boolean>;
  /** ARN, or URN, of the key that a replica follows; `null` for one that is no replica. */
  readonly primaryArn: Fact<string>;
  readonly rotates: Fact<boolean>;
  /** Days between two rotations. */
  readonly rotationPeriodDays: Fact<number>;
  readonly policy: Fact<PolicyDocument>;
  readonly grants: Fact<readonly KeyGrant[]>;
  /** What keeps a program from removing it; `null` where no program is looked at. */
  readonly removal: Fact<Removal>;
}

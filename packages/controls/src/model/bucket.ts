import type { Fact } from './fact.ts';
import type { Observed } from './observation.ts';
import type { PolicyDocument } from './policy-document.ts';

/** The four switches of S3 Block Public Access. */
export interface PublicAccessBlock {
  readonly blockPublicAcls: boolean;
  readonly ignorePublicAcls: boolean;
  readonly blockPublicPolicy: boolean;
  readonly restrictPublicBuckets: boolean;
}

/** A bucket's Object Lock. */
export interface ObjectLock {
  /** `null` when objects get no retention by themselves. */
  readonly defaultRetention: { readonly mode: 'GOVERNANCE' | 'COMPLIANCE'; readonly days: number } | null;
}

/** A bucket that a trail delivers into, or that takes such a bucket's access logs. */
export interface Bucket extends Observed {
  readonly name: Fact<string>;
  readonly accountId: Fact<string>;
  readonly region: Fact<string>;
  /** What it is for; a bucket can be found as a trail's destination in another account or program. */
  readonly role: 'trail-logs' | 'access-logs' | 'other';
  readonly publicAccessBlock: Fact<PublicAccessBlock>;
  readonly policy: Fact<PolicyDocument>;
  /** AWS's own word on whether the policy is public (`s3:GetBucketPolicyStatus`); `null` outside the live lens. */
  readonly policyIsPublic: Fact<boolean>;
  /** URIs of predefined groups (`AllUsers`, `AuthenticatedUsers`) that the ACL grants anything to. */
  readonly publicGrants: Fact<readonly string[]>;
  readonly versioning: Fact<'Enabled' | 'Suspended'>;
  readonly objectLock: Fact<ObjectLock>;
}

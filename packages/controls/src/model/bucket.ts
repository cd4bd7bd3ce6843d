import type { Fact } from './fact.ts';
import type { Observed } from './observation.ts';
import type { PolicyDocument } from './policy-document.ts';
import type { Removal } from './removal.ts';

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

/** A bucket's default encryption. */
export interface BucketEncryption {
  /** `AES256`, `aws:kms` or `aws:kms:dsse`. */
  readonly algorithm: string;
  /** ARN, id or alias of the KMS key; in a program the URN of its resource. `null`: the key that AWS manages. */
  readonly keyId: string | null;
}

/** Where a bucket's server access logs go. */
export interface AccessLogging {
  /** Name of the bucket that takes them; in a program the URN of its resource while the name is not known. */
  readonly targetBucket: string;
  /** What their names begin with; often empty. */
  readonly targetPrefix: string;
}

/** A rule of a bucket's lifecycle. A period that is `null` is not set. */
export interface LifecycleRule {
  readonly id: string;
  readonly enabled: boolean;
  /** What the keys begin with; empty for all objects. */
  readonly prefix: string;
  /** It takes objects with certain tags only; what services deliver has none. */
  readonly byTag: boolean;
  /** It takes objects of certain sizes only. */
  readonly bySize: boolean;
  /** Days after which current versions are removed. */
  readonly expirationDays: number | null;
  /** Day at which all that is older is removed, ISO 8601. */
  readonly expirationDate: string | null;
  /** Whether current versions move to another storage class. */
  readonly transitions: boolean;
  /** Days after which versions that were replaced are removed. */
  readonly noncurrentExpirationDays: number | null;
  /** Whether versions that were replaced move to another storage class. */
  readonly noncurrentTransitions: boolean;
  /** Days after which an upload that never finished is dropped. */
  readonly abortUploadsDays: number | null;
}

/** A rule by which S3 copies objects into another bucket. */
export interface ReplicationRule {
  readonly id: string;
  readonly enabled: boolean;
  /** What the keys begin with; empty for all objects. */
  readonly prefix: string;
  /** It takes objects with certain tags only. */
  readonly byTag: boolean;
  /** Name of the bucket of the copies; in a program the URN of its resource while the name is not known. */
  readonly destinationBucket: string;
  /** Account that owns the copies, where the rule says so; `null`: the one that owns the bucket. */
  readonly destinationAccountId: string | null;
  /** Whether delete markers are copied too. */
  readonly copiesDeleteMarkers: boolean;
}

/** A receiver of a bucket's events. */
export interface NotificationTarget {
  /** ARN of the topic, queue or function. */
  readonly arn: Fact<string>;
  /** Such as `s3:ObjectRemoved:*`. */
  readonly events: readonly string[];
  /** What the keys begin with; empty for all objects. */
  readonly prefix: string;
  /** What the keys end with; empty for all objects. */
  readonly suffix: string;
}

/** Who is told of what happens in a bucket. */
export interface BucketNotifications {
  /** All events go to EventBridge. */
  readonly eventBridge: boolean;
  /** Topics, queues and functions. */
  readonly targets: readonly NotificationTarget[];
}

/** A second door to a bucket, with a policy and a public access block of its own. */
export interface AccessPoint {
  readonly name: string;
  readonly publicAccessBlock: PublicAccessBlock;
  /** Pulumi URN; preview and state lens. */
  readonly urn?: string;
}

/** A bucket that a trail delivers into, one that holds copies of its files, or that takes such a bucket's access logs. */
export interface Bucket extends Observed {
  readonly name: Fact<string>;
  readonly accountId: Fact<string>;
  readonly region: Fact<string>;
  /** What it is for; a bucket can be found as a trail's destination in another account or program. */
  readonly role: 'trail-logs' | 'log-copy' | 'access-logs' | 'findings' | 'other';
  readonly publicAccessBlock: Fact<PublicAccessBlock>;
  /** The public access block of the account that owns it. */
  readonly accountPublicAccessBlock: Fact<PublicAccessBlock>;
  readonly policy: Fact<PolicyDocument>;
  /** AWS's own word on whether the policy is public (`s3:GetBucketPolicyStatus`); `null` outside the live lens. */
  readonly policyIsPublic: Fact<boolean>;
  /** URIs of predefined groups (`AllUsers`, `AuthenticatedUsers`) that the ACL grants anything to. */
  readonly publicGrants: Fact<readonly string[]>;
  /** Whether the ACL lets S3's log delivery group write; `null` where there are no grants. */
  readonly admitsLogDeliveryGroup: Fact<boolean>;
  /** `BucketOwnerEnforced`, `BucketOwnerPreferred` or `ObjectWriter`. */
  readonly ownership: Fact<string>;
  readonly versioning: Fact<'Enabled' | 'Suspended'>;
  /** Whether permanent deletion takes the root user's second factor; `null` when it was never set. */
  readonly mfaDelete: Fact<boolean>;
  readonly objectLock: Fact<ObjectLock>;
  readonly encryption: Fact<BucketEncryption>;
  readonly accessLogging: Fact<AccessLogging>;
  readonly lifecycle: Fact<readonly LifecycleRule[]>;
  readonly replication: Fact<readonly ReplicationRule[]>;
  readonly notifications: Fact<BucketNotifications>;
  readonly accessPoints: Fact<readonly AccessPoint[]>;
  /** What keeps a program from removing it; `null` where no program is looked at. */
  readonly removal: Fact<Removal>;
}

import type { Collection, Fact } from './fact.ts';
import type { Lens, Observed } from './observation.ts';
import type { PolicyDocument } from './policy-document.ts';

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
}

/** The organization, as its management account describes it. */
export interface Organization extends Observed {
  readonly id: string;
  readonly managementAccountId: string;
  /** Service principal -> whether it may act across the organization. */
  readonly trustedServices: Fact<readonly string[]>;
  /** Service principal -> account ids that administer it. */
  readonly delegatedAdministrators: Fact<Readonly<Record<string, readonly string[]>>>;
}

/** A basic event selector. Absent fields have AWS's defaults: all events, management events included. */
export interface BasicSelector {
  readonly readWriteType: 'All' | 'ReadOnly' | 'WriteOnly';
  readonly includeManagementEvents: boolean;
  readonly excludedManagementSources: readonly string[];
  readonly dataResources: readonly { readonly type: string; readonly values: readonly string[] }[];
}

/** One field of an advanced selector; several values in one operator are alternatives. */
export interface FieldSelector {
  readonly field: string;
  readonly equals?: readonly string[];
  readonly notEquals?: readonly string[];
  readonly startsWith?: readonly string[];
  readonly notStartsWith?: readonly string[];
  readonly endsWith?: readonly string[];
  readonly notEndsWith?: readonly string[];
}

/** An advanced event selector: an event must match every field; any selector suffices. */
export interface AdvancedSelector {
  readonly name: string | null;
  readonly fields: readonly FieldSelector[];
}

/** What a trail selects. `null` for both means AWS's default: all management events. */
export interface Selectors {
  readonly basic: readonly BasicSelector[] | null;
  readonly advanced: readonly AdvancedSelector[] | null;
}

/** State of one kind of a trail's delivery. */
export interface Delivery {
  /** Latest success, ISO 8601; `null` when nothing was delivered yet. */
  readonly latest: string | null;
  /** AWS's error code; `null` when the last attempt succeeded. */
  readonly error: string | null;
}

/**
 * A trail, once, at its owner and home region; shadows are folded into it.
 *
 * In a program a field that names another resource (`bucketName`, `kmsKeyId`, `logGroupArn`…) holds that
 * resource's URN while its name or ARN is not known yet: {@link isUrn} tells.
 */
export interface Trail extends Observed {
  readonly name: Fact<string>;
  readonly arn: Fact<string>;
  /** Account in the trail's ARN: for an organization trail the management account. */
  readonly ownerAccountId: Fact<string>;
  readonly homeRegion: Fact<string>;
  readonly isLogging: Fact<boolean>;
  /** When logging last started, ISO 8601. */
  readonly loggingSince: Fact<string>;
  /** When logging was last stopped, ISO 8601; `null` when it never was. Left out by lenses that cannot show it. */
  readonly loggingStoppedAt?: Fact<string>;
  readonly isMultiRegion: Fact<boolean>;
  readonly isOrganization: Fact<boolean>;
  readonly includesGlobalServices: Fact<boolean>;
  readonly validatesLogFiles: Fact<boolean>;
  readonly bucketName: Fact<string>;
  readonly keyPrefix: Fact<string>;
  /** ARN, id or alias of the key; `null` when log files have SSE-S3 only. */
  readonly kmsKeyId: Fact<string>;
  readonly logGroupArn: Fact<string>;
  readonly logsRoleArn: Fact<string>;
  readonly topicArn: Fact<string>;
  readonly selectors: Fact<Selectors>;
  /** Delivery of log files, as the home region reports it. */
  readonly delivery: Fact<Delivery>;
  /** Delivery of log files in other regions, by region; left out by lenses that read the home region alone. */
  readonly deliveryByRegion?: Fact<Readonly<Record<string, Delivery>>>;
  readonly digestDelivery: Fact<Delivery>;
  readonly tags: Fact<Readonly<Record<string, string>>>;
}

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

/** What a lens saw, in plain values: the input of every control. */
export interface Estate {
  readonly lens: Lens;
  /** AWS's clock when the reading began, ISO 8601; `null` where nothing has happened yet. */
  readonly asOf: string | null;
  /** `null` for a standalone account. */
  readonly organization: Fact<Organization>;
  readonly accounts: Collection<Account>;
  readonly trails: Collection<Trail>;
  readonly buckets: Collection<Bucket>;
  readonly keys: Collection<Key>;
  readonly detectors: Collection<Detector>;
  readonly detectionOrganizations: Collection<DetectionOrganization>;
}

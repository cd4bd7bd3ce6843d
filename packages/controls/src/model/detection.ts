import type { Collection, Fact } from './fact.ts';
import type { Observed } from './observation.ts';

export type FeatureStatus = 'ENABLED' | 'DISABLED';
export type AutoEnable = 'ALL' | 'NEW' | 'NONE';

/** How a feature of GuardDuty, such as `S3_DATA_EVENTS`, is set: at a detector, or for the organization. */
export interface FeatureSetting<T extends string> {
  readonly name: string;
  readonly setting: Fact<T>;
  /** Parts that are set by themselves, such as `EKS_ADDON_MANAGEMENT`. They have no order. */
  readonly additional: Fact<readonly AdditionalSetting<T>[]>;
  /** What sets it in place of the administrator, such as `GUARDDUTY_POLICY` of Organizations. */
  readonly managedBy?: string;
  /** Pulumi URN of the resource that sets it; preview and state lens. */
  readonly urn?: string;
}

/** A part of a feature. */
export interface AdditionalSetting<T extends string> {
  readonly name: string;
  readonly setting: Fact<T>;
}

/**
 * Features of one detector. AWS lists each feature that it offers in the Region; what a whole list leaves out is not
 * offered. An empty list is never a whole one.
 */
export type DetectorFeatures = Collection<FeatureSetting<FeatureStatus>>;

/** GuardDuty in one account and region. */
export interface Detector extends Observed {
  readonly accountId: Fact<string>;
  readonly region: Fact<string>;
  /** `null` when there is none. */
  readonly id: Fact<string>;
  readonly enabled: Fact<boolean>;
  readonly features: DetectorFeatures;
}

/** A member as the delegated administrator sees it in one region. */
export interface Member {
  readonly accountId: string;
  /** GuardDuty's relationship status, such as `Enabled`, `Created`, `Removed`. */
  readonly status: Fact<string>;
}

/** Features of a member, as the delegated administrator sees them in one region. */
export interface MemberFeatures {
  readonly accountId: string;
  readonly features: DetectorFeatures;
}

/** GuardDuty's organization settings in one region, readable at the delegated administrator only. */
export interface DetectionOrganization extends Observed {
  readonly region: Fact<string>;
  readonly administratorAccountId: Fact<string>;
  /** Account whose designation is being taken back (`DISABLE_IN_PROGRESS`). */
  readonly leavingAdministratorAccountId: Fact<string>;
  readonly autoEnable: Fact<AutoEnable>;
  readonly memberLimitReached: Fact<boolean>;
  readonly features: Collection<FeatureSetting<AutoEnable>>;
  /** Whether the deprecated `datasources` block is used; only a program tells. */
  readonly usesDataSources: Fact<boolean>;
  readonly members: Fact<readonly Member[]>;
  readonly memberFeatures: Collection<MemberFeatures>;
}

/**
 * The detector from which GuardDuty is run in one Region: the delegated administrator's, or that of an account that
 * belongs to no organization. What is set here holds for all members, and members cannot set it.
 */
export interface AdministratorDetector extends Detector {
  readonly publishingFrequency: Fact<'FIFTEEN_MINUTES' | 'ONE_HOUR' | 'SIX_HOURS'>;
  /** Whether the deprecated `datasources` block is used; only a program tells. */
  readonly usesDataSources: Fact<boolean>;
  /** Tags, as `key=value`, of instances that malware scans leave out. */
  readonly scanExclusions: Fact<readonly string[]>;
  readonly destinations: Collection<PublishingDestination>;
  readonly filters: Collection<FindingFilter>;
  readonly lists: Collection<DetectionList>;
  readonly coverage: Fact<RuntimeCoverage>;
  /** Findings that are not archived, oldest change first; samples are left out. */
  readonly openFindings: Collection<OpenFinding>;
  readonly tags: Fact<Readonly<Record<string, string>>>;
}

/** Where findings are exported to. */
export interface PublishingDestination extends Observed {
  readonly type: Fact<string>;
  /** ARN of the bucket, with a prefix where one was given; the URN of the program's bucket. */
  readonly bucketArn: Fact<string>;
  readonly keyArn: Fact<string>;
  readonly status: Fact<string>;
  /** Since when publishing fails, ISO 8601; `null` while it works. */
  readonly failingSince: Fact<string>;
  readonly tags: Fact<Readonly<Record<string, string>>>;
}

/** What a condition of a filter compares with; times and severities are numbers. */
export interface FilterCondition {
  readonly equals?: readonly string[];
  readonly notEquals?: readonly string[];
  readonly matches?: readonly string[];
  readonly notMatches?: readonly string[];
  readonly greaterThan?: number;
  readonly greaterThanOrEqual?: number;
  readonly lessThan?: number;
  readonly lessThanOrEqual?: number;
}

/** A filter over findings. One that archives hides what it matches. */
export interface FindingFilter extends Observed {
  readonly name: Fact<string>;
  readonly action: Fact<'NOOP' | 'ARCHIVE'>;
  readonly description: Fact<string>;
  /** Field of a finding -> condition; a finding must meet all of them. */
  readonly criteria: Fact<Readonly<Record<string, FilterCondition>>>;
  readonly tags: Fact<Readonly<Record<string, string>>>;
}

/** A list of addresses or domains that GuardDuty trusts or reports. */
export interface DetectionList extends Observed {
  readonly purpose: 'trusted' | 'threat';
  /** Sets of addresses, or the newer ones of addresses and domains. */
  readonly kind: 'addresses' | 'entities';
  readonly name: Fact<string>;
  /** `ACTIVE`, `INACTIVE`, `ACTIVATING`, `ERROR` and the like. */
  readonly status: Fact<string>;
  /** URL of the file. */
  readonly location: Fact<string>;
  readonly bucketName: Fact<string>;
  /** Versioning of the file's bucket. */
  readonly bucketVersioning: Fact<'Enabled' | 'Suspended'>;
  /** When the file was last changed, ISO 8601. */
  readonly fileChangedAt: Fact<string>;
  /** The file's ranges, such as `203.0.113.0/24`; single addresses and domains are left out. */
  readonly ranges: Fact<readonly string[]>;
  readonly tags: Fact<Readonly<Record<string, string>>>;
}

/** Kinds of workloads that Runtime Monitoring covers. */
export type RuntimeWorkload = 'EKS' | 'ECS' | 'EC2';

/** Whether the agents of Runtime Monitoring report, over the administrator and all its active members. */
export interface RuntimeCoverage {
  readonly healthy: number;
  readonly unhealthy: number;
  /** Resources of each kind, healthy or not. */
  readonly countByType: Readonly<Partial<Record<RuntimeWorkload, number>>>;
  /** The unhealthy ones. */
  readonly unhealthyResources: Collection<UnhealthyResource>;
}

/** A cluster or instance whose agent does not report. */
export interface UnhealthyResource {
  readonly id: string;
  readonly accountId: string;
  readonly type: string;
  readonly issue: string;
  /** When its state last changed, ISO 8601. */
  readonly since: Fact<string>;
}

/** A finding that nobody archived. */
export interface OpenFinding {
  readonly id: string;
  readonly type: string;
  readonly accountId: string;
  /** 1 to 10: low below 4, medium below 7, high below 9, critical from there on. */
  readonly severity: number;
  /** When it was first made, ISO 8601; repeats do not change it. */
  readonly createdAt: string;
  /** When it last happened again or was changed, ISO 8601; left out where AWS did not say. */
  readonly updatedAt?: string;
}

/** A plan of Malware Protection for S3: it scans what is put into one bucket. */
export interface MalwarePlan extends Observed {
  readonly accountId: Fact<string>;
  readonly region: Fact<string>;
  readonly bucketName: Fact<string>;
  readonly status: Fact<'ACTIVE' | 'WARNING' | 'ERROR'>;
  readonly statusReasons: readonly string[];
  /** Whether scanned objects are tagged with the result. */
  readonly tagsObjects: Fact<boolean>;
  readonly tags: Fact<Readonly<Record<string, string>>>;
}

/** The tag that marks a bucket as one that takes files from outside. */
export const uploadTag = { key: 'trailguard:uploads', value: 'true' } as const;

/** A bucket that carries {@link uploadTag}. */
export interface UploadBucket extends Observed {
  readonly name: Fact<string>;
  readonly accountId: Fact<string>;
  readonly region: Fact<string>;
}

/** A product whose findings Security Hub takes in an account and Region. */
export interface ProductSubscription extends Observed {
  readonly accountId: Fact<string>;
  readonly region: Fact<string>;
  /** ARN of the subscription; that of GuardDuty ends with `product-subscription/aws/guardduty`. */
  readonly arn: Fact<string>;
}

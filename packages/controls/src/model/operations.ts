import type { Collection, Fact } from './fact.ts';
import type { Observed } from './observation.ts';

/** What AWS Config records in an account and Region. */
export interface ConfigRecorder extends Observed {
  readonly accountId: Fact<string>;
  readonly region: Fact<string>;
  /** ARN of the role, or URN of a program's. */
  readonly roleArn: Fact<string>;
  /** Resource types that it records; `null` for all that are not excluded. */
  readonly recordedTypes: Fact<readonly string[]>;
  /** Types left out where it records all others. */
  readonly excludedTypes: Fact<readonly string[]>;
  /** Whether it records users, roles and policies, where it records all types. */
  readonly includesGlobalTypes: Fact<boolean>;
  readonly isRecording: Fact<boolean>;
  /** Outcome of its last delivery, such as `SUCCESS`, `FAILURE`; `null` when nothing was delivered yet. */
  readonly lastStatus: Fact<string>;
}

/** A managed rule of AWS Config that is deployed to all accounts, by itself or in a conformance pack. */
export interface OrganizationConfigRule extends Observed {
  readonly region: Fact<string>;
  /** AWS's identifier, such as `GUARDDUTY_ENABLED_CENTRALIZED`. */
  readonly identifier: Fact<string>;
  readonly excludedAccounts: Fact<readonly string[]>;
  /** State of the deployment, such as `CREATE_SUCCESSFUL`; `null` where nothing was deployed yet. */
  readonly status: Fact<string>;
}

/** A standard that Security Hub CSPM checks. */
export interface SecurityStandard {
  /** ARN, such as `arn:aws:securityhub:us-east-1::standards/aws-foundational-security-best-practices/v/1.0.0`. */
  readonly arn: string;
  /** Such as `READY`, `PENDING`, `INCOMPLETE`; `null` in a program. */
  readonly status: string | null;
}

/** Security Hub CSPM in an account and Region. */
export interface SecurityHub extends Observed {
  readonly accountId: Fact<string>;
  readonly region: Fact<string>;
  readonly isEnabled: Fact<boolean>;
  readonly standards: Fact<readonly SecurityStandard[]>;
}

/** How Security Hub CSPM reaches the organization. */
export interface SecurityHubOrganization extends Observed {
  /** `null` when nobody was delegated. */
  readonly administratorAccountId: Fact<string>;
  readonly autoEnable: Fact<boolean>;
  /** `CENTRAL` or `LOCAL`. */
  readonly configurationType: Fact<string>;
  /** Whether a policy of central configuration is associated with the root. */
  readonly policyCoversRoot: Fact<boolean>;
  /** Such as `ALL_REGIONS`; `null` without an aggregator. */
  readonly linkingMode: Fact<string>;
  /** Regions that the aggregator names, where it links some. */
  readonly linkedRegions: Fact<readonly string[]>;
}

/** Something that log files can be asked by: a table over the bucket. */
export interface LogTable extends Observed {
  readonly name: Fact<string>;
  /** `s3://BUCKET/PREFIX` that it reads. */
  readonly location: Fact<string>;
  /** Whether partitions follow from the path, so that new days and accounts are found without a crawl. */
  readonly hasPartitionProjection: Fact<boolean>;
}

/** A workgroup that questions to tables are asked in. */
export interface QueryWorkgroup extends Observed {
  readonly name: Fact<string>;
  readonly encryptsResults: Fact<boolean>;
}

/** Log files of an account that arrived lately in the bucket of the organization's trail. */
export interface LogArrival extends Observed {
  readonly accountId: string;
  readonly region: string;
  /** When the newest file of today or yesterday was written, ISO 8601; `null` when there is none. */
  readonly latest: Fact<string>;
  /**
   * When the newest call of today or yesterday was made whose file is due, ISO 8601; `null` when none was made. Files
   * are due an hour after the call.
   */
  readonly latestDueCall: Fact<string>;
}

/** A finding of GuardDuty of severity 7 or more that was archived. */
export interface ClosedFinding {
  readonly id: string;
  readonly accountId: string | null;
  readonly region: string;
  /** When it was last updated, ISO 8601. */
  readonly at: string | null;
}

/** The part of the estate that shows how it is watched and worked with. */
export interface OperationsEstate {
  readonly recorders: Collection<ConfigRecorder>;
  readonly organizationConfigRules: Collection<OrganizationConfigRule>;
  readonly securityHubs: Collection<SecurityHub>;
  /** `null` where Security Hub is not used. */
  readonly securityHubOrganization: Fact<SecurityHubOrganization>;
  readonly logTables: Collection<LogTable>;
  readonly queryWorkgroups: Collection<QueryWorkgroup>;
  readonly logArrivals: Collection<LogArrival>;
  readonly closedFindings: Collection<ClosedFinding>;
}

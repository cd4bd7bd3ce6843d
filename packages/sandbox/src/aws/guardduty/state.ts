import type { FindingCriteria, Finding as SdkFinding } from '@aws-sdk/client-guardduty';
import type { SandboxContext } from '../service.ts';
import type { FeatureStates, Status } from './features.ts';

export type AutoEnable = 'ALL' | 'NEW' | 'NONE';
export type Tags = Record<string, string>;

/** A list of addresses or indicators: IP set, threat intel set and their entity kinds. */
export interface EntitySet {
  readonly id: string;
  name: string;
  readonly format: string;
  location: string;
  status: 'ACTIVE' | 'INACTIVE';
  expectedBucketOwner?: string;
  tags: Tags;
  readonly createdAt: string;
  updatedAt: string;
}

export interface Filter {
  readonly name: string;
  description: string;
  action: 'NOOP' | 'ARCHIVE';
  rank: number;
  criteria: FindingCriteria;
  tags: Tags;
  readonly createdAt: string;
  updatedAt: string;
  version: number;
}

export interface PublishingDestination {
  readonly id: string;
  readonly type: 'S3';
  destinationArn: string;
  kmsKeyArn: string;
  status: 'PUBLISHING' | 'UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY';
  /** Milliseconds since 1970; 0 while publishing works. */
  failingSince: number;
  tags: Tags;
}

/** A finding in the service model's names, with its times as texts. */
export type Finding = SdkFinding;

/** A cluster or instance that runtime monitoring covers, or fails to. */
export interface CoveredWorkload {
  readonly type: 'EKS' | 'ECS' | 'EC2';
  /** Name of the cluster, id of the instance. */
  readonly name: string;
  readonly status: 'HEALTHY' | 'UNHEALTHY';
  /** Why it is unhealthy. */
  readonly issue: string;
  /** When its state last changed, ISO. */
  readonly since: string;
}

/** GuardDuty of one account and region. */
export interface Detector {
  readonly id: string;
  readonly accountId: string;
  readonly region: string;
  status: Status;
  frequency: 'FIFTEEN_MINUTES' | 'ONE_HOUR' | 'SIX_HOURS';
  readonly createdAt: string;
  updatedAt: string;
  features: FeatureStates;
  tags: Tags;
  filters: Filter[];
  sets: Record<string, EntitySet[]>;
  destinations: PublishingDestination[];
  findings: Finding[];
  malwareScanSettings: Record<string, unknown>;
  /** Left out in states of sandboxes that knew none. */
  workloads?: CoveredWorkload[];
}

/** https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_accounts.html */
export type Relationship = 'Created' | 'Invited' | 'Enabled' | 'Disabled' | 'Removed' | 'Resigned';

/** A member as its administrator sees it. Times are ISO. */
export interface Member {
  readonly accountId: string;
  email: string;
  relationship: Relationship;
  /** Added through the organization, not by invitation. */
  throughOrganization: boolean;
  invitationId: string;
  invitedAt?: string;
  updatedAt: string;
  /** Settings of the configuration that this member has got: setting -> the `since` it was of. */
  applied: Record<string, string>;
}

/** What the delegated administrator sets for all accounts. Times are ISO, since when a setting holds. */
export interface OrganizationConfiguration {
  autoEnable: AutoEnable;
  since: string;
  features: Record<
    string,
    {
      autoEnable: AutoEnable;
      since: string;
      additional: Record<string, { autoEnable: AutoEnable; since: string }>;
    }
  >;
}

/** One region. */
export interface RegionState {
  /** Delegated administrator, designated for each region. */
  administrator?: { accountId: string; configuration: OrganizationConfiguration };
  /** By account. */
  detectors: Record<string, Detector>;
  /** Administrator account -> member account -> member. */
  members: Record<string, Record<string, Member>>;
}

export interface MalwareProtectionPlan {
  readonly id: string;
  readonly accountId: string;
  readonly region: string;
  role: string;
  readonly bucketName: string;
  objectPrefixes: string[];
  tagging: Status;
  readonly createdAt: string;
  tags: Tags;
}

export interface GuardDutyState {
  regions: Record<string, RegionState>;
  malwareProtectionPlans: MalwareProtectionPlan[];
}

export function guardDutyState(sandbox: SandboxContext): GuardDutyState {
  return sandbox.state<GuardDutyState>('guardduty', () => ({ regions: {}, malwareProtectionPlans: [] }));
}

export function regionState(sandbox: SandboxContext, region: string): RegionState {
  const { regions } = guardDutyState(sandbox);
  regions[region] ??= { detectors: {}, members: {} };
  return regions[region];
}

export const GuardDutyPrincipal = 'guardduty.amazonaws.com';

/** Whether a member belongs to its administrator now, suspended or not. */
export function isAssociated(member: Member | undefined): boolean {
  return member?.relationship === 'Enabled' || member?.relationship === 'Disabled';
}

/** The administrator of an account, if it has one: the relation and who administers. */
export function administratorOf(
  region: RegionState,
  accountId: string,
): { readonly accountId: string; readonly member: Member } | undefined {
  for (const [administratorId, members] of Object.entries(region.members)) {
    const member = members[accountId];
    if (member && isAssociated(member)) return { accountId: administratorId, member };
  }
  return undefined;
}

/** The caller's detector and those of its members. */
export function coveredDetectors(region: RegionState, own: Detector): Detector[] {
  const members = Object.values(region.members[own.accountId] ?? {}).filter(isAssociated);
  return [own, ...members.flatMap((member) => region.detectors[member.accountId] ?? [])];
}

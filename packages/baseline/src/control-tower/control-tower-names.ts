import type { OrganizationSettings } from '../organization-names.ts';
import { trailArn } from '../organization-names.ts';
import { partitionOf } from '../partition.ts';

/** What Control Tower calls things in landing zones of version 3, by which its own programs find them too. */
export interface ControlTowerNames {
  /** The organization's trail, in the management account. */
  readonly trailName: string;
  readonly trailArn: string;
  /** Log group of that trail, in the management account. */
  readonly logGroupName: string;
  /** Without the `:*` that CloudTrail wants at its end. */
  readonly logGroupArn: string;
  /** Bucket of the trail's files, in the log archive. */
  readonly logBucketName: string;
  /** Bucket of that bucket's access logs. */
  readonly accessLogBucketName: string;
}

/** The role with which Control Tower works in each account that it has enrolled. */
export const ControlTowerExecutionRoleName = 'AWSControlTowerExecution';

/** The service principal whose trusted access tells that an organization has Control Tower. */
export const ControlTowerPrincipal = 'controltower.amazonaws.com';

/**
 * Names of what Control Tower makes in its home region.
 * @see https://docs.aws.amazon.com/controltower/latest/userguide/shared-account-resources.html
 */
export function controlTowerNames(
  settings: Pick<OrganizationSettings, 'managementAccountId' | 'logArchiveAccountId' | 'homeRegion'>,
): ControlTowerNames {
  const { managementAccountId, logArchiveAccountId, homeRegion } = settings;
  const trailName = 'aws-controltower-BaselineCloudTrail';
  const logGroupName = 'aws-controltower/CloudTrailLogs';
  return {
    trailName,
    trailArn: trailArn(homeRegion, managementAccountId, trailName),
    logGroupName,
    logGroupArn: `arn:${partitionOf(homeRegion)}:logs:${homeRegion}:${managementAccountId}:log-group:${logGroupName}`,
    logBucketName: `aws-controltower-logs-${logArchiveAccountId}-${homeRegion}`,
    accessLogBucketName: `aws-controltower-s3-access-logs-${logArchiveAccountId}-${homeRegion}`,
  };
}

/**
 * Patterns of the ARNs of the roles with which Control Tower changes members. Guardrails must leave them free: an account could
 * be neither enrolled nor updated otherwise. Nobody but the management account may take them. Roles of CloudFormation
 * StackSets are not among them: Control Tower's own controls do not exempt those either.
 * @see https://docs.aws.amazon.com/controltower/latest/userguide/roles-how.html
 */
export function controlTowerRoleArns(homeRegion: string): string[] {
  return [`arn:${partitionOf(homeRegion)}:iam::*:role/${ControlTowerExecutionRoleName}`];
}

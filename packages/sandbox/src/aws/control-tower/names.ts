/**
 * Names that Control Tower gives to what it makes, in landing zones of version 3.
 * https://docs.aws.amazon.com/controltower/latest/userguide/shared-account-resources.html
 */
export const trailName = 'aws-controltower-BaselineCloudTrail';
export const logGroupName = 'aws-controltower/CloudTrailLogs';
export const recorderName = 'aws-controltower-BaselineConfigRecorder';
export const channelName = 'aws-controltower-BaselineConfigDeliveryChannel';
export const executionRole = 'AWSControlTowerExecution';
export const adminRole = 'AWSControlTowerAdmin';
export const trailRole = 'AWSControlTowerCloudTrailRole';
export const topics = [
  'aws-controltower-AggregateSecurityNotifications',
  'aws-controltower-AllConfigNotifications',
  'aws-controltower-SecurityNotifications',
] as const;
/** Who is let into the organization. */
export const trustedServices = [
  'cloudtrail.amazonaws.com',
  'config.amazonaws.com',
  'controltower.amazonaws.com',
  'member.org.stacksets.cloudformation.amazonaws.com',
  'sso.amazonaws.com',
] as const;

/** Bucket of the logs and that of its access logs. */
export function bucketNames(accountId: string, region: string): { logs: string; access: string } {
  return {
    logs: `aws-controltower-logs-${accountId}-${region}`,
    access: `aws-controltower-s3-access-logs-${accountId}-${region}`,
  };
}

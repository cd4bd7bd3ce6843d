import { partitionOf } from './partition.ts';

/** What all names and ARNs of an organization's baseline derive from. */
export interface OrganizationSettings {
  /** Id of the AWS organization, `o-…`. */
  readonly organizationId: string;
  /** Account that owns the organization and its trail, 12 digits. */
  readonly managementAccountId: string;
  /** Account that keeps the log files, 12 digits; not the management account. */
  readonly logArchiveAccountId: string;
  /** Account that administers threat detection, 12 digits; not the management account. */
  readonly securityAccountId: string;
  /** Region of the trail, the log bucket and their keys. */
  readonly homeRegion: string;
  /** Start of every name, 2 to 21 characters: lower-case letters, digits and hyphens. */
  readonly namePrefix: string;
  /** Name of the one role that may delete log files, in the log-archive account. */
  readonly breakGlassRoleName: string;
}

/** Names of the roles that sessions of preview, apply and audit use; the same in every account. */
export const RoleName = {
  /** Reads settings for a preview; never data. */ Preview: 'TrailGuardPreview',
  /** Applies changes; in the management account only. */ Apply: 'TrailGuardApply',
  /** Reads what the controls judge. */ Audit: 'TrailGuardAudit',
} as const;
export type RoleName = (typeof RoleName)[keyof typeof RoleName];

/** Role that AWS Organizations makes in every account it creates. */
export const OrganizationAccessRoleName = 'OrganizationAccountAccessRole';

/** Names and ARNs of an organization's baseline. */
export interface OrganizationNames {
  readonly partition: string;
  readonly trailName: string;
  /** Carries the management account's id, also where a delegated administrator made the trail. */
  readonly trailArn: string;
  /** Trail of data and network activity events; of the same account. */
  readonly dataTrailName: string;
  readonly dataTrailArn: string;
  readonly logBucketName: string;
  readonly logBucketArn: string;
  readonly accessLogBucketName: string;
  readonly accessLogBucketArn: string;
  /** Alias of the key that encrypts log files, `alias/…`; in the log-archive account. */
  readonly logKeyAlias: string;
  readonly logKeyAliasArn: string;
  /** Alias of the key of the topic and the log group, `alias/…`; in the management account. */
  readonly deliveryKeyAlias: string;
  readonly topicName: string;
  readonly topicArn: string;
  readonly logGroupName: string;
  /** Without the `:*` that CloudTrail wants at its end. */
  readonly logGroupArn: string;
  /** Role with which CloudTrail writes to the log group. */
  readonly logDeliveryRoleName: string;
  readonly logDeliveryRoleArn: string;
  readonly breakGlassRoleArn: string;
  /** Topic that tells of removed log files; in the log-archive account. */
  readonly removalTopicName: string;
  readonly removalTopicArn: string;
  /** Role with which S3 copies log files into another region; in the log-archive account. */
  readonly replicationRoleName: string;
  readonly replicationRoleArn: string;
  /** Topic that alarms tell; in the management account, where the trail's log group is. */
  readonly alertTopicName: string;
  readonly alarmTopicArn: string;
  /** Topic of the same name that tells of events; in the security account. */
  readonly alertTopicArn: string;
  /** Bus that receives what event rules of all accounts and regions forward; in the security account. */
  readonly eventBusName: string;
  readonly eventBusArn: string;
  /** Role with which EventBridge forwards; of the same name in every account. */
  readonly eventForwardRoleName: string;
}

/**
 * Derives every name and ARN that policies of one account must know about another, so that they are known
 * on the first preview, before anything exists. No name depends on an answer of AWS.
 */
export function organizationNames(settings: OrganizationSettings): OrganizationNames {
  const { managementAccountId, logArchiveAccountId, homeRegion, namePrefix } = settings;
  const partition = partitionOf(homeRegion);
  const regional = (service: string, account: string, resource: string) =>
    `arn:${partition}:${service}:${homeRegion}:${account}:${resource}`;

  const trailName = `${namePrefix}-organization`;
  const dataTrailName = `${namePrefix}-data`;
  // Bucket names are global: the account id and the region keep them apart from everybody's.
  const logBucketName = `${namePrefix}-logs-${logArchiveAccountId}-${homeRegion}`;
  const accessLogBucketName = `${namePrefix}-access-logs-${logArchiveAccountId}-${homeRegion}`;
  const logKeyAlias = `alias/${namePrefix}-logs`;
  const topicName = `${namePrefix}-log-delivery`;
  const logGroupName = `/${namePrefix}/organization-trail`;
  const logDeliveryRoleName = `${namePrefix}-log-delivery`;
  const removalTopicName = `${namePrefix}-log-removals`;
  const replicationRoleName = `${namePrefix}-log-replication`;
  const alertTopicName = `${namePrefix}-alerts`;
  const eventBusName = `${namePrefix}-events`;
  return {
    partition,
    trailName,
    trailArn: regional('cloudtrail', managementAccountId, `trail/${trailName}`),
    dataTrailName,
    dataTrailArn: regional('cloudtrail', managementAccountId, `trail/${dataTrailName}`),
    logBucketName,
    logBucketArn: `arn:${partition}:s3:::${logBucketName}`,
    accessLogBucketName,
    accessLogBucketArn: `arn:${partition}:s3:::${accessLogBucketName}`,
    logKeyAlias,
    logKeyAliasArn: regional('kms', logArchiveAccountId, logKeyAlias),
    deliveryKeyAlias: `alias/${namePrefix}-log-delivery`,
    topicName,
    topicArn: regional('sns', managementAccountId, topicName),
    logGroupName,
    logGroupArn: regional('logs', managementAccountId, `log-group:${logGroupName}`),
    logDeliveryRoleName,
    logDeliveryRoleArn: roleArn(homeRegion, managementAccountId, logDeliveryRoleName),
    breakGlassRoleArn: roleArn(homeRegion, logArchiveAccountId, settings.breakGlassRoleName),
    removalTopicName,
    removalTopicArn: regional('sns', logArchiveAccountId, removalTopicName),
    replicationRoleName,
    replicationRoleArn: roleArn(homeRegion, logArchiveAccountId, replicationRoleName),
    alertTopicName,
    alarmTopicArn: regional('sns', managementAccountId, alertTopicName),
    alertTopicArn: regional('sns', settings.securityAccountId, alertTopicName),
    eventBusName,
    eventBusArn: regional('events', settings.securityAccountId, `event-bus/${eventBusName}`),
    eventForwardRoleName: eventForwardRoleName(namePrefix),
  };
}

/** Names of the copy of the log files in another region. */
export interface LogCopyNames {
  readonly bucketName: string;
  readonly accessLogBucketName: string;
  /** Alias of the copies' key, `alias/…`. */
  readonly keyAlias: string;
}

/**
 * Names of the copy of the log files.
 * @param accountId account of the copy, 12 digits: the log archive or another.
 */
export function logCopyNames(namePrefix: string, accountId: string, region: string): LogCopyNames {
  return {
    bucketName: `${namePrefix}-logs-copy-${accountId}-${region}`,
    accessLogBucketName: `${namePrefix}-access-copy-${accountId}-${region}`,
    keyAlias: `alias/${namePrefix}-logs-copy`,
  };
}

/** Name of the role with which EventBridge forwards events to the security account's bus, in every account. */
export function eventForwardRoleName(namePrefix: string): string {
  return `${namePrefix}-event-forward`;
}

/** ARN of a trail, in the partition of its home region. */
export function trailArn(homeRegion: string, accountId: string, name: string): string {
  return `arn:${partitionOf(homeRegion)}:cloudtrail:${homeRegion}:${accountId}:trail/${name}`;
}

/** ARN of a role, in the partition of `region`. */
export function roleArn(region: string, accountId: string, name: string): string {
  return `arn:${partitionOf(region)}:iam::${accountId}:role/${name}`;
}

import * as pulumi from '@pulumi/pulumi';
import {
  type ControlTowerNames,
  DataTrail,
  DeliveryKey,
  type Insight,
  LogStream,
  NotificationTopic,
  type OrganizationNames,
  OrganizationTrail,
  organizationNames,
  type Subscription,
} from '@trailguard/baseline';
import { keyArnOfAlias } from '../lookup.ts';
import type { OrganizationStackSettings } from '../settings/settings.ts';
import { logBucketArns, recordedEvents } from '../settings/trail.ts';

/**
 * The trails of the organization, the topic and the log group beside them. Control Tower's trail takes the place of
 * the first: what is ours then is a trail of data events alone, where there is to be one.
 */
export async function recordOrganization(
  settings: OrganizationStackSettings,
  controlTower: ControlTowerNames | undefined,
): Promise<Recorded> {
  const names = organizationNames(settings);
  let found: Promise<pulumi.Input<string>> | undefined;
  const logKey = () => (found ??= keyOfLogs(settings, names));
  const recorded =
    controlTower === undefined
      ? await recordManagementEvents(settings, names, logKey)
      : await relyOn(controlTower, settings);
  const { trail } = recorded;
  const data = await recordDataEvents(settings, names, { trail, logKey, controlTower });
  return {
    ...recorded,
    outputs: { ...recorded.outputs, ...(data ? { dataTrailArn: data.trailArn } : {}) },
  };
}

/** Looks the key of the log files up, once; only who writes them needs it. */
type LogKeyLookUp = () => Promise<pulumi.Input<string>>;

/** What records the organization's management events. */
export interface Recorded {
  /** Undefined where it is not ours. */
  readonly trail?: OrganizationTrail;
  readonly outputs: Record<string, unknown>;
}

async function recordManagementEvents(
  settings: OrganizationStackSettings,
  names: OrganizationNames,
  logKey: LogKeyLookUp,
): Promise<Recorded> {
  const { homeRegion: region, managementAccountId: accountId, organizationId } = settings;
  const tags = tagsOf(settings);
  const key = new DeliveryKey('log-delivery', {
    region,
    accountId,
    alias: names.deliveryKeyAlias,
    trailArn: names.trailArn,
    logGroupArn: names.logGroupArn,
  });
  const topic = new NotificationTopic('log-delivery', {
    topicName: names.topicName,
    topicArn: names.topicArn,
    region,
    trailArn: names.trailArn,
    kmsKeyArn: key.keyArn,
    subscriptions: settings.deliverySubscriptions as Subscription[],
    ...tags,
  });
  const stream = new LogStream('log-delivery', {
    logGroupName: names.logGroupName,
    logGroupArn: names.logGroupArn,
    roleName: names.logDeliveryRoleName,
    region,
    accountId,
    organizationId,
    kmsKeyArn: key.keyArn,
    retentionDays: settings.logGroupRetentionDays,
    ...tags,
  });
  const trail = new OrganizationTrail('organization', {
    trailName: names.trailName,
    region,
    bucketName: names.logBucketName,
    kmsKeyArn: await logKey(),
    logGroupArn: stream.logGroupArn,
    logsRoleArn: stream.roleArn,
    topicName: topic.topicName,
    insights: settings.insights as Insight[],
    ...tags,
  });
  return {
    trail,
    outputs: {
      trailArn: trail.trailArn,
      topicArn: topic.topicArn,
      ...(settings.deliverySubscriptions.length > 0
        ? { unconfirmedSubscriptions: topic.unconfirmedSubscriptions }
        : {}),
      logGroupArn: stream.logGroupArn,
    },
  };
}

/** Nothing is made or changed: names alone are told. What is set of a trail of ours and has no effect is named. */
async function relyOn(
  { trailArn, logGroupArn }: ControlTowerNames,
  settings: OrganizationStackSettings,
): Promise<Recorded> {
  if (settings.deliverySubscriptions.length > 0) {
    await pulumi.log.warn(
      'trailguard:deliverySubscriptions has no effect under Control Tower: subscribe to its topic aws-controltower-AllConfigNotifications in the audit account, and remove the setting',
    );
  }
  return { outputs: { trailArn, logGroupArn: pulumi.output(`${logGroupArn}:*`) } };
}

interface DataTrailPlace {
  readonly trail: OrganizationTrail | undefined;
  readonly logKey: LogKeyLookUp;
  readonly controlTower: ControlTowerNames | undefined;
}

async function recordDataEvents(
  settings: OrganizationStackSettings,
  names: OrganizationNames,
  { trail, logKey, controlTower }: DataTrailPlace,
): Promise<DataTrail | undefined> {
  const events = recordedEvents(settings);
  if (events === undefined) return undefined;
  return new DataTrail(
    'data',
    {
      trailName: names.dataTrailName,
      region: settings.homeRegion,
      bucketName: names.logBucketName,
      ...(settings.dataLogPrefix === undefined ? {} : { keyPrefix: settings.dataLogPrefix }),
      kmsKeyArn: await logKey(),
      logBucketArns: logBucketArns(settings, controlTower),
      ...events,
      ...tagsOf(settings),
    },
    // Trusted access comes with it; Control Tower has its own.
    trail ? { dependsOn: trail } : {},
  );
}

async function keyOfLogs(
  { logKeyArn, homeRegion }: OrganizationStackSettings,
  { logKeyAliasArn }: OrganizationNames,
): Promise<pulumi.Input<string>> {
  return logKeyArn ?? keyArnOfAlias(logKeyAliasArn, homeRegion);
}

function tagsOf({ tags }: OrganizationStackSettings): { tags?: Record<string, string> } {
  return Object.keys(tags).length > 0 ? { tags } : {};
}

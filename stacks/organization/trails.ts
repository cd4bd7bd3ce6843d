import {
  DataTrail,
  DeliveryKey,
  type Insight,
  LogStream,
  NotificationTopic,
  OrganizationTrail,
  organizationNames,
  type Subscription,
} from '@trailguard/baseline';
import { keyArnOfAlias } from '../lookup.ts';
import type { OrganizationStackSettings } from '../settings/settings.ts';
import { logBucketArns, recordedEvents } from '../settings/trail.ts';
import { delegateAdministration } from './delegation.ts';

/** The trails of the organization, the topic and the log group beside them. */
export async function recordOrganization(
  settings: OrganizationStackSettings,
): Promise<Record<string, unknown>> {
  const names = organizationNames(settings);
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
  const kmsKeyArn = settings.logKeyArn ?? (await keyArnOfAlias(names.logKeyAliasArn, region));
  const trail = new OrganizationTrail('organization', {
    trailName: names.trailName,
    region,
    bucketName: names.logBucketName,
    kmsKeyArn,
    logGroupArn: stream.logGroupArn,
    logsRoleArn: stream.roleArn,
    topicName: topic.topicName,
    insights: settings.insights as Insight[],
    ...tags,
  });
  delegateAdministration(settings, trail);
  const events = recordedEvents(settings);
  const data =
    events &&
    new DataTrail(
      'data',
      {
        trailName: names.dataTrailName,
        region,
        bucketName: names.logBucketName,
        ...(settings.dataLogPrefix === undefined ? {} : { keyPrefix: settings.dataLogPrefix }),
        kmsKeyArn,
        logBucketArns: logBucketArns(settings),
        ...events,
        ...tags,
      },
      // Trusted access comes with it.
      { dependsOn: trail },
    );
  return {
    trailArn: trail.trailArn,
    ...(data ? { dataTrailArn: data.trailArn } : {}),
    topicArn: topic.topicArn,
    ...(settings.deliverySubscriptions.length > 0
      ? { unconfirmedSubscriptions: topic.unconfirmedSubscriptions }
      : {}),
    logGroupArn: stream.logGroupArn,
  };
}

function tagsOf({ tags }: OrganizationStackSettings): { tags?: Record<string, string> } {
  return Object.keys(tags).length > 0 ? { tags } : {};
}

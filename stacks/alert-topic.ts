import * as pulumi from '@pulumi/pulumi';
import { type AlertPublisher, AlertTopic, organizationNames, type Subscription } from '@trailguard/baseline';
import type { OrganizationStackSettings } from './settings/settings.ts';
import { tagsOf } from './watch-changes.ts';

/** The alert topic of an account, with everybody who is to be told. A preview says when that is nobody. */
export async function alertTopic(
  settings: OrganizationStackSettings,
  accountId: string,
  publishers: AlertPublisher[],
): Promise<AlertTopic> {
  const { alertTopicName } = organizationNames(settings);
  if (settings.alertSubscriptions.length === 0 && pulumi.runtime.isDryRun()) {
    await pulumi.log.info(
      `Nobody is told of alerts: the topic ${alertTopicName} has no subscribers; set trailguard:alertSubscriptions`,
    );
  }
  return new AlertTopic('alerts', {
    topicName: alertTopicName,
    region: settings.homeRegion,
    accountId,
    publishers,
    alarmNamePrefix: settings.namePrefix,
    subscriptions: settings.alertSubscriptions as Subscription[],
    ...tagsOf(settings),
  });
}

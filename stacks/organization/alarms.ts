import type * as pulumi from '@pulumi/pulumi';
import {
  AlertPublisher,
  type ControlTowerNames,
  DetectionAlarms,
  organizationNames,
} from '@trailguard/baseline';
import { alertTopic } from '../alert-topic.ts';
import { RegionScope, regionsOf } from '../regions.ts';
import type { OrganizationStackSettings } from '../settings/settings.ts';
import { logBucketArns } from '../settings/trail.ts';
import { tagsOf, watchChanges } from '../watch-changes.ts';

/**
 * The alarms on what the trail records, and the event rules of the management account, which no service control policy
 * binds.
 * @param logGroupArn of the trail's log group: filters wait for it.
 */
export async function watchOrganization(
  settings: OrganizationStackSettings,
  { logGroupArn }: Record<string, unknown>,
  controlTower: ControlTowerNames | undefined,
): Promise<Record<string, unknown>> {
  const regions = await regionsOf(settings, RegionScope.Enabled);
  watchChanges(settings, { accountId: settings.managementAccountId, regions });
  return settings.alarms ? raiseAlarms(settings, logGroupArn as pulumi.Output<string>, controlTower) : {};
}

async function raiseAlarms(
  settings: OrganizationStackSettings,
  logGroupArn: pulumi.Output<string>,
  controlTower: ControlTowerNames | undefined,
): Promise<Record<string, unknown>> {
  const names = organizationNames(settings);
  const { homeRegion: region, managementAccountId: accountId, logArchiveAccountId } = settings;
  const topic = await alertTopic(settings, accountId, [AlertPublisher.Alarms]);
  new DetectionAlarms(
    'detection',
    {
      namePrefix: settings.namePrefix,
      // Names that are known beforehand, so that a first preview shows and judges whole alarms.
      logGroupName: controlTower?.logGroupName ?? names.logGroupName,
      topicArn: names.alarmTopicArn,
      breakGlassRoleArn: names.breakGlassRoleArn,
      region,
      accountId,
      logArchiveAccountId,
      logBucketNames: logBucketArns(settings, controlTower).map((arn) => arn.split(':').at(-1) as string),
      thresholds: settings.alarmThresholds,
      ...tagsOf(settings),
    },
    // An output without resources of its own stands for those that it came from.
    { dependsOn: logGroupArn.apply((): pulumi.Resource[] => [topic]) },
  );
  return {
    alarmTopicArn: topic.topicArn,
    ...(settings.alertSubscriptions.length > 0
      ? { unconfirmedAlarmSubscriptions: topic.unconfirmedSubscriptions }
      : {}),
  };
}

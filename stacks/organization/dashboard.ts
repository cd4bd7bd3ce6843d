import {
  AlarmNames,
  type ControlTowerNames,
  organizationNames,
  partitionOf,
  SecurityDashboard,
} from '@trailguard/baseline';
import type { OrganizationStackSettings } from '../settings/settings.ts';

/** The state of the alarms on the trail, what it delivers, and what its metric filters count. */
export function showRecording(
  settings: OrganizationStackSettings,
  controlTower: ControlTowerNames | undefined,
): Record<string, unknown> {
  const { namePrefix, homeRegion: region, managementAccountId, alarms } = settings;
  if (!settings.securityDashboards || !alarms) return {};
  const names = organizationNames(settings);
  const alarmArn = (alarm: string) =>
    `arn:${partitionOf(region)}:cloudwatch:${region}:${managementAccountId}:alarm:${namePrefix}-${alarm}`;
  const { dashboardArn } = new SecurityDashboard('recording', {
    dashboardName: `${namePrefix}-recording`,
    region,
    alarmArns: AlarmNames.map(alarmArn),
    logGroupNames: [controlTower?.logGroupName ?? names.logGroupName],
    filteredMetrics: { namespace: `${namePrefix}/organization-trail`, names: [...AlarmNames] },
    ...(settings.changeMonitor ? { queueNames: [`${namePrefix}-undelivered-events`] } : {}),
    topicNames: [names.alertTopicName],
  });
  return { dashboardArn };
}

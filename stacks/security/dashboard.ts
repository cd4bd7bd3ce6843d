import { investigationNames, organizationNames, SecurityDashboard } from '@trailguard/baseline';
import type { OrganizationStackSettings } from '../settings/settings.ts';

/**
 * What was told of all accounts, what could not be, and what queries read.
 * @param asksLogs whether log files are asked in this account, where the settings have them asked.
 */
export function showSecurity(
  settings: OrganizationStackSettings,
  asksLogs: boolean,
): Record<string, unknown> {
  const { namePrefix, changeMonitor } = settings;
  const investigation = settings.investigation && asksLogs;
  if (!settings.securityDashboards || !(changeMonitor || investigation)) return {};
  const { eventBusName, alertTopicName } = organizationNames(settings);
  const { dashboardArn } = new SecurityDashboard('security', {
    dashboardName: `${namePrefix}-security`,
    region: settings.homeRegion,
    ...(changeMonitor
      ? {
          busName: eventBusName,
          ruleNames: ['findings', 'tampering', 'insights'].map((kind) => `${namePrefix}-${kind}-alerts`),
          queueNames: [`${namePrefix}-undelivered-alerts`, `${namePrefix}-undelivered-events`],
          topicNames: [alertTopicName],
        }
      : {}),
    ...(investigation ? { workgroupNames: [investigationNames(settings).workgroupName] } : {}),
  });
  return { dashboardArn };
}

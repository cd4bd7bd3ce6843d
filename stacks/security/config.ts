import { ConfigRules } from '@trailguard/baseline';
import { recordConfiguration } from '../record-configuration.ts';
import type { OrganizationStackSettings } from '../settings/settings.ts';

/**
 * The recorder of the security account, and after it the aggregator of all accounts and, where they are asked for, the rules.
 * @param isRecorded whether Control Tower records this account.
 */
export function evaluateConfiguration(
  settings: OrganizationStackSettings,
  regions: string[],
  isRecorded: boolean,
): Record<string, unknown> {
  const { securityAccountId, homeRegion, namePrefix } = settings;
  const recorder = recordConfiguration(settings, { accountId: securityAccountId, regions }, isRecorded);
  if (!settings.configRecorder && !settings.configRules) return {};
  const rules = new ConfigRules(
    'config',
    {
      namePrefix,
      homeRegion,
      securityAccountId,
      managedRules: settings.configRules,
      conformancePack: settings.configConformancePack,
      excludedAccountIds: settings.configExcludedAccountIds,
    },
    { dependsOn: recorder === undefined ? [] : [recorder] },
  );
  return { configAggregatorArn: rules.aggregatorArn };
}

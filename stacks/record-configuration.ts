import type * as pulumi from '@pulumi/pulumi';
import { configNames, ConfigRecorder } from '@trailguard/baseline';
import type { OrganizationStackSettings } from './settings/settings.ts';

/**
 * Records an account by AWS Config, unless the settings say that nobody is to or something else does.
 * @param isRecorded whether Control Tower records the account: a region has one recorder.
 */
export function recordConfiguration(
  settings: OrganizationStackSettings,
  account: { accountId: pulumi.Input<string>; regions: string[] },
  isRecorded: boolean,
  opts?: pulumi.ComponentResourceOptions,
): ConfigRecorder | undefined {
  if (!settings.configRecorder || isRecorded) return undefined;
  return new ConfigRecorder(
    'config',
    {
      ...account,
      homeRegion: settings.homeRegion,
      bucketName: configNames(settings).configBucketName,
      recorderName: settings.configRecorderName,
      createServiceLinkedRole: settings.createConfigServiceLinkedRole,
    },
    opts,
  );
}

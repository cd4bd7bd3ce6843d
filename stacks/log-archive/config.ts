import { ConfigArchive, configNames, organizationNames } from '@trailguard/baseline';
import { recordConfiguration } from '../record-configuration.ts';
import type { OrganizationStackSettings } from '../settings/settings.ts';
import { deployRoleArns } from './deploy-role.ts';

/**
 * The bucket that AWS Config delivers to from every account, and the recorder of this one after it. Both are kept for as long as
 * the log files.
 * @param isRecorded whether Control Tower records this account.
 */
export function archiveConfiguration(
  settings: OrganizationStackSettings,
  regions: string[],
  isRecorded: boolean,
): Record<string, unknown> {
  if (!settings.configRecorder) return {};
  const names = configNames(settings);
  const { homeRegion, logArchiveAccountId: accountId, organizationId } = settings;
  const archive = new ConfigArchive('config', {
    bucketName: names.configBucketName,
    accessLogBucketName: names.configAccessLogBucketName,
    keyAlias: names.configKeyAlias,
    region: homeRegion,
    accountId,
    organizationId,
    breakGlassRoleArn: organizationNames(settings).breakGlassRoleArn,
    deployRoleArns: deployRoleArns(settings, accountId),
    retentionDays: settings.logRetentionDays,
  });
  recordConfiguration(settings, { accountId, regions }, isRecorded, { dependsOn: archive });
  return { configBucketName: archive.bucketName };
}

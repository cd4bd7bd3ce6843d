import { detectionNames, FindingsArchive, organizationNames } from '@trailguard/baseline';
import type { OrganizationStackSettings } from '../settings/settings.ts';
import { deployRoleArns } from './deploy-role.ts';
import { retentionOf } from './retention.ts';

/**
 * The bucket and the key of exported findings, with the lock and the periods of the log files. They are there whether
 * findings are exported or not: what was exported stays when that is switched off.
 * @param regions the regions whose findings come here.
 */
export function archiveFindings(
  settings: OrganizationStackSettings,
  regions: string[],
): Record<string, unknown> {
  const names = detectionNames(settings);
  const { homeRegion, logArchiveAccountId } = settings;
  const archive = new FindingsArchive('findings', {
    bucketName: names.findingsBucketName,
    accessLogBucketName: names.findingsAccessLogBucketName,
    keyAlias: names.findingsKeyAlias,
    region: homeRegion,
    accountId: logArchiveAccountId,
    administratorAccountId: settings.securityAccountId,
    detectorRegions: regions,
    breakGlassRoleArn: organizationNames(settings).breakGlassRoleArn,
    deployRoleArns: deployRoleArns(settings, logArchiveAccountId),
    ...retentionOf(settings),
  });
  return { findingsBucketName: archive.bucketName, findingsKeyArn: archive.keyArn };
}

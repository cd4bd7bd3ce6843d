import { AccountBaseline, BreakGlassRole, LogArchive, LogKey, organizationNames } from '@trailguard/baseline';
import { RegionScope, regionsOf } from '../regions.ts';
import { readOrganizationSettings } from '../settings/settings.ts';

/**
 * The log-archive account: the key, the bucket of the organization's log files, the bucket of its access
 * logs, and the one role that may delete. Runs with credentials of that account, before all other stacks.
 */
export async function program(): Promise<Record<string, unknown>> {
  const settings = readOrganizationSettings();
  const names = organizationNames(settings);
  const { homeRegion, managementAccountId, organizationId, logArchiveAccountId } = settings;
  const regions = await regionsOf(settings, RegionScope.Enabled);

  const baseline = new AccountBaseline('account', { managementAccountId, homeRegion, regions });
  const breakGlass = new BreakGlassRole('break-glass', {
    roleName: settings.breakGlassRoleName,
    region: homeRegion,
    trustedAccountId: managementAccountId,
    bucketNames: [names.logBucketName, names.accessLogBucketName],
  });
  const key = new LogKey('logs', {
    region: homeRegion,
    accountId: logArchiveAccountId,
    managementAccountId,
    trailArn: names.trailArn,
    bucketName: names.logBucketName,
    alias: names.logKeyAlias,
    breakGlassRoleArn: names.breakGlassRoleArn,
    readerRoleArns: settings.logReaderRoleArns,
  });
  const archive = new LogArchive('logs', {
    bucketName: names.logBucketName,
    accessLogBucketName: names.accessLogBucketName,
    region: homeRegion,
    accountId: logArchiveAccountId,
    managementAccountId,
    organizationId,
    trailArn: names.trailArn,
    kmsKeyArn: key.keyArn,
    breakGlassRoleArn: names.breakGlassRoleArn,
    retentionAdministratorArns: settings.retentionAdministratorArns,
    objectLockMode: settings.objectLockMode,
    objectLockDays: settings.objectLockDays,
    logRetentionDays: settings.logRetentionDays,
    archiveAfterDays: settings.archiveAfterDays,
  });

  return {
    logBucketName: archive.bucketName,
    accessLogBucketName: archive.accessLogBucketName,
    logKeyArn: key.keyArn,
    breakGlassRoleArn: breakGlass.roleArn,
    auditRoleArn: baseline.auditRoleArn,
    previewRoleArn: baseline.previewRoleArn,
  };
}

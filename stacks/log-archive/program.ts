import {
  AccountBaseline,
  BreakGlassRole,
  detectionNames,
  LogArchive,
  LogKey,
  organizationNames,
} from '@trailguard/baseline';
import { RegionScope, regionsOf } from '../regions.ts';
import { externalIdOf } from '../external-id.ts';
import { setContacts } from '../set-contacts.ts';
import { readOrganizationSettings } from '../settings/settings.ts';
import { watchChanges } from '../watch-changes.ts';
import { copyLogs, reachOfBreakGlass } from './copy.ts';
import { deployRoleArns, requireDeployRole } from './deploy-role.ts';
import { archiveFindings } from './findings.ts';
import { writingTrails } from './writing-trails.ts';

/**
 * The log-archive account: the key, the bucket of the organization's log files, the bucket of its access
 * logs, the one role that may delete, who hears of it, and the copy in another region where there is to be one.
 * Runs with credentials of that account, before all other stacks.
 */
export async function program(): Promise<Record<string, unknown>> {
  const settings = readOrganizationSettings();
  await requireDeployRole(settings);
  const names = organizationNames(settings);
  const { homeRegion, managementAccountId, organizationId, logArchiveAccountId } = settings;
  const regions = await regionsOf(settings, RegionScope.Enabled);

  const baseline = new AccountBaseline('account', {
    managementAccountId,
    homeRegion,
    regions,
    ...externalIdOf(settings),
  });
  setContacts(settings);
  const breakGlass = new BreakGlassRole('break-glass', {
    roleName: settings.breakGlassRoleName,
    region: homeRegion,
    accountId: logArchiveAccountId,
    trustedAccountId: managementAccountId,
    ...reachOfBreakGlass(settings, names),
  });
  const copy = copyLogs(settings);
  const deployers = deployRoleArns(settings, logArchiveAccountId);
  const { keyTrails, bucketTrails } = writingTrails(settings);
  const key = new LogKey('logs', {
    region: homeRegion,
    accountId: logArchiveAccountId,
    managementAccountId,
    trailArn: names.trailArn,
    ...keyTrails,
    bucketName: names.logBucketName,
    alias: names.logKeyAlias,
    breakGlassRoleArn: names.breakGlassRoleArn,
    deployRoleArns: deployers,
    readerRoleArns: settings.logReaderRoleArns,
    ...(copy ? { replicationRoleArn: names.replicationRoleArn } : {}),
  });
  const archive = new LogArchive('logs', {
    bucketName: names.logBucketName,
    accessLogBucketName: names.accessLogBucketName,
    region: homeRegion,
    accountId: logArchiveAccountId,
    managementAccountId,
    organizationId,
    trailArn: names.trailArn,
    ...bucketTrails,
    kmsKeyArn: key.keyArn,
    breakGlassRoleArn: names.breakGlassRoleArn,
    deployRoleArns: deployers,
    readerRoleArns: settings.logReaderRoleArns,
    retentionAdministratorArns: settings.retentionAdministratorArns,
    objectLockMode: settings.objectLockMode,
    objectLockDays: settings.objectLockDays,
    logRetentionDays: settings.logRetentionDays,
    archiveAfterDays: settings.archiveAfterDays,
    manualRetention: settings.manualRetention,
    accessLogRetentionDays: settings.accessLogRetentionDays,
    removalTopicName: names.removalTopicName,
    removalNoticeEmails: settings.removalNoticeEmails,
    removalSubscriberAccountIds: [settings.securityAccountId],
    notifyOfExpirations: settings.notifyOfExpirations,
    ...(settings.complianceLockConfirmedDays === undefined
      ? {}
      : { complianceLockConfirmedDays: settings.complianceLockConfirmedDays }),
    ...(copy ? { copy } : {}),
  });
  watchChanges(settings, {
    accountId: logArchiveAccountId,
    regions,
    logBucketNames: [
      names.logBucketName,
      names.accessLogBucketName,
      detectionNames(settings).findingsBucketName,
    ],
  });

  return {
    logBucketName: archive.bucketName,
    accessLogBucketName: archive.accessLogBucketName,
    logKeyArn: key.keyArn,
    breakGlassRoleArn: breakGlass.roleArn,
    removalTopicArn: archive.removalTopicArn,
    ...archiveFindings(settings, regions),
    ...(copy ? { logCopyBucketName: copy.bucketName, logCopyKeyArn: copy.kmsKeyArn } : {}),
    auditRoleArn: baseline.auditRoleArn,
    previewRoleArn: baseline.previewRoleArn,
  };
}

import * as pulumi from '@pulumi/pulumi';
import { LogArchive, LogKey, organizationNames } from '@trailguard/baseline';
import { logReaders } from '../log-readers.ts';
import type { OrganizationStackSettings } from '../settings/settings.ts';
import { copyLogs } from './copy.ts';
import { deployRoleArns } from './deploy-role.ts';
import { retentionOf } from './retention.ts';
import type { WritingTrails } from './writing-trails.ts';

/** The key and the bucket that these trails write into, and its copy where there is to be one. */
export function archiveLogs(
  settings: OrganizationStackSettings,
  { trailArn, keyTrails, bucketTrails }: WritingTrails,
): Record<string, unknown> {
  const names = organizationNames(settings);
  const { homeRegion, managementAccountId, organizationId, logArchiveAccountId } = settings;
  const copy = copyLogs(settings);
  const deployers = deployRoleArns(settings, logArchiveAccountId);
  const key = new LogKey('logs', {
    region: homeRegion,
    accountId: logArchiveAccountId,
    managementAccountId,
    trailArn,
    ...keyTrails,
    bucketName: names.logBucketName,
    alias: names.logKeyAlias,
    breakGlassRoleArn: names.breakGlassRoleArn,
    deployRoleArns: deployers,
    readerRoleArns: logReaders(settings),
    ...(copy ? { replicationRoleArn: names.replicationRoleArn } : {}),
  });
  const archive = new LogArchive('logs', {
    bucketName: names.logBucketName,
    accessLogBucketName: names.accessLogBucketName,
    region: homeRegion,
    accountId: logArchiveAccountId,
    managementAccountId,
    organizationId,
    trailArn,
    ...bucketTrails,
    kmsKeyArn: key.keyArn,
    breakGlassRoleArn: names.breakGlassRoleArn,
    deployRoleArns: deployers,
    manualRetention: settings.manualRetention,
    removalTopicName: names.removalTopicName,
    removalNoticeEmails: settings.removalNoticeEmails,
    removalSubscriberAccountIds: [settings.securityAccountId],
    notifyOfExpirations: settings.notifyOfExpirations,
    ...retentionOf(settings),
    ...(copy ? { copy } : {}),
  });
  return {
    logBucketName: archive.bucketName,
    accessLogBucketName: archive.accessLogBucketName,
    logKeyArn: key.keyArn,
    removalTopicArn: archive.removalTopicArn,
    ...(copy ? { logCopyBucketName: copy.bucketName, logCopyKeyArn: copy.kmsKeyArn } : {}),
  };
}

/**
 * No trail of ours writes: Control Tower keeps the log files, in a bucket that is never changed.
 * @throws when a copy is asked for, which would be made of a bucket of ours.
 */
export function notArchived({ logCopyRegion }: OrganizationStackSettings): Record<string, unknown> {
  if (logCopyRegion === undefined) return {};
  throw new pulumi.RunError(
    `trailguard:logCopyRegion is ${logCopyRegion}, and Control Tower keeps the log files: its bucket is never changed, so nothing can ` +
      'be copied from it. Remove the setting, or have a trail of data events (trailguard:dataEvents), whose files are copied',
  );
}

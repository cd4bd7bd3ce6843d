import type * as aws from '@pulumi/aws';
import {
  AccountBaseline,
  BreakGlassRole,
  detectionNames,
  FindingsArchive,
  LogArchive,
  LogKey,
  type OrganizationSettings,
  organizationNames,
} from '@trailguard/baseline';
import { auditorArn, deployRoles, region } from './accounts.ts';

/** The key and the bucket of log files, and those of findings, with the one role that may remove either. */
export function declareArchive(settings: OrganizationSettings, provider: aws.Provider) {
  const { logArchiveAccountId: accountId, managementAccountId, organizationId } = settings;
  const names = organizationNames(settings);
  const detection = detectionNames(settings);
  const options = { provider };
  const protection = {
    region,
    accountId,
    breakGlassRoleArn: names.breakGlassRoleArn,
    deployRoleArns: deployRoles(accountId),
    readerRoleArns: [auditorArn(settings)],
  };
  new AccountBaseline('log-archive', { managementAccountId, homeRegion: region, regions: [region] }, options);
  new BreakGlassRole(
    'break-glass',
    {
      roleName: settings.breakGlassRoleName,
      region,
      accountId,
      trustedAccountId: managementAccountId,
      bucketNames: [names.logBucketName, names.accessLogBucketName],
      keyAliases: [names.logKeyAlias],
    },
    options,
  );
  const trails = { trailArn: names.trailArn, furtherTrailArns: [names.dataTrailArn] };
  const key = new LogKey(
    'logs',
    {
      ...protection,
      ...trails,
      managementAccountId,
      bucketName: names.logBucketName,
      alias: names.logKeyAlias,
    },
    options,
  );
  const archive = new LogArchive(
    'logs',
    {
      ...protection,
      ...trails,
      managementAccountId,
      organizationId,
      bucketName: names.logBucketName,
      accessLogBucketName: names.accessLogBucketName,
      kmsKeyArn: key.keyArn,
      removalTopicName: names.removalTopicName,
      removalNoticeEmails: [],
    },
    options,
  );
  const findings = new FindingsArchive(
    'findings',
    {
      ...protection,
      bucketName: detection.findingsBucketName,
      accessLogBucketName: detection.findingsAccessLogBucketName,
      keyAlias: detection.findingsKeyAlias,
      administratorAccountId: settings.securityAccountId,
      detectorRegions: [region],
    },
    options,
  );
  return { logs: { key, archive }, findings };
}

import type { Provider } from '@pulumi/aws/provider.js';
import type { Region } from '@pulumi/aws/types/enums/index.js';
import { aws } from '@trailguard/baseline/aws';
import {
  BreakGlassRole,
  configNames,
  detectionNames,
  LogCopy,
  type LogCopyDestination,
  logCopyNames,
  type OrganizationNames,
  organizationNames,
  roleArn,
} from '@trailguard/baseline';
import type { OrganizationStackSettings } from '../settings/settings.ts';
import { deployRoleArns } from './deploy-role.ts';
import { retentionOf } from './retention.ts';

/**
 * The buckets and keys of the log archive's account that its break-glass role may delete from and end: those of
 * findings, of AWS Config where it records, and of the copy too, unless the copy has an account and a role of its own.
 * @param hasArchive whether there is a log bucket of ours.
 */
export function reachOfBreakGlass(
  settings: OrganizationStackSettings,
  names: OrganizationNames,
  hasArchive: boolean,
): { bucketNames: string[]; keyAliases: string[] } {
  const findings = detectionNames(settings);
  const config = configNames(settings);
  const bucketNames = [
    ...(hasArchive ? [names.logBucketName, names.accessLogBucketName] : []),
    findings.findingsBucketName,
    findings.findingsAccessLogBucketName,
    ...(settings.configRecorder ? [config.configBucketName, config.configAccessLogBucketName] : []),
  ];
  const keyAliases = [
    ...(hasArchive ? [names.logKeyAlias, `alias/${names.removalTopicName}`] : []),
    findings.findingsKeyAlias,
    ...(settings.configRecorder ? [config.configKeyAlias] : []),
  ];
  const { logCopyRegion, logCopyAccountId, logArchiveAccountId, namePrefix } = settings;
  if (logCopyRegion === undefined || (logCopyAccountId ?? logArchiveAccountId) !== logArchiveAccountId)
    return { bucketNames, keyAliases };
  const copy = logCopyNames(namePrefix, logArchiveAccountId, logCopyRegion);
  return {
    bucketNames: [...bucketNames, copy.bucketName, copy.accessLogBucketName],
    keyAliases: [...keyAliases, copy.keyAlias],
  };
}

/**
 * The bucket of copies in another region, in this account or in one of its own with its own break-glass role.
 * @returns where the archive copies to; `undefined` when there is to be no copy.
 */
export function copyLogs(settings: OrganizationStackSettings): LogCopyDestination | undefined {
  const { logCopyRegion: region, logArchiveAccountId, breakGlassRoleName } = settings;
  if (region === undefined) return undefined;
  const accountId = settings.logCopyAccountId ?? logArchiveAccountId;
  const names = organizationNames(settings);
  const copy = logCopyNames(settings.namePrefix, accountId, region);
  const options = accountId === logArchiveAccountId ? {} : { provider: providerOfCopy(settings, accountId) };

  if (accountId !== logArchiveAccountId) {
    new BreakGlassRole(
      'copy-break-glass',
      {
        roleName: breakGlassRoleName,
        region,
        accountId,
        trustedAccountId: settings.managementAccountId,
        bucketNames: [copy.bucketName, copy.accessLogBucketName],
        keyAliases: [copy.keyAlias],
      },
      options,
    );
  }
  const made = new LogCopy(
    'logs-copy',
    {
      ...copy,
      region,
      accountId,
      sourceAccountId: logArchiveAccountId,
      replicationRoleArn: names.replicationRoleArn,
      breakGlassRoleArn: roleArn(region, accountId, breakGlassRoleName),
      deployRoleArns: deployRoleArns(settings, accountId),
      ...retentionOf(settings),
    },
    options,
  );
  return {
    bucketName: copy.bucketName,
    region,
    accountId,
    kmsKeyArn: made.keyArn,
    replicationRoleName: names.replicationRoleName,
    withinFifteenMinutes: settings.logCopyWithinFifteenMinutes,
  };
}

function providerOfCopy(
  { homeRegion, logCopyProfile }: OrganizationStackSettings,
  accountId: string,
): Provider {
  return new aws.Provider('log-copy', {
    region: homeRegion as Region,
    allowedAccountIds: [accountId],
    ...(logCopyProfile === undefined ? {} : { profile: logCopyProfile }),
  });
}

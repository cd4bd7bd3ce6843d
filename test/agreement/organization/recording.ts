import type * as pulumi from '@pulumi/pulumi';
import {
  ConfigArchive,
  ConfigRecorder,
  ConfigRules,
  configNames,
  type OrganizationSettings,
  organizationNames,
} from '@trailguard/baseline';
import { type Accounts, deployRoles, region } from './accounts.ts';

/**
 * AWS Config in every account, which delivers into a bucket of the log archive, and the rules that controls require.
 * @param dependsOn what lets the security account deploy rules to all
 */
export function declareRecording(
  settings: OrganizationSettings,
  { management, logArchive, security }: Accounts,
  dependsOn: pulumi.Resource,
): void {
  const { homeRegion, logArchiveAccountId, managementAccountId, namePrefix, securityAccountId } = settings;
  const names = configNames(settings);
  const archive = new ConfigArchive(
    'config',
    {
      bucketName: names.configBucketName,
      accessLogBucketName: names.configAccessLogBucketName,
      keyAlias: names.configKeyAlias,
      region,
      accountId: logArchiveAccountId,
      organizationId: settings.organizationId,
      breakGlassRoleArn: organizationNames(settings).breakGlassRoleArn,
      deployRoleArns: deployRoles(logArchiveAccountId),
    },
    { provider: logArchive },
  );
  const recorded = [
    ['management', managementAccountId, management],
    ['log-archive', logArchiveAccountId, logArchive],
    ['security', securityAccountId, security],
  ] as const;
  const recorders = recorded.map(
    ([name, accountId, provider]) =>
      new ConfigRecorder(
        `config-${name}`,
        { accountId, regions: [region], homeRegion, bucketName: names.configBucketName },
        { provider, dependsOn: archive },
      ),
  );
  // AWS ends the deployment of a rule as failed while an account has no recorder.
  new ConfigRules(
    'config',
    { namePrefix, homeRegion, securityAccountId },
    { provider: security, dependsOn: [...recorders, dependsOn] },
  );
}

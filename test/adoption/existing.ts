import { CloudTrailClient, CreateTrailCommand, StartLoggingCommand } from '@aws-sdk/client-cloudtrail';
import { CloudWatchLogsClient, CreateLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  CreateDetectorCommand,
  EnableOrganizationAdminAccountCommand,
  GuardDutyClient,
} from '@aws-sdk/client-guardduty';
import { CreateAliasCommand, CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { EnableAWSServiceAccessCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import {
  CreateBucketCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { organizationNames } from '@trailguard/baseline';
import type { SandboxStacks } from '../baseline/sandbox-stacks.ts';

/** What an organization had before, made by hand. */
export interface Existing {
  readonly bucket: string;
  /** A log file in the bucket. */
  readonly file: string;
  readonly keyId: string;
  readonly trailArn: string;
  /** Another trail of the organization. */
  readonly otherTrailArn: string;
  readonly logGroup: string;
  /** Detector of the management account in one of the regions. */
  readonly managementDetectorId: string;
}

/**
 * Makes what a platform team would have made by hand under the planned names: a bucket and a key for log files, the organization's
 * trail (and one of another name), a log group, and GuardDuty with its administrator in one region.
 */
export async function makeByHand(stacks: SandboxStacks): Promise<Existing> {
  const { accounts, organizationId } = stacks.sandbox;
  const names = organizationNames({
    organizationId,
    managementAccountId: accounts.management,
    logArchiveAccountId: accounts.logArchive,
    securityAccountId: accounts.security,
    homeRegion: 'us-east-1',
    namePrefix: 'trailguard',
    breakGlassRoleName: 'TrailGuardBreakGlass',
  });
  const archive = await stacks.client(accounts.logArchive);
  const management = await stacks.client();
  const otherTrailArn = names.trailArn.replace(names.trailName, 'legacy');

  const organizations = new OrganizationsClient(management);
  for (const service of ['cloudtrail', 'guardduty'])
    await organizations.send(
      new EnableAWSServiceAccessCommand({ ServicePrincipal: `${service}.amazonaws.com` }),
    );

  const kms = new KMSClient(archive);
  const { KeyMetadata } = await kms.send(
    new CreateKeyCommand({
      Description: 'logs',
      Policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { AWS: `arn:aws:iam::${accounts.logArchive}:root` },
            Action: 'kms:*',
            Resource: '*',
          },
          {
            Effect: 'Allow',
            Principal: { Service: 'cloudtrail.amazonaws.com' },
            Action: ['kms:GenerateDataKey*', 'kms:DescribeKey'],
            Resource: '*',
          },
        ],
      }),
    }),
  );
  const keyId = KeyMetadata?.KeyId ?? '';
  await kms.send(new CreateAliasCommand({ AliasName: names.logKeyAlias, TargetKeyId: keyId }));

  const s3 = new S3Client(archive);
  const Bucket = names.logBucketName;
  const file = `AWSLogs/${organizationId}/before`;
  await s3.send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: true }));
  await s3.send(
    new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: [{ Key: 'Owner', Value: 'platform' }] } }),
  );
  await s3.send(
    new PutBucketPolicyCommand({
      Bucket,
      Policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'AllowCloudTrail',
            Effect: 'Allow',
            Principal: { Service: 'cloudtrail.amazonaws.com' },
            Action: ['s3:GetBucketAcl', 's3:PutObject'],
            Resource: [names.logBucketArn, `${names.logBucketArn}/*`],
          },
        ],
      }),
    }),
  );
  await s3.send(new PutObjectCommand({ Bucket, Key: file, Body: 'what was recorded before' }));

  const cloudtrail = new CloudTrailClient(management);
  for (const Name of [names.trailName, 'legacy']) {
    const { TrailARN } = await cloudtrail.send(
      new CreateTrailCommand({
        Name,
        S3BucketName: Bucket,
        IsOrganizationTrail: true,
        IsMultiRegionTrail: true,
        KmsKeyId: KeyMetadata?.Arn,
      }),
    );
    await cloudtrail.send(new StartLoggingCommand({ Name: TrailARN }));
  }
  const logs = new CloudWatchLogsClient(management);
  await logs.send(new CreateLogGroupCommand({ logGroupName: names.logGroupName }));

  const guardduty = new GuardDutyClient({ ...management, region: 'eu-west-1' });
  const { DetectorId } = await guardduty.send(
    new CreateDetectorCommand({ Enable: true, FindingPublishingFrequency: 'SIX_HOURS' }),
  );
  await guardduty.send(new EnableOrganizationAdminAccountCommand({ AdminAccountId: accounts.security }));
  for (const client of [organizations, kms, s3, cloudtrail, logs, guardduty]) client.destroy();
  return {
    bucket: Bucket,
    file,
    keyId,
    trailArn: names.trailArn,
    otherTrailArn,
    logGroup: names.logGroupName,
    managementDetectorId: DetectorId ?? '',
  };
}

import { CloudTrailClient, CreateTrailCommand, StartLoggingCommand } from '@aws-sdk/client-cloudtrail';
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { EnableAWSServiceAccessCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { CreateBucketCommand, PutBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
import type { Sandbox } from '../../../index.ts';
import { administrator, type ClientConfig, member } from '../../../test/clients.ts';

/** An organization trail with a bucket and a key in the log-archive account. */
export interface OrganizationTrail {
  readonly arn: string;
  readonly bucket: string;
  readonly keyArn: string;
  readonly cloudtrail: CloudTrailClient;
  readonly s3: S3Client;
  readonly kms: KMSClient;
  readonly archive: ClientConfig;
}

export const Name = 'org-trail';
export const Bucket = 'org-trail-logs';

export function trailArn(sandbox: Sandbox): string {
  return `arn:aws:cloudtrail:us-east-1:${sandbox.accounts.management}:trail/${Name}`;
}

/**
 * The bucket policy of an organization trail as AWS gives it, and the management account may read, as a
 * verifier of the logs has to.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
 */
export function bucketPolicy(sandbox: Sandbox, sourceArn = trailArn(sandbox)): string {
  const statement = (Action: string, Resource: string | string[], condition: object = {}) => ({
    Effect: 'Allow',
    Principal: { Service: 'cloudtrail.amazonaws.com' },
    Action,
    Resource,
    Condition: { StringEquals: { 'aws:SourceArn': sourceArn, ...condition } },
  });
  const folders = [sandbox.accounts.management, sandbox.organizationId];
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      statement('s3:GetBucketAcl', `arn:aws:s3:::${Bucket}`),
      statement(
        's3:PutObject',
        folders.map((folder) => `arn:aws:s3:::${Bucket}/AWSLogs/${folder}/*`),
        { 's3:x-amz-acl': 'bucket-owner-full-control' },
      ),
      {
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${sandbox.accounts.management}:root` },
        Action: ['s3:GetBucketLocation', 's3:ListBucket', 's3:GetObject'],
        Resource: [`arn:aws:s3:::${Bucket}`, `arn:aws:s3:::${Bucket}/*`],
      },
    ],
  });
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html */
export function keyPolicy(sandbox: Sandbox, admitsTrail = true): string {
  const service = { Service: 'cloudtrail.amazonaws.com' };
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${sandbox.accounts.logArchive}:root` },
        Action: 'kms:*',
        Resource: '*',
      },
      { Effect: 'Allow', Principal: service, Action: 'kms:DescribeKey', Resource: '*' },
      {
        Effect: 'Allow',
        Principal: service,
        Action: 'kms:GenerateDataKey*',
        Resource: '*',
        Condition: {
          StringEquals: {
            'aws:SourceArn': trailArn(sandbox),
            'kms:EncryptionContext:aws:cloudtrail:arn': admitsTrail ? trailArn(sandbox) : 'arn:aws:none',
          },
        },
      },
      {
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${sandbox.accounts.management}:root` },
        Action: 'kms:Decrypt',
        Resource: '*',
      },
    ],
  });
}

/** Bucket and key, with no trail yet. */
export async function archive(sandbox: Sandbox): Promise<OrganizationTrail> {
  const account = await member(sandbox, sandbox.accounts.logArchive);
  const s3 = new S3Client(account);
  const kms = new KMSClient(account);
  await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new PutBucketPolicyCommand({ Bucket, Policy: bucketPolicy(sandbox) }));
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({ Policy: keyPolicy(sandbox) }));
  return {
    arn: trailArn(sandbox),
    bucket: Bucket,
    keyArn: KeyMetadata?.Arn ?? '',
    cloudtrail: new CloudTrailClient(administrator(sandbox)),
    s3,
    kms,
    archive: account,
  };
}

/** What CreateTrail of the organization trail is given. */
export function trailSettings(parts: OrganizationTrail) {
  return {
    Name,
    S3BucketName: parts.bucket,
    KmsKeyId: parts.keyArn,
    IsOrganizationTrail: true,
    IsMultiRegionTrail: true,
    EnableLogFileValidation: true,
  };
}

/** The trail itself, logging. */
export async function startTrail(sandbox: Sandbox): Promise<OrganizationTrail> {
  const parts = await archive(sandbox);
  const organizations = new OrganizationsClient(administrator(sandbox));
  await organizations.send(
    new EnableAWSServiceAccessCommand({ ServicePrincipal: 'cloudtrail.amazonaws.com' }),
  );
  await parts.cloudtrail.send(new CreateTrailCommand(trailSettings(parts)));
  await parts.cloudtrail.send(new StartLoggingCommand({ Name }));
  return parts;
}

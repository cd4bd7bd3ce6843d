import {
  CreateDetectorCommand,
  CreatePublishingDestinationCommand,
  CreateThreatIntelSetCommand,
  EnableOrganizationAdminAccountCommand,
  GuardDutyClient,
  ListDetectorsCommand,
  UpdateDetectorCommand,
  UpdateOrganizationConfigurationCommand,
} from '@aws-sdk/client-guardduty';
import { CreateServiceLinkedRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import {
  CreateBucketCommand,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectLockConfigurationCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { Administrators } from './clients.ts';

/** Accounts that have to do with GuardDuty, and the regions that it is on in. */
export interface DetectionPlaces {
  readonly management: string;
  readonly logArchive: string;
  readonly security: string;
  readonly regions: readonly string[];
}

/** Bucket of the log archive that takes findings. */
export const findingsBucket = 'example-findings';
/** Bucket of the security account that keeps lists. */
const listBucket = 'example-threat-lists';

/** Features with their parts. */
const features = [
  { Name: 'S3_DATA_EVENTS', parts: [] },
  { Name: 'EKS_AUDIT_LOGS', parts: [] },
  { Name: 'EBS_MALWARE_PROTECTION', parts: [] },
  { Name: 'RDS_LOGIN_EVENTS', parts: [] },
  { Name: 'LAMBDA_NETWORK_LOGS', parts: [] },
  {
    Name: 'RUNTIME_MONITORING',
    parts: ['EKS_ADDON_MANAGEMENT', 'ECS_FARGATE_AGENT_MANAGEMENT', 'EC2_AGENT_MANAGEMENT'],
  },
  { Name: 'AI_PROTECTION', parts: [] },
] as const;

/**
 * GuardDuty with every plan in every account, whose findings are exported and which has a list of its own. The
 * administrator cannot enable it in the management account: its detectors come first.
 */
export async function makeDetection(administrators: Administrators, places: DetectionPlaces): Promise<void> {
  const { management, security, regions } = places;
  const iam = await administrators.client(IAMClient, management);
  await iam.send(new CreateServiceLinkedRoleCommand({ AWSServiceName: 'guardduty.amazonaws.com' }));
  const KmsKeyArn = await makeArchive(administrators, places);
  const Location = await makeList(administrators, security);
  for (const region of regions) {
    const own = await administrators.client(GuardDutyClient, management, region);
    await own.send(
      new CreateDetectorCommand({ Enable: true, FindingPublishingFrequency: 'FIFTEEN_MINUTES' }),
    );
    await own.send(new EnableOrganizationAdminAccountCommand({ AdminAccountId: security }));
    const administrator = await administrators.client(GuardDutyClient, security, region);
    const DetectorId = await detectorOf(administrators, security, region);
    await administrator.send(
      new UpdateDetectorCommand({
        DetectorId,
        FindingPublishingFrequency: 'FIFTEEN_MINUTES',
        Features: features.map(({ Name, parts }) => ({
          Name,
          Status: 'ENABLED',
          AdditionalConfiguration: parts.map((part) => ({ Name: part, Status: 'ENABLED' })),
        })),
      }),
    );
    await administrator.send(
      new UpdateOrganizationConfigurationCommand({
        DetectorId,
        AutoEnableOrganizationMembers: 'ALL',
        Features: features.map(({ Name, parts }) => ({
          Name,
          AutoEnable: 'ALL',
          AdditionalConfiguration: parts.map((part) => ({ Name: part, AutoEnable: 'ALL' })),
        })),
      }),
    );
    await administrator.send(
      new CreatePublishingDestinationCommand({
        DetectorId,
        DestinationType: 'S3',
        DestinationProperties: { DestinationArn: `arn:aws:s3:::${findingsBucket}`, KmsKeyArn },
      }),
    );
    await administrator.send(
      new CreateThreatIntelSetCommand({
        DetectorId,
        Name: 'known',
        Format: 'TXT',
        Location,
        Activate: true,
      }),
    );
  }
}

/** Id of an account's detector in a region. */
export async function detectorOf(
  administrators: Administrators,
  accountId: string,
  region: string,
): Promise<string> {
  const guardduty = await administrators.client(GuardDutyClient, accountId, region);
  const { DetectorIds } = await guardduty.send(new ListDetectorsCommand({}));
  return DetectorIds?.[0] ?? '';
}

/** The bucket of findings, closed as that of log files is; tells the ARN of its key. */
async function makeArchive(
  administrators: Administrators,
  { logArchive, security }: DetectionPlaces,
): Promise<string> {
  const service = { Service: 'guardduty.amazonaws.com' };
  const Condition = {
    StringEquals: { 'aws:SourceAccount': security },
    ArnLike: { 'aws:SourceArn': `arn:aws:guardduty:*:${security}:detector/*` },
  };
  const document = (...Statement: readonly object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
  const kms = await administrators.client(KMSClient, logArchive);
  const { KeyMetadata } = await kms.send(
    new CreateKeyCommand({
      Policy: document(
        {
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${logArchive}:root` },
          Action: 'kms:*',
          Resource: '*',
        },
        { Effect: 'Allow', Principal: service, Action: 'kms:GenerateDataKey', Resource: '*', Condition },
      ),
    }),
  );
  const KMSMasterKeyID = KeyMetadata?.Arn ?? '';

  const s3 = await administrators.client(S3Client, logArchive);
  const Bucket = findingsBucket;
  const Resource = [`arn:aws:s3:::${Bucket}`, `arn:aws:s3:::${Bucket}/*`];
  await s3.send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: true }));
  await s3.send(
    new PutObjectLockConfigurationCommand({
      Bucket,
      ObjectLockConfiguration: {
        ObjectLockEnabled: 'Enabled',
        Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 365 } },
      },
    }),
  );
  await s3.send(
    new PutBucketEncryptionCommand({
      Bucket,
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID } }],
      },
    }),
  );
  await s3.send(
    new PutBucketLifecycleConfigurationCommand({
      Bucket,
      LifecycleConfiguration: {
        Rules: [
          {
            ID: 'keep',
            Status: 'Enabled',
            Filter: { Prefix: '' },
            Expiration: { Days: 2555 },
            NoncurrentVersionExpiration: { NoncurrentDays: 365 },
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
          },
        ],
      },
    }),
  );
  await s3.send(
    new PutBucketPolicyCommand({
      Bucket,
      Policy: document(
        {
          Effect: 'Allow',
          Principal: service,
          Action: ['s3:PutObject', 's3:GetBucketLocation'],
          Resource,
          Condition,
        },
        {
          Effect: 'Deny',
          Principal: '*',
          Action: 's3:*',
          Resource,
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
      ),
    }),
  );
  return KMSMasterKeyID;
}

/** A list of addresses to report; tells where its file is. */
async function makeList(administrators: Administrators, security: string): Promise<string> {
  const s3 = await administrators.client(S3Client, security);
  const Bucket = listBucket;
  await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
  await s3.send(new PutObjectCommand({ Bucket, Key: 'known.txt', Body: '203.0.113.0/24\n' }));
  return `https://s3.us-east-1.amazonaws.com/${Bucket}/known.txt`;
}

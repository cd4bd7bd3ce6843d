import {
  CloudTrailClient,
  CreateTrailCommand,
  DescribeTrailsCommand,
  PutEventSelectorsCommand,
  PutInsightSelectorsCommand,
  type CreateTrailCommandInput,
  StartLoggingCommand,
} from '@aws-sdk/client-cloudtrail';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateKeyCommand, EnableKeyRotationCommand, KMSClient } from '@aws-sdk/client-kms';
import {
  CreateAccountCommand,
  DescribeCreateAccountStatusCommand,
  EnableAWSServiceAccessCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import {
  CreateBucketCommand,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketLoggingCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutObjectLockConfigurationCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { CreateAccessPointCommand, PutPublicAccessBlockCommand } from '@aws-sdk/client-s3-control';
import type { Sandbox } from '@trailguard/sandbox';
import { auditActions, type AuditedOrganization } from '../src/index.ts';
import { makeAlerting, makeEventRules } from './alerting.ts';
import { Administrators, administratorRole, auditRole, LocalS3ControlClient } from './clients.ts';
import { makeDetection } from './detection.ts';
import { accessLogPolicy, allow, bucketPolicy, keyPolicy, trust } from './documents.ts';

/** An organization that passes every control, made by calls to AWS and no program. */
export interface TestOrganization {
  readonly sandbox: Sandbox;
  readonly administrators: Administrators;
  readonly audited: AuditedOrganization;
  readonly accountIds: readonly string[];
  readonly regions: readonly string[];
  readonly trailName: string;
  readonly trailArn: string;
  readonly bucket: string;
  readonly bucketPolicy: string;
  readonly accessLogBucket: string;
  /** Role that its policy lets remove log files. */
  readonly breakGlassRoleArn: string;
  readonly keyArn: string;
  /** What CreateTrail was given. */
  readonly trailSettings: CreateTrailCommandInput;
}

/** Regions of a sandbox that keeps audits short: one, and one more. */
export const twoRegions = ['us-east-1', 'eu-west-1'];

const hour = 3_600_000;
const trailName = 'organization';
const bucket = 'example-trail-logs';
const accessLogBucket = 'example-access-logs';

/** Management events and calls on objects of all buckets but those of log files, on one trail. */
export const everySource = {
  AdvancedEventSelectors: [
    { Name: 'management', FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] },
    {
      Name: 'objects',
      FieldSelectors: [
        { Field: 'eventCategory', Equals: ['Data'] },
        { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
        {
          Field: 'resources.ARN',
          NotStartsWith: [bucket, accessLogBucket].map((name) => `arn:aws:s3:::${name}/`),
        },
      ],
    },
  ],
};
/** What CloudTrail Insights looks for on the trail. */
export const bothInsights = {
  InsightSelectors: [
    { InsightType: 'ApiCallRateInsight' as const },
    { InsightType: 'ApiErrorRateInsight' as const },
  ],
};

/**
 * Builds it a day after its accounts have joined, and lets more than two hours pass so that log files and digests have
 * been delivered.
 */
export async function buildOrganization(sandbox: Sandbox): Promise<TestOrganization> {
  sandbox.setDelays({ iam: 0, trustedAccess: 0, members: 0, accounts: 0 });
  const administrators = new Administrators(sandbox);
  const { management, logArchive, security } = sandbox.accounts;
  const accountIds = [management, logArchive, security];
  const trailArn = `arn:aws:cloudtrail:us-east-1:${management}:trail/${trailName}`;
  const breakGlassRoleArn = `arn:aws:iam::${logArchive}:role/break-glass`;
  const policy = bucketPolicy({
    bucket,
    trailArn,
    folders: [management, sandbox.organizationId],
    breakGlassRoleArn,
    deployRoleArn: `arn:aws:iam::${logArchive}:role/${administratorRole}`,
  });

  // No account is so new that AWS may still have to reach it; without a trail the clock moves quickly.
  await sandbox.clock.advance(24 * hour);
  const organizations = await administrators.client(OrganizationsClient, management);
  for (const service of ['cloudtrail', 'guardduty']) {
    await organizations.send(
      new EnableAWSServiceAccessCommand({ ServicePrincipal: `${service}.amazonaws.com` }),
    );
  }
  for (const accountId of accountIds) await makeAuditRole(administrators, accountId, management);
  const keyArn = await makeKey(administrators, logArchive, trailArn);
  await makeBuckets(administrators, logArchive, policy, keyArn);
  const { logGroupArn, noticeTopicArn } = await makeAlerting(administrators, management, trailArn);
  const trailSettings = {
    Name: trailName,
    S3BucketName: bucket,
    KmsKeyId: keyArn,
    IsOrganizationTrail: true,
    IsMultiRegionTrail: true,
    EnableLogFileValidation: true,
    SnsTopicName: noticeTopicArn,
    ...(await makeLogStream(administrators, management, logGroupArn)),
  };
  const cloudtrail = await administrators.client(CloudTrailClient, management);
  await cloudtrail.send(new CreateTrailCommand(trailSettings));
  await cloudtrail.send(new PutEventSelectorsCommand({ TrailName: trailName, ...everySource }));
  await cloudtrail.send(new PutInsightSelectorsCommand({ TrailName: trailName, ...bothInsights }));
  await cloudtrail.send(new StartLoggingCommand({ Name: trailName }));
  await makeDetection(administrators, { management, logArchive, security, regions: twoRegions });
  await makeEventRules(administrators, security, twoRegions);
  await sandbox.clock.advance(2 * hour);
  // Something happens in each account, so that none is without a file of the last hour.
  for (const accountId of accountIds)
    await (await administrators.client(CloudTrailClient, accountId)).send(new DescribeTrailsCommand({}));
  await sandbox.clock.advance(hour / 6);

  return {
    sandbox,
    administrators,
    audited: {
      managementAccountId: management,
      logArchiveAccountId: logArchive,
      securityAccountId: security,
      homeRegion: 'us-east-1',
    },
    accountIds,
    regions: twoRegions,
    trailName,
    trailArn,
    bucket,
    bucketPolicy: policy,
    accessLogBucket,
    breakGlassRoleArn,
    keyArn,
    trailSettings,
  };
}

/** Adds an account with the role of audits, and tells its id. */
export async function addAccount(
  { sandbox, administrators }: TestOrganization,
  name: string,
): Promise<string> {
  const { management } = sandbox.accounts;
  const organizations = await administrators.client(OrganizationsClient, management);
  const asked = await organizations.send(
    new CreateAccountCommand({ AccountName: name, Email: `${name}@example.com` }),
  );
  const CreateAccountRequestId = asked.CreateAccountStatus?.Id;
  for (;;) {
    const { CreateAccountStatus: status } = await organizations.send(
      new DescribeCreateAccountStatusCommand({ CreateAccountRequestId }),
    );
    if (status?.State === 'FAILED') throw new Error(`CreateAccount: ${status.FailureReason}`);
    if (status?.State === 'SUCCEEDED' && status.AccountId !== undefined) {
      await makeAuditRole(administrators, status.AccountId, management);
      return status.AccountId;
    }
  }
}

/** The role of an audit, which may do what the collectors say they call and nothing else. */
export async function makeAuditRole(
  administrators: Administrators,
  accountId: string,
  managementAccountId: string,
): Promise<void> {
  const iam = await administrators.client(IAMClient, accountId);
  await iam.send(
    new CreateRoleCommand({
      RoleName: auditRole,
      AssumeRolePolicyDocument: trust({ AWS: `arn:aws:iam::${managementAccountId}:root` }),
    }),
  );
  await iam.send(
    new PutRolePolicyCommand({
      RoleName: auditRole,
      PolicyName: 'audit',
      PolicyDocument: allow(auditActions),
    }),
  );
}

/** New buckets block public access and have no ACLs by themselves; the account as a whole must be told. */
async function makeBuckets(
  administrators: Administrators,
  accountId: string,
  policy: string,
  keyArn: string,
): Promise<void> {
  const control = await administrators.client(LocalS3ControlClient, accountId);
  await control.send(
    new PutPublicAccessBlockCommand({
      AccountId: accountId,
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    }),
  );
  const s3 = await administrators.client(S3Client, accountId);
  await s3.send(new CreateBucketCommand({ Bucket: accessLogBucket }));
  await s3.send(
    new PutBucketPolicyCommand({
      Bucket: accessLogBucket,
      Policy: accessLogPolicy(accessLogBucket, accountId),
    }),
  );
  await s3.send(
    new PutBucketVersioningCommand({
      Bucket: accessLogBucket,
      VersioningConfiguration: { Status: 'Enabled' },
    }),
  );
  await keepFor(s3, accessLogBucket, '', 365);
  await makeLogBucket(s3, policy, keyArn);
  // Closed by itself.
  await control.send(new CreateAccessPointCommand({ AccountId: accountId, Bucket: bucket, Name: 'readers' }));
}

/** The policy comes last: it denies some of what is done before. */
async function makeLogBucket(s3: S3Client, policy: string, keyArn: string): Promise<void> {
  // Object Lock brings versioning along.
  await s3.send(new CreateBucketCommand({ Bucket: bucket, ObjectLockEnabledForBucket: true }));
  await s3.send(
    new PutObjectLockConfigurationCommand({
      Bucket: bucket,
      ObjectLockConfiguration: {
        ObjectLockEnabled: 'Enabled',
        Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 365 } },
      },
    }),
  );
  await s3.send(
    new PutBucketLoggingCommand({
      Bucket: bucket,
      BucketLoggingStatus: { LoggingEnabled: { TargetBucket: accessLogBucket, TargetPrefix: 'trail/' } },
    }),
  );
  await s3.send(
    new PutBucketEncryptionCommand({
      Bucket: bucket,
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: keyArn } }],
      },
    }),
  );
  await s3.send(
    new PutBucketNotificationConfigurationCommand({
      Bucket: bucket,
      NotificationConfiguration: { EventBridgeConfiguration: {} },
    }),
  );
  await keepFor(s3, bucket, 'AWSLogs/', 2555);
  await s3.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy: policy }));
}

/** Rules that remove what is below a prefix after some days, and replaced versions after a year. */
async function keepFor(s3: S3Client, Bucket: string, Prefix: string, Days: number): Promise<void> {
  await s3.send(
    new PutBucketLifecycleConfigurationCommand({
      Bucket,
      LifecycleConfiguration: {
        Rules: [
          {
            ID: 'expire',
            Status: 'Enabled',
            Filter: { Prefix },
            Expiration: { Days },
            NoncurrentVersionExpiration: { NoncurrentDays: 365 },
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
          },
        ],
      },
    }),
  );
}

async function makeKey(administrators: Administrators, accountId: string, trailArn: string): Promise<string> {
  const kms = await administrators.client(KMSClient, accountId);
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({ Policy: keyPolicy(accountId, trailArn) }));
  await kms.send(new EnableKeyRotationCommand({ KeyId: KeyMetadata?.KeyId }));
  return KeyMetadata?.Arn ?? '';
}

/** Log group and role, as CreateTrail takes them. */
async function makeLogStream(administrators: Administrators, accountId: string, logGroup: string) {
  const iam = await administrators.client(IAMClient, accountId);
  const RoleName = 'trail-logs';
  await iam.send(
    new CreateRoleCommand({
      RoleName,
      AssumeRolePolicyDocument: trust({ Service: 'cloudtrail.amazonaws.com' }),
    }),
  );
  await iam.send(
    new PutRolePolicyCommand({
      RoleName,
      PolicyName: 'write',
      PolicyDocument: allow(['logs:CreateLogStream', 'logs:PutLogEvents'], `${logGroup}:*`),
    }),
  );
  return {
    CloudWatchLogsLogGroupArn: `${logGroup}:*`,
    CloudWatchLogsRoleArn: `arn:aws:iam::${accountId}:role/${RoleName}`,
  };
}

import * as aws from '@pulumi/aws';
import type * as pulumi from '@pulumi/pulumi';
import type { OrganizationSettings } from '@trailguard/baseline';
import type { Accounts } from './organization/accounts.ts';

const region = 'us-east-1';

/** Bucket of the twin. */
export const twinBucket = 'example-twin-logs';
const copyTrail = 'copy';

/** What of the twin there is. */
export interface TwinOptions {
  /** Whether the topic that its trail tells exists. */
  readonly hasTopic: boolean;
  readonly isKeyEnabled: boolean;
}

/**
 * A second trail beside the organization's, with a bucket, key, topic and log group of its own in the management
 * account, where each setting is the weak one.
 */
export function declareTwin(
  { managementAccountId: accountId }: OrganizationSettings,
  { management: provider }: Accounts,
  { hasTopic, isKeyEnabled }: TwinOptions,
): void {
  const options = { provider };
  const key = new aws.kms.Key(
    'twin',
    { policy: openKeyPolicy, enableKeyRotation: false, deletionWindowInDays: 7, isEnabled: isKeyEnabled },
    options,
  );
  const bucket = declareTwinBucket(provider);
  const topic = hasTopic ? [declareTwinTopic(accountId, provider)] : [];
  const { group, role } = declareTwinStream(accountId, provider);
  new aws.cloudtrail.Trail(
    'twin',
    {
      name: 'local',
      s3BucketName: bucket.bucket,
      kmsKeyId: key.arn,
      enableLogging: false,
      enableLogFileValidation: false,
      isMultiRegionTrail: false,
      includeGlobalServiceEvents: false,
      snsTopicName: twinTopic(accountId),
      cloudWatchLogsGroupArn: group,
      cloudWatchLogsRoleArn: role.arn,
      eventSelectors: [
        {
          readWriteType: 'ReadOnly',
          excludeManagementEventSources: ['kms.amazonaws.com'],
          dataResources: [],
        },
      ],
    },
    { ...options, dependsOn: [bucket, role, ...topic] },
  );
}

const twinTopic = (accountId: string) => `arn:aws:sns:${region}:${accountId}:twin`;

const document = (...Statement: readonly object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const cloudtrail = { Service: 'cloudtrail.amazonaws.com' };

/** Everybody administers the key and decrypts with it, and every trail may use it. */
const openKeyPolicy = document(
  { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'kms:*', Resource: '*' },
  {
    Effect: 'Allow',
    Principal: cloudtrail,
    Action: ['kms:GenerateDataKey*', 'kms:DescribeKey'],
    Resource: '*',
  },
);

/** Anybody reads it, any trail writes into it, and nothing keeps what is in it. */
function declareTwinBucket(provider: aws.Provider): aws.s3.BucketPolicy {
  const name = twinBucket;
  const options = { provider };
  const bucket = new aws.s3.Bucket('twin', { bucket: name, forceDestroy: true }, options);
  const ownership = new aws.s3.BucketOwnershipControls(
    'twin',
    { bucket: name, rule: { objectOwnership: 'ObjectWriter' } },
    { ...options, dependsOn: bucket },
  );
  const block = new aws.s3.BucketPublicAccessBlock(
    'twin',
    {
      bucket: name,
      blockPublicAcls: false,
      blockPublicPolicy: false,
      ignorePublicAcls: false,
      restrictPublicBuckets: false,
    },
    { ...options, dependsOn: ownership },
  );
  new aws.s3.AccountPublicAccessBlock(
    'twin',
    {
      blockPublicAcls: false,
      blockPublicPolicy: false,
      ignorePublicAcls: false,
      restrictPublicBuckets: false,
    },
    options,
  );
  new aws.s3.AccessPoint(
    'twin',
    {
      bucket: name,
      name: 'open',
      publicAccessBlockConfiguration: {
        blockPublicAcls: false,
        blockPublicPolicy: false,
        ignorePublicAcls: false,
        restrictPublicBuckets: false,
      },
    },
    { ...options, dependsOn: block },
  );
  return new aws.s3.BucketPolicy(
    'twin',
    { bucket: name, policy: openBucketPolicy(name) },
    { ...options, dependsOn: block },
  );
}

function openBucketPolicy(name: string): string {
  const arn = `arn:aws:s3:::${name}`;
  return document(
    { Effect: 'Allow', Principal: cloudtrail, Action: 's3:GetBucketAcl', Resource: arn },
    { Effect: 'Allow', Principal: cloudtrail, Action: 's3:PutObject', Resource: `${arn}/*` },
    { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `${arn}/*` },
  );
}

/** Not encrypted, open to everybody, and heard by nobody. */
function declareTwinTopic(accountId: string, provider: aws.Provider): aws.sns.TopicPolicy {
  const topic = new aws.sns.Topic('twin', { name: 'twin' }, { provider });
  const Resource = twinTopic(accountId);
  return new aws.sns.TopicPolicy(
    'twin',
    {
      arn: topic.arn,
      policy: document(
        { Effect: 'Allow', Principal: cloudtrail, Action: 'sns:Publish', Resource },
        { Effect: 'Allow', Principal: '*', Action: 'sns:Subscribe', Resource },
      ),
    },
    { provider },
  );
}

/** A log group for a month, in clear, which its role may do anything with. */
function declareTwinStream(accountId: string, provider: aws.Provider): { group: string; role: aws.iam.Role } {
  const arn = `arn:aws:logs:${region}:${accountId}:log-group:twin`;
  const group = new aws.cloudwatch.LogGroup('twin', { name: 'twin', retentionInDays: 30 }, { provider });
  const role = new aws.iam.Role(
    'twin',
    {
      name: 'twin-logs',
      assumeRolePolicy: document({ Effect: 'Allow', Principal: cloudtrail, Action: 'sts:AssumeRole' }),
    },
    { provider, dependsOn: group },
  );
  new aws.iam.RolePolicy(
    'twin',
    { role: role.name, name: 'logs', policy: document({ Effect: 'Allow', Action: 'logs:*', Resource: '*' }) },
    { provider },
  );
  return { group: `${arn}:*`, role };
}

/** What differs between the times at which the third trail is declared. */
export interface CopyOptions {
  readonly refusesDelivery: boolean;
  readonly recordsAllObjects: boolean;
}

/**
 * A third trail that records again a part of what the organization's does, and objects besides, in clear; its bucket keeps files
 * for a month, refuses what CloudTrail delivers, and logs accesses into one that nothing protects.
 */
export function declareCopy(
  settings: OrganizationSettings,
  { management: provider }: Accounts,
  { refusesDelivery, recordsAllObjects }: CopyOptions,
): void {
  const { managementAccountId: accountId } = settings;
  const name = `copy-logs-${accountId}`;
  const target = `copy-access-${accountId}`;
  const options = { provider };
  const bucket = new aws.s3.Bucket('copy', { bucket: name, forceDestroy: true }, options);
  const access = new aws.s3.Bucket('copy-access', { bucket: target, forceDestroy: true }, options);
  const accessPolicy = new aws.s3.BucketPolicy(
    'copy-access',
    {
      bucket: target,
      policy: document({
        Effect: 'Allow',
        Principal: { Service: 'logging.s3.amazonaws.com' },
        Action: 's3:PutObject',
        Resource: `arn:aws:s3:::${target}/*`,
      }),
    },
    { ...options, dependsOn: access },
  );
  new aws.s3.BucketLogging(
    'copy',
    { bucket: name, targetBucket: target, targetPrefix: '' },
    { ...options, dependsOn: [bucket, accessPolicy] },
  );
  new aws.s3.BucketLifecycleConfiguration(
    'copy',
    {
      bucket: name,
      rules: [{ id: 'month', status: 'Enabled', filter: { prefix: '' }, expiration: { days: 30 } }],
    },
    { ...options, dependsOn: bucket },
  );
  new aws.cloudtrail.Trail(
    'copy',
    {
      name: copyTrail,
      s3BucketName: name,
      isMultiRegionTrail: false,
      includeGlobalServiceEvents: false,
      enableLogFileValidation: true,
      eventSelectors: [
        {
          includeManagementEvents: true,
          readWriteType: 'ReadOnly',
          excludeManagementEventSources: ['kms.amazonaws.com'],
          dataResources: [
            {
              type: 'AWS::S3::Object',
              values: [recordsAllObjects ? 'arn:aws:s3' : 'arn:aws:s3:::payroll/'],
            },
          ],
        },
      ],
      tags: { owner: 'security' },
    },
    {
      ...options,
      dependsOn: declareCopyPolicy(settings, name, refusesDelivery, { provider, dependsOn: bucket }),
    },
  );
}

/** A trail without a key delivers with SSE-S3, which this refuses. CloudTrail takes no bucket for a new trail that does. */
function refusesWithoutKms(arn: string): object {
  return {
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:PutObject',
    Resource: `${arn}/*`,
    Condition: { StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } },
  };
}

function declareCopyPolicy(
  settings: OrganizationSettings,
  name: string,
  refusesDelivery: boolean,
  options: pulumi.CustomResourceOptions,
): aws.s3.BucketPolicy {
  const arn = `arn:aws:s3:::${name}`;
  const { homeRegion, managementAccountId } = settings;
  const Condition = {
    StringEquals: {
      'aws:SourceArn': `arn:aws:cloudtrail:${homeRegion}:${managementAccountId}:trail/${copyTrail}`,
    },
  };
  return new aws.s3.BucketPolicy(
    'copy',
    {
      bucket: name,
      policy: document(
        { Effect: 'Allow', Principal: cloudtrail, Action: 's3:GetBucketAcl', Resource: arn, Condition },
        { Effect: 'Allow', Principal: cloudtrail, Action: 's3:PutObject', Resource: `${arn}/*`, Condition },
        ...(refusesDelivery ? [refusesWithoutKms(arn)] : []),
      ),
    },
    options,
  );
}

import { dnsSuffixOf, partitionOf } from '../partition.ts';
import { type PolicyStatement, policyDocument } from '../policy-document.ts';

/** Accounts, trail and people that the key of the log files knows. */
export interface LogKeyPolicyInput {
  readonly region: string;
  readonly accountId: string;
  readonly managementAccountId: string;
  readonly trailArn: string;
  readonly bucketName: string;
  readonly breakGlassRoleArn: string;
  readonly readerRoleArns: readonly string[];
}

/** What an administrator may do to a key: never use it, never grant its use, never end it. */
export const KeyAdministration: readonly string[] = [
  'kms:CancelKeyDeletion',
  'kms:CreateAlias',
  'kms:DeleteAlias',
  'kms:DescribeKey',
  'kms:EnableKey',
  'kms:EnableKeyRotation',
  'kms:GetKeyPolicy',
  'kms:GetKeyRotationStatus',
  'kms:ListGrants',
  'kms:ListKeyPolicies',
  'kms:ListKeyRotations',
  'kms:ListResourceTags',
  'kms:PutKeyPolicy',
  'kms:RevokeGrant',
  'kms:RotateKeyOnDemand',
  'kms:TagResource',
  'kms:UntagResource',
  'kms:UpdateAlias',
  'kms:UpdateKeyDescription',
];

/**
 * Policy of the key that encrypts log files. Administrators cannot read logs and readers cannot change the
 * key. Principals that need not exist yet stand in conditions: KMS refuses a policy that names a role which
 * does not exist.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
 */
export function logKeyPolicy(input: LogKeyPolicyInput): string {
  const partition = partitionOf(input.region);
  const root = (account: string) => `arn:${partition}:iam::${account}:root`;
  const cloudTrail = { Service: 'cloudtrail.amazonaws.com' };
  const ourTrail = { 'aws:SourceArn': input.trailArn };

  const statements: PolicyStatement[] = [
    {
      Sid: 'AdministerWithoutUse',
      Effect: 'Allow',
      Principal: { AWS: root(input.accountId) },
      Action: KeyAdministration,
      Resource: '*',
    },
    {
      Sid: 'EndOnlyByBreakGlass',
      Effect: 'Allow',
      Principal: { AWS: root(input.accountId) },
      Action: ['kms:DisableKey', 'kms:DisableKeyRotation', 'kms:ScheduleKeyDeletion'],
      Resource: '*',
      Condition: { StringEquals: { 'aws:PrincipalArn': input.breakGlassRoleArn } },
    },
    {
      Sid: 'EncryptLogsOfOurTrail',
      Effect: 'Allow',
      Principal: cloudTrail,
      Action: 'kms:GenerateDataKey*',
      Resource: '*',
      Condition: {
        StringEquals: ourTrail,
        StringLike: {
          'kms:EncryptionContext:aws:cloudtrail:arn': `arn:${partition}:cloudtrail:*:${input.managementAccountId}:trail/*`,
        },
      },
    },
    {
      // With an S3 Bucket Key the encryption context is the bucket's ARN, and CloudTrail needs Decrypt too.
      // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html
      Sid: 'EncryptLogsWithBucketKey',
      Effect: 'Allow',
      Principal: cloudTrail,
      Action: ['kms:GenerateDataKey*', 'kms:Decrypt'],
      Resource: '*',
      Condition: {
        StringEquals: {
          ...ourTrail,
          'kms:EncryptionContext:aws:s3:arn': `arn:${partition}:s3:::${input.bucketName}`,
        },
      },
    },
    {
      Sid: 'DescribeByCloudTrail',
      Effect: 'Allow',
      Principal: cloudTrail,
      Action: 'kms:DescribeKey',
      Resource: '*',
      Condition: { StringEquals: ourTrail },
    },
    {
      // The trail's program looks the key's ARN up by its alias.
      Sid: 'DescribeByManagement',
      Effect: 'Allow',
      Principal: { AWS: root(input.managementAccountId) },
      Action: 'kms:DescribeKey',
      Resource: '*',
    },
  ];
  if (input.readerRoleArns.length > 0) statements.push(decryptForReaders(input));
  return policyDocument(statements);
}

/** Lets the named roles read log files through S3, and nothing else with this key. */
function decryptForReaders({ readerRoleArns, region }: LogKeyPolicyInput): PolicyStatement {
  const accounts = new Set(readerRoleArns.map((arn) => `${arn.split(':').slice(0, 5).join(':')}:root`));
  return {
    Sid: 'DecryptByReaders',
    Effect: 'Allow',
    Principal: { AWS: [...accounts].sort() },
    Action: 'kms:Decrypt',
    Resource: '*',
    Condition: {
      StringEquals: {
        'aws:PrincipalArn': readerRoleArns,
        'kms:ViaService': `s3.${region}.${dnsSuffixOf(region)}`,
      },
    },
  };
}

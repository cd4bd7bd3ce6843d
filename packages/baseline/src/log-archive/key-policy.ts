import { dnsSuffixOf, partitionOf } from '../partition.ts';
import { type PolicyStatement, policyDocument } from '../policy-document.ts';
import { decryptForReaders } from './readers.ts';
import { trailsByOwner } from './trails.ts';

/** Accounts, trails and people that the key of the log files knows. */
export interface LogKeyPolicyInput {
  readonly region: string;
  readonly accountId: string;
  readonly managementAccountId: string;
  readonly trailArns: readonly string[];
  readonly bucketName: string;
  readonly breakGlassRoleArn: string;
  readonly deployRoleArns: readonly string[];
  readonly readerRoleArns: readonly string[];
  /** Role with which S3 copies log files elsewhere. */
  readonly replicationRoleArn?: string;
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

/** What ends a key's service, and with it the reading of all that it encrypted. */
export const KeyEnding: readonly string[] = [
  'kms:DisableKey',
  'kms:DisableKeyRotation',
  'kms:ScheduleKeyDeletion',
];

/** Who administers a key of the archive. */
export interface KeyAdministrators {
  readonly region: string;
  /** Account of the key, 12 digits. */
  readonly accountId: string;
  readonly breakGlassRoleArn: string;
  /** Roles that may change the key's policy; who may do that may do anything. */
  readonly deployRoleArns: readonly string[];
}

/**
 * Statements that every key of the archive has: the account's administrators look after it without its use,
 * named roles change its policy, the break-glass role alone ends it, and its use is never granted on. Roles stand
 * in conditions: KMS refuses a policy that names a role which does not exist, and a role that is made again under
 * its name fits again, so nobody is locked out for ever.
 */
export function administerKey(administrators: KeyAdministrators): PolicyStatement[] {
  const { region, accountId, breakGlassRoleArn, deployRoleArns } = administrators;
  const account = { AWS: `arn:${partitionOf(region)}:iam::${accountId}:root` };
  return [
    {
      Sid: 'AdministerWithoutUse',
      Effect: 'Allow',
      Principal: account,
      Action: KeyAdministration.filter((action) => action !== 'kms:PutKeyPolicy'),
      Resource: '*',
    },
    {
      Sid: 'ChangePolicyByDeployment',
      Effect: 'Allow',
      Principal: account,
      Action: 'kms:PutKeyPolicy',
      Resource: '*',
      Condition: { StringEquals: { 'aws:PrincipalArn': [...deployRoleArns, breakGlassRoleArn] } },
    },
    {
      Sid: 'EndOnlyByBreakGlass',
      Effect: 'Allow',
      Principal: account,
      Action: KeyEnding,
      Resource: '*',
      Condition: { StringEquals: { 'aws:PrincipalArn': breakGlassRoleArn } },
    },
    {
      // A grant outlives every change of this policy, so it is refused to all but AWS's own services.
      Sid: 'DenyGrantsExceptByServices',
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: 'kms:CreateGrant',
      Resource: '*',
      Condition: { BoolIfExists: { 'kms:GrantIsForAWSResource': 'false' } },
    },
  ];
}

/**
 * Policy of the key that encrypts log files. Administrators cannot read logs and readers cannot change the key.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
 */
export function logKeyPolicy(input: LogKeyPolicyInput): string {
  const partition = partitionOf(input.region);
  const bucketArn = `arn:${partition}:s3:::${input.bucketName}`;
  return policyDocument([
    ...administerKey(input),
    ...useByTrails(input, bucketArn),
    {
      // The trail's program looks the key's ARN up by its alias.
      Sid: 'DescribeByManagement',
      Effect: 'Allow',
      Principal: { AWS: `arn:${partition}:iam::${input.managementAccountId}:root` },
      Action: 'kms:DescribeKey',
      Resource: '*',
    },
    ...decryptForReaders(bucketArn, input.region, input.readerRoleArns),
    ...decryptForReplication(input, bucketArn),
  ]);
}

function useByTrails({ region, managementAccountId, trailArns }: LogKeyPolicyInput, bucketArn: string) {
  const partition = partitionOf(region);
  const cloudTrail = { Service: 'cloudtrail.amazonaws.com' };
  return trailsByOwner(trailArns).flatMap(({ accountId, arns }): PolicyStatement[] => {
    const ourTrail = { 'aws:SourceArn': arns };
    const suffix = accountId === managementAccountId ? '' : `Of${accountId}`;
    return [
      {
        Sid: `EncryptLogsOfOurTrail${suffix}`,
        Effect: 'Allow',
        Principal: cloudTrail,
        Action: 'kms:GenerateDataKey*',
        Resource: '*',
        Condition: {
          StringEquals: ourTrail,
          StringLike: {
            'kms:EncryptionContext:aws:cloudtrail:arn': `arn:${partition}:cloudtrail:*:${accountId}:trail/*`,
          },
        },
      },
      {
        // With an S3 Bucket Key the encryption context is the bucket's ARN, and CloudTrail needs Decrypt too.
        // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html
        Sid: `EncryptLogsWithBucketKey${suffix}`,
        Effect: 'Allow',
        Principal: cloudTrail,
        Action: ['kms:GenerateDataKey*', 'kms:Decrypt'],
        Resource: '*',
        Condition: { StringEquals: { ...ourTrail, 'kms:EncryptionContext:aws:s3:arn': bucketArn } },
      },
      {
        Sid: `DescribeByCloudTrail${suffix}`,
        Effect: 'Allow',
        Principal: cloudTrail,
        Action: 'kms:DescribeKey',
        Resource: '*',
        Condition: { StringEquals: ourTrail },
      },
    ];
  });
}

/** Lets S3 read log files to copy them, with the role that it assumes for that. */
function decryptForReplication(
  { region, accountId, replicationRoleArn }: LogKeyPolicyInput,
  bucketArn: string,
): PolicyStatement[] {
  if (replicationRoleArn === undefined) return [];
  return [
    {
      Sid: 'DecryptByReplication',
      Effect: 'Allow',
      Principal: { AWS: `arn:${partitionOf(region)}:iam::${accountId}:root` },
      Action: 'kms:Decrypt',
      Resource: '*',
      Condition: {
        StringEquals: {
          'aws:PrincipalArn': replicationRoleArn,
          'kms:ViaService': `s3.${region}.${dnsSuffixOf(region)}`,
        },
        StringLike: { 'kms:EncryptionContext:aws:s3:arn': [bucketArn, `${bucketArn}/*`] },
      },
    },
  ];
}

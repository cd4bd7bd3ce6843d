import { partitionOf } from '../partition.ts';
import { denyInsecureTransport, type PolicyStatement, policyDocument } from '../policy-document.ts';

/** Accounts, trail and exceptions that the policy of the log bucket knows. */
export interface LogBucketPolicyInput {
  readonly bucketName: string;
  readonly region: string;
  readonly accountId: string;
  readonly managementAccountId: string;
  readonly organizationId: string;
  readonly trailArn: string;
  readonly breakGlassRoleArn: string;
  readonly retentionAdministratorArns: readonly string[];
}

/**
 * Refuses the deletion of what a bucket holds, and what would make it deletable, to all but named roles.
 * `aws:PrincipalArn` of a session is its role's ARN. Lifecycle expiration is S3's own doing and goes on.
 * @param retentionAdministratorArns roles that may change retention beside the break-glass role.
 */
export function denyDeletion(
  bucketArn: string,
  breakGlassRoleArn: string,
  retentionAdministratorArns: readonly string[],
): PolicyStatement[] {
  const everything = [bucketArn, `${bucketArn}/*`];
  const allBut = (arns: readonly string[]) => ({ StringNotEquals: { 'aws:PrincipalArn': arns } });
  return [
    {
      Sid: 'DenyDeletionExceptBreakGlass',
      Effect: 'Deny',
      Principal: '*',
      Action: [
        's3:BypassGovernanceRetention',
        's3:DeleteBucket',
        's3:DeleteBucketPolicy',
        's3:DeleteObject',
        's3:DeleteObjectVersion',
      ],
      Resource: everything,
      Condition: allBut([breakGlassRoleArn]),
    },
    {
      Sid: 'DenyRetentionChangeExceptApproved',
      Effect: 'Deny',
      Principal: '*',
      Action: [
        's3:PutBucketObjectLockConfiguration',
        's3:PutBucketVersioning',
        's3:PutLifecycleConfiguration',
      ],
      Resource: everything,
      Condition: allBut([breakGlassRoleArn, ...retentionAdministratorArns]),
    },
  ];
}

/**
 * Policy of the log bucket: one trail writes, for the management account and the organization, over TLS,
 * with a key of ours; nobody deletes.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
 */
export function logBucketPolicy(input: LogBucketPolicyInput): string {
  const partition = partitionOf(input.region);
  const bucketArn = `arn:${partition}:s3:::${input.bucketName}`;
  const objects = `${bucketArn}/*`;
  const cloudTrail = { Service: 'cloudtrail.amazonaws.com' };
  const write = (sid: string, folder: string): PolicyStatement => ({
    Sid: sid,
    Effect: 'Allow',
    Principal: cloudTrail,
    Action: 's3:PutObject',
    Resource: `${bucketArn}/AWSLogs/${folder}/*`,
    Condition: {
      StringEquals: { 'aws:SourceArn': input.trailArn, 's3:x-amz-acl': 'bucket-owner-full-control' },
    },
  });
  return policyDocument([
    {
      Sid: 'CheckAclByOurTrail',
      Effect: 'Allow',
      Principal: cloudTrail,
      Action: 's3:GetBucketAcl',
      Resource: bucketArn,
      Condition: { StringEquals: { 'aws:SourceArn': input.trailArn } },
    },
    // CreateTrail checks the first; the files of all members go under the second.
    write('WriteForManagementAccount', input.managementAccountId),
    write('WriteForOrganization', input.organizationId),
    denyInsecureTransport('s3:*', [bucketArn, objects]),
    {
      // Refuses uploads without a header and with customer-provided keys. AES256 stays allowed: CreateTrail
      // fails on a bucket that asks for aws:kms alone while the trail validates its files.
      // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html
      Sid: 'DenyUndeclaredEncryption',
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:PutObject',
      Resource: objects,
      Condition: { StringNotEquals: { 's3:x-amz-server-side-encryption': ['aws:kms', 'AES256'] } },
    },
    {
      // A pattern rather than our key's ARN, so that the policy is known before the key exists: what it
      // keeps out is a key of another account, with which a writer could take the files hostage.
      Sid: 'DenyForeignKeys',
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:PutObject',
      Resource: objects,
      Condition: {
        StringNotLike: {
          's3:x-amz-server-side-encryption-aws-kms-key-id': `arn:${partition}:kms:${input.region}:${input.accountId}:key/*`,
        },
        Null: { 's3:x-amz-server-side-encryption-aws-kms-key-id': 'false' },
      },
    },
    ...denyDeletion(bucketArn, input.breakGlassRoleArn, input.retentionAdministratorArns),
  ]);
}

import { expect, it } from 'vitest';
import { logBucketPolicy } from './bucket-policy.ts';

const input = {
  bucketName: 'logs',
  region: 'us-east-1',
  accountId: '222222222222',
  managementAccountId: '111111111111',
  organizationId: 'o-exampleorgid',
  trailArn: 'arn:aws:cloudtrail:us-east-1:111111111111:trail/org',
  breakGlassRoleArn: 'arn:aws:iam::222222222222:role/BreakGlass',
  retentionAdministratorArns: [] as string[],
};
const statements = (different: Partial<typeof input> = {}) =>
  JSON.parse(logBucketPolicy({ ...input, ...different })).Statement as Record<string, unknown>[];

it('is this policy, statement by statement', () => {
  const cloudTrail = { Service: 'cloudtrail.amazonaws.com' };
  const everything = ['arn:aws:s3:::logs', 'arn:aws:s3:::logs/*'];
  const write = {
    Effect: 'Allow',
    Principal: cloudTrail,
    Action: 's3:PutObject',
    Condition: {
      StringEquals: { 'aws:SourceArn': input.trailArn, 's3:x-amz-acl': 'bucket-owner-full-control' },
    },
  };
  expect(statements()).toEqual([
    {
      Sid: 'CheckAclByOurTrail',
      Effect: 'Allow',
      Principal: cloudTrail,
      Action: 's3:GetBucketAcl',
      Resource: 'arn:aws:s3:::logs',
      Condition: { StringEquals: { 'aws:SourceArn': input.trailArn } },
    },
    { Sid: 'WriteForManagementAccount', ...write, Resource: 'arn:aws:s3:::logs/AWSLogs/111111111111/*' },
    { Sid: 'WriteForOrganization', ...write, Resource: 'arn:aws:s3:::logs/AWSLogs/o-exampleorgid/*' },
    {
      Sid: 'DenyInsecureTransport',
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: everything,
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
    {
      Sid: 'DenyUndeclaredEncryption',
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:PutObject',
      Resource: 'arn:aws:s3:::logs/*',
      Condition: { StringNotEquals: { 's3:x-amz-server-side-encryption': ['aws:kms', 'AES256'] } },
    },
    {
      Sid: 'DenyForeignKeys',
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:PutObject',
      Resource: 'arn:aws:s3:::logs/*',
      Condition: {
        StringNotLike: {
          's3:x-amz-server-side-encryption-aws-kms-key-id': 'arn:aws:kms:us-east-1:222222222222:key/*',
        },
        Null: { 's3:x-amz-server-side-encryption-aws-kms-key-id': 'false' },
      },
    },
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
      Condition: { StringNotEquals: { 'aws:PrincipalArn': [input.breakGlassRoleArn] } },
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
      Condition: { StringNotEquals: { 'aws:PrincipalArn': [input.breakGlassRoleArn] } },
    },
  ]);
});

it('lets approved administrators change retention, and still not delete', () => {
  const deploy = 'arn:aws:iam::222222222222:role/Deploy';
  const exceptions = statements({ retentionAdministratorArns: [deploy] })
    .filter(({ Sid }) => String(Sid).includes('Except'))
    .map(({ Sid, Condition }) => [Sid, Condition]);
  expect(Object.fromEntries(exceptions)).toEqual({
    DenyDeletionExceptBreakGlass: { StringNotEquals: { 'aws:PrincipalArn': [input.breakGlassRoleArn] } },
    DenyRetentionChangeExceptApproved: {
      StringNotEquals: { 'aws:PrincipalArn': [input.breakGlassRoleArn, deploy] },
    },
  });
});

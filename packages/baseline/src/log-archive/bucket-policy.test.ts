import { expect, it } from 'vitest';
import { logBucketPolicy } from './bucket-policy.ts';
import { ConfigurationActions, DeletionActions, RetentionActions } from './protection.ts';

const input = {
  bucketName: 'logs',
  region: 'us-east-1',
  accountId: '222222222222',
  managementAccountId: '111111111111',
  organizationId: 'o-exampleorgid',
  trailArns: ['arn:aws:cloudtrail:us-east-1:111111111111:trail/org'],
  breakGlassRoleArn: 'arn:aws:iam::222222222222:role/BreakGlass',
  deployRoleArns: ['arn:aws:iam::222222222222:role/Deploy'],
  retentionAdministratorArns: [] as string[],
  readerRoleArns: [] as string[],
};
const trailArn = 'arn:aws:cloudtrail:us-east-1:111111111111:trail/org';
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
      StringEquals: { 'aws:SourceArn': trailArn, 's3:x-amz-acl': 'bucket-owner-full-control' },
    },
  };
  expect(statements()).toEqual([
    {
      Sid: 'CheckAclByOurTrail',
      Effect: 'Allow',
      Principal: cloudTrail,
      Action: 's3:GetBucketAcl',
      Resource: 'arn:aws:s3:::logs',
      Condition: { StringEquals: { 'aws:SourceArn': trailArn } },
    },
    { Sid: 'WriteForManagementAccount', ...write, Resource: 'arn:aws:s3:::logs/AWSLogs/111111111111/*' },
    { Sid: 'WriteForOrganization', ...write, Resource: 'arn:aws:s3:::logs/AWSLogs/o-exampleorgid/*' },
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
      Sid: 'DenyWritesByPeople',
      Effect: 'Deny',
      Principal: '*',
      Action: expect.arrayContaining(['s3:PutObject', 's3:ReplicateObject']),
      Resource: 'arn:aws:s3:::logs/*',
      Condition: { Bool: { 'aws:PrincipalIsAWSService': 'false' } },
    },
    {
      Sid: 'DenyInsecureTransport',
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: everything,
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
    {
      Sid: 'DenyAccessPoints',
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: everything,
      Condition: { Null: { 's3:DataAccessPointArn': 'false' } },
    },
    {
      Sid: 'DenyDeletionExceptBreakGlass',
      Effect: 'Deny',
      Principal: '*',
      Action: DeletionActions,
      Resource: everything,
      Condition: { StringNotEquals: { 'aws:PrincipalArn': [input.breakGlassRoleArn] } },
    },
    {
      Sid: 'DenyRetentionChangeExceptApproved',
      Effect: 'Deny',
      Principal: '*',
      Action: RetentionActions,
      Resource: everything,
      Condition: { StringNotEquals: { 'aws:PrincipalArn': [input.breakGlassRoleArn] } },
    },
    {
      Sid: 'DenyChangesWithoutMfa',
      Effect: 'Deny',
      Principal: '*',
      Action: [...DeletionActions, ...RetentionActions, ...ConfigurationActions],
      Resource: everything,
      Condition: {
        BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' },
        StringNotEquals: { 'aws:PrincipalArn': input.deployRoleArns },
      },
    },
  ]);
});

it('lets approved administrators change retention, and still not delete', () => {
  const retention = 'arn:aws:iam::222222222222:role/Retention';
  const exceptions = statements({ retentionAdministratorArns: [retention] })
    .filter(({ Sid }) => /Except|Mfa/.test(String(Sid)))
    .map(({ Sid, Condition }) => [Sid, Condition]);
  expect(Object.fromEntries(exceptions)).toEqual({
    DenyDeletionExceptBreakGlass: { StringNotEquals: { 'aws:PrincipalArn': [input.breakGlassRoleArn] } },
    DenyRetentionChangeExceptApproved: {
      StringNotEquals: { 'aws:PrincipalArn': [input.breakGlassRoleArn, retention] },
    },
    DenyChangesWithoutMfa: {
      BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' },
      StringNotEquals: { 'aws:PrincipalArn': [...input.deployRoleArns, retention] },
    },
  });
});

it('lets further trails write, each below the folder of its own account', () => {
  const data = 'arn:aws:cloudtrail:us-east-1:111111111111:trail/data';
  const account = 'arn:aws:cloudtrail:eu-west-1:444444444444:trail/own';
  const writes = statements({ trailArns: [trailArn, data, account, data] })
    .filter(({ Effect }) => Effect === 'Allow')
    .map(({ Sid, Resource, Condition }) => [
      Sid,
      Resource,
      (Condition as { StringEquals: Record<string, unknown> }).StringEquals['aws:SourceArn'],
    ]);
  expect(writes).toEqual([
    ['CheckAclByOurTrail', 'arn:aws:s3:::logs', [trailArn, data, account]],
    ['WriteForManagementAccount', 'arn:aws:s3:::logs/AWSLogs/111111111111/*', [trailArn, data]],
    ['WriteForOrganization', 'arn:aws:s3:::logs/AWSLogs/o-exampleorgid/*', [trailArn, data]],
    ['WriteForAccount444444444444', 'arn:aws:s3:::logs/AWSLogs/444444444444/*', account],
  ]);
});

it('opens no folder of an organization where there is none', () => {
  const { organizationId: _, ...alone } = input;
  expect(logBucketPolicy(alone)).not.toContain('WriteForOrganization');
});

it.each(['*', 'arn:aws:cloudtrail:*:111111111111:trail/*', 'arn:aws:cloudtrail:us-east-1:1:trail/org', ''])(
  'refuses %j as the ARN of a trail',
  (arn) => {
    expect(() => statements({ trailArns: [arn] })).toThrow(
      `${JSON.stringify(arn)} is not the ARN of one trail`,
    );
  },
);

it('stays far below the 20 KB that S3 takes, with every option', () => {
  const readerRoleArns = Array.from(
    { length: 20 },
    (_, index) => `arn:aws:iam::333333333333:role/Reader${index}`,
  );
  expect(logBucketPolicy({ ...input, readerRoleArns }).length).toBeLessThan(15_000);
});

import { expect, it } from 'vitest';
import { KeyAdministration, logKeyPolicy } from './key-policy.ts';

const input = {
  region: 'us-east-1',
  accountId: '222222222222',
  managementAccountId: '111111111111',
  trailArns: ['arn:aws:cloudtrail:us-east-1:111111111111:trail/org'],
  bucketName: 'logs',
  breakGlassRoleArn: 'arn:aws:iam::222222222222:role/BreakGlass',
  deployRoleArns: ['arn:aws:iam::222222222222:role/Deploy'],
  readerRoleArns: [] as string[],
};
const [trailArn] = input.trailArns;
const statements = (different: Partial<typeof input> = {}) =>
  Object.fromEntries(
    (JSON.parse(logKeyPolicy({ ...input, ...different })).Statement as { Sid: string }[]).map(
      ({ Sid, ...rest }) => [Sid, rest],
    ),
  );

it('lets CloudTrail encrypt for our trail alone, by source and by encryption context', () => {
  expect(statements()).toMatchObject({
    EncryptLogsOfOurTrail: {
      Principal: { Service: 'cloudtrail.amazonaws.com' },
      Action: 'kms:GenerateDataKey*',
      Condition: {
        StringEquals: { 'aws:SourceArn': trailArn },
        StringLike: {
          'kms:EncryptionContext:aws:cloudtrail:arn': 'arn:aws:cloudtrail:*:111111111111:trail/*',
        },
      },
    },
    EncryptLogsWithBucketKey: {
      Principal: { Service: 'cloudtrail.amazonaws.com' },
      Action: ['kms:GenerateDataKey*', 'kms:Decrypt'],
      Condition: {
        StringEquals: {
          'aws:SourceArn': trailArn,
          'kms:EncryptionContext:aws:s3:arn': 'arn:aws:s3:::logs',
        },
      },
    },
    DescribeByCloudTrail: {
      Principal: { Service: 'cloudtrail.amazonaws.com' },
      Action: 'kms:DescribeKey',
      Condition: { StringEquals: { 'aws:SourceArn': trailArn } },
    },
  });
});

it('gives administrators no use of the key, no grants and no way to end it', () => {
  const use =
    /^kms:(Decrypt|Encrypt|ReEncrypt|GenerateDataKey|CreateGrant|ScheduleKeyDeletion|DisableKey|\*|.*\*$)/;
  expect(KeyAdministration.filter((action) => use.test(action))).toEqual([]);
  expect(statements().AdministerWithoutUse).toEqual({
    Effect: 'Allow',
    Principal: { AWS: 'arn:aws:iam::222222222222:root' },
    Action: KeyAdministration.filter((action) => action !== 'kms:PutKeyPolicy'),
    Resource: '*',
  });
});

it('lets deployment and break-glass alone change the policy', () => {
  expect(statements().ChangePolicyByDeployment).toMatchObject({
    Action: 'kms:PutKeyPolicy',
    Condition: { StringEquals: { 'aws:PrincipalArn': [...input.deployRoleArns, input.breakGlassRoleArn] } },
  });
});

it('refuses grants to all but services, whatever else the policy will say', () => {
  expect(statements().DenyGrantsExceptByServices).toMatchObject({
    Effect: 'Deny',
    Action: 'kms:CreateGrant',
    Condition: { BoolIfExists: { 'kms:GrantIsForAWSResource': 'false' } },
  });
});

it("binds each owner's trails to the encryption context of its own account", () => {
  const other = 'arn:aws:cloudtrail:eu-west-1:444444444444:trail/own';
  expect(statements({ trailArns: [...input.trailArns, other] })).toMatchObject({
    EncryptLogsOfOurTrailOf444444444444: {
      Condition: {
        StringEquals: { 'aws:SourceArn': other },
        StringLike: {
          'kms:EncryptionContext:aws:cloudtrail:arn': 'arn:aws:cloudtrail:*:444444444444:trail/*',
        },
      },
    },
  });
});

it('lets the break-glass role alone disable the key or schedule its deletion', () => {
  expect(statements().EndOnlyByBreakGlass).toMatchObject({
    Action: ['kms:DisableKey', 'kms:DisableKeyRotation', 'kms:ScheduleKeyDeletion'],
    Condition: { StringEquals: { 'aws:PrincipalArn': input.breakGlassRoleArn } },
  });
});

it('lets no person decrypt unless readers are named', () => {
  expect(Object.keys(statements())).not.toContain('DecryptByReaders');
});

it('lets named readers of any account decrypt, through S3 in the region of the key', () => {
  const readerRoleArns = [
    'arn:aws:iam::333333333333:role/Analyst',
    'arn:aws:iam::333333333333:role/path/Other',
  ];
  expect(statements({ readerRoleArns }).DecryptByReaders).toEqual({
    Effect: 'Allow',
    Principal: { AWS: ['arn:aws:iam::333333333333:root'] },
    Action: 'kms:Decrypt',
    Resource: '*',
    Condition: {
      ArnLike: { 'aws:PrincipalArn': readerRoleArns },
      StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' },
      StringLike: { 'kms:EncryptionContext:aws:s3:arn': ['arn:aws:s3:::logs', 'arn:aws:s3:::logs/*'] },
    },
  });
});

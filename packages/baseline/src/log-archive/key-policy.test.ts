import { expect, it } from 'vitest';
import { KeyAdministration, logKeyPolicy } from './key-policy.ts';

const input = {
  region: 'us-east-1',
  accountId: '222222222222',
  managementAccountId: '111111111111',
  trailArn: 'arn:aws:cloudtrail:us-east-1:111111111111:trail/org',
  bucketName: 'logs',
  breakGlassRoleArn: 'arn:aws:iam::222222222222:role/BreakGlass',
  readerRoleArns: [] as string[],
};
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
        StringEquals: { 'aws:SourceArn': input.trailArn },
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
          'aws:SourceArn': input.trailArn,
          'kms:EncryptionContext:aws:s3:arn': 'arn:aws:s3:::logs',
        },
      },
    },
    DescribeByCloudTrail: {
      Principal: { Service: 'cloudtrail.amazonaws.com' },
      Action: 'kms:DescribeKey',
      Condition: { StringEquals: { 'aws:SourceArn': input.trailArn } },
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
    Action: KeyAdministration,
    Resource: '*',
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
      StringEquals: { 'aws:PrincipalArn': readerRoleArns, 'kms:ViaService': 's3.us-east-1.amazonaws.com' },
    },
  });
});

import { describe, expect, it } from 'vitest';
import type { Call, Caller } from '../../aws/call.ts';
import { aCall, account, lookups, owner } from '../test/calls.ts';
import { describeCall } from './describe-call.ts';

async function contextOf(operation: string, input: object, changes: Partial<Call> = {}, index = 0) {
  return (await describeCall(aCall(operation, input, changes), lookups))[index]?.context;
}

describe('accounts', () => {
  it.each([
    ['a bucket is its owner’s', 's3:GetBucketPolicy', { Bucket: 'b' }, owner],
    [
      'a bucket that does not exist is judged by the caller’s own policies',
      's3:GetBucketPolicy',
      { Bucket: 'nowhere' },
      account,
    ],
    ['a new bucket will be the caller’s', 's3:CreateBucket', { Bucket: 'b' }, account],
    ['a topic is its ARN’s', 'sns:Publish', { TopicArn: `arn:aws:sns:us-east-1:${owner}:t` }, owner],
    ['a role to assume is its ARN’s', 'sts:AssumeRole', { RoleArn: `arn:aws:iam::${owner}:role/r` }, owner],
    [
      'a trail takes no policy: its service refuses other accounts',
      'cloudtrail:DeleteTrail',
      { Name: `arn:aws:cloudtrail:us-east-1:${owner}:trail/t` },
      account,
    ],
    [
      'the organization answers its delegated administrators too',
      'organizations:DescribeAccount',
      { AccountId: owner },
      account,
    ],
  ])('%s', async (_name, operation, input, expected) => {
    expect((await describeCall(aCall(operation, input), lookups))[0]?.resourceAccountId).toBe(expected);
  });

  it('lets no role of another account be passed', async () => {
    const asked = await describeCall(
      aCall('cloudtrail:CreateTrail', { Name: 't', CloudWatchLogsRoleArn: `arn:aws:iam::${owner}:role/x` }),
      lookups,
    );
    expect(asked[1]).toMatchObject({ action: 'iam:PassRole', resourceAccountId: owner });
  });
});

describe('context', () => {
  it('tells time, region, transport and the organization of both sides', async () => {
    expect(
      await contextOf('sns:Publish', { TopicArn: `arn:aws:sns:us-east-1:${owner}:tagged` }),
    ).toMatchObject({
      'aws:currenttime': ['2026-11-01T12:00:00.000Z'],
      'aws:epochtime': ['1793534400'],
      'aws:requestedregion': ['us-east-1'],
      'aws:securetransport': ['true'],
      'aws:viaawsservice': ['false'],
      'aws:userid': ['AIDA1'],
      'aws:principalorgid': ['o-1'],
      'aws:principalorgpaths': ['o-1/r-1/ou-1/'],
      'aws:resourceorgid': ['o-1'],
      'aws:principaltag/team': ['blue'],
      'aws:resourcetag/class': ['log'],
    });
  });

  it('tells for whom a service acts', async () => {
    const service: Caller = {
      kind: 'service',
      accountId: account,
      arn: 'cloudtrail.amazonaws.com',
      servicePrincipal: 'cloudtrail.amazonaws.com',
      sourceArn: `arn:aws:cloudtrail:us-east-1:${account}:trail/t`,
    };
    const [asked] = await describeCall(
      aCall('s3:PutObject', { Bucket: 'b', Key: 'k', ACL: 'bucket-owner-full-control' }, { caller: service }),
      lookups,
    );
    expect(asked?.principal).toEqual({
      kind: 'service',
      arn: 'cloudtrail.amazonaws.com',
      service: 'cloudtrail.amazonaws.com',
      accountId: '',
    });
    expect(asked?.context).toMatchObject({
      'aws:sourcearn': [service.sourceArn],
      'aws:sourceaccount': [account],
      'aws:sourceorgid': ['o-1'],
      's3:x-amz-acl': ['bucket-owner-full-control'],
    });
    expect(asked?.context).not.toHaveProperty('aws:userid');
  });

  it('shows KMS what S3 encrypts, and that S3 asks', async () => {
    const given = Buffer.from(JSON.stringify({ 'aws:cloudtrail:arn': 'trail' })).toString('base64');
    expect(
      await contextOf(
        's3:PutObject',
        { Bucket: 'encrypted', Key: 'k', SSEKMSEncryptionContext: given },
        {},
        1,
      ),
    ).toMatchObject({
      'kms:viaservice': ['s3.us-east-1.amazonaws.com'],
      'kms:encryptioncontext:aws:s3:arn': ['arn:aws:s3:::encrypted'],
      'kms:encryptioncontext:aws:cloudtrail:arn': ['trail'],
      'aws:viaawsservice': ['true'],
    });
    expect(
      await contextOf('s3:PutObject', { Bucket: 'b', Key: 'k', ServerSideEncryption: 'aws:kms' }, {}, 1),
    ).toMatchObject({
      'kms:encryptioncontext:aws:s3:arn': ['arn:aws:s3:::b/k'],
    });
  });

  it.each<[operation: string, input: object, keys: Record<string, string[]>]>([
    [
      's3:PutObject',
      { Bucket: 'b', Key: 'k', ServerSideEncryption: 'aws:kms', SSEKMSKeyId: 'alias/x', Tagging: 'Team=a' },
      {
        's3:x-amz-server-side-encryption': ['aws:kms'],
        's3:x-amz-server-side-encryption-aws-kms-key-id': [`arn:aws:kms:us-east-1:${account}:key/of-x`],
        's3:requestobjecttag/team': ['a'],
        's3:requestobjecttagkeys': ['Team'],
        's3:resourceaccount': [owner],
      },
    ],
    [
      's3:ListObjectsV2',
      { Bucket: 'b', Prefix: 'AWSLogs/', MaxKeys: 10 },
      { 's3:prefix': ['AWSLogs/'], 's3:max-keys': ['10'] },
    ],
    [
      's3:PutObjectRetention',
      { Bucket: 'b', Key: 'k', Retention: { Mode: 'COMPLIANCE', RetainUntilDate: '2026-11-11T12:00:00Z' } },
      { 's3:object-lock-mode': ['COMPLIANCE'], 's3:object-lock-remaining-retention-days': ['10'] },
    ],
    [
      'kms:GenerateDataKey',
      { KeyId: '1', EncryptionContext: { App: 'x' } },
      {
        'kms:encryptioncontext:app': ['x'],
        'kms:encryptioncontextkeys': ['App'],
        'kms:calleraccount': [account],
      },
    ],
    [
      'sts:AssumeRole',
      { RoleArn: `arn:aws:iam::${owner}:role/r`, RoleSessionName: 's', ExternalId: 'x' },
      { 'sts:externalid': ['x'], 'sts:rolesessionname': ['s'] },
    ],
    [
      'iam:CreateServiceLinkedRole',
      { AWSServiceName: 'guardduty.amazonaws.com' },
      { 'iam:awsservicename': ['guardduty.amazonaws.com'] },
    ],
    ['iam:AttachRolePolicy', { RoleName: 'r', PolicyArn: 'arn:p' }, { 'iam:policyarn': ['arn:p'] }],
    [
      'organizations:EnableAWSServiceAccess',
      { ServicePrincipal: 'guardduty.amazonaws.com' },
      { 'organizations:serviceprincipal': ['guardduty.amazonaws.com'] },
    ],
    [
      'cloudtrail:AddTags',
      { ResourceId: 'arn:t', TagsList: [{ Key: 'Team', Value: 'a' }] },
      { 'aws:requesttag/team': ['a'], 'aws:tagkeys': ['Team'] },
    ],
    ['guardduty:CreateDetector', { tags: {}, Tags: { Team: 'a' } }, { 'aws:requesttag/team': ['a'] }],
    [
      'kms:CreateKey',
      { Tags: [{ TagKey: 'Team', TagValue: 'a' }], MultiRegion: true },
      { 'aws:requesttag/team': ['a'], 'kms:multiregion': ['true'] },
    ],
  ])('of %s with %j', async (operation, input, keys) => {
    expect(await contextOf(operation, input)).toMatchObject(keys);
  });

  it('names the service that a role is passed to', async () => {
    const input = { Name: 't', CloudWatchLogsRoleArn: `arn:aws:iam::${account}:role/x` };
    expect(await contextOf('cloudtrail:CreateTrail', input, {}, 1)).toMatchObject({
      'iam:passedtoservice': ['cloudtrail.amazonaws.com'],
    });
  });
});

describe('principals', () => {
  it('judges a session as its role, and knows a service-linked one', async () => {
    const roleArn = `arn:aws:iam::${account}:role/aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty`;
    const session: Caller = {
      kind: 'assumed-role',
      accountId: account,
      arn: `arn:aws:sts::${account}:assumed-role/AWSServiceRoleForAmazonGuardDuty/s`,
      roleArn,
    };
    const [asked] = await describeCall(aCall('ec2:DescribeRegions', {}, { caller: session }), lookups);
    expect(asked?.principal).toEqual({
      kind: 'role',
      arn: roleArn,
      sessionArn: session.arn,
      accountId: account,
      isServiceLinkedRole: true,
    });
  });

  it('asks on behalf of the identity provider that vouches for an unsigned caller', async () => {
    const token = `e30.${Buffer.from('{"iss":"https://issuer.example/x"}').toString('base64url')}.`;
    const [asked] = await describeCall(
      aCall('sts:AssumeRoleWithWebIdentity', {
        RoleArn: `arn:aws:iam::${owner}:role/r`,
        WebIdentityToken: token,
      }),
      lookups,
    );
    expect(asked?.principal).toMatchObject({
      kind: 'federated',
      arn: `arn:aws:iam::${owner}:oidc-provider/issuer.example/x`,
    });
  });
});

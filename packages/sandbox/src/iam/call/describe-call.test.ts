import { expect, it } from 'vitest';
import type { Call } from '../../aws/call.ts';
import { aCall, account, key, lookups, owner } from '../test/calls.ts';
import { describeCall } from './describe-call.ts';

async function questions(operation: string, input: object, changes: Partial<Call> = {}): Promise<string[]> {
  const asked = await describeCall(aCall(operation, input, changes), lookups);
  return asked.map(
    ({ action, resource }) =>
      `${action} ${resource.replaceAll(account, 'ACCOUNT').replaceAll(owner, 'OWNER')}`,
  );
}

// Actions, resources and the extra permissions named on each operation's page of the API reference.
it.each<[operation: string, input: object, expected: string[]]>([
  ['s3:PutObject', { Bucket: 'b', Key: 'a/c' }, ['s3:PutObject arn:aws:s3:::b/a/c']],
  [
    's3:PutObject',
    { Bucket: 'b', Key: 'k', ACL: 'bucket-owner-full-control' },
    ['s3:PutObject arn:aws:s3:::b/k'],
  ],
  [
    's3:PutObject',
    { Bucket: 'b', Key: 'k', ACL: 'public-read' },
    ['s3:PutObject arn:aws:s3:::b/k', 's3:PutObjectAcl arn:aws:s3:::b/k'],
  ],
  [
    's3:PutObject',
    { Bucket: 'b', Key: 'k', Tagging: 'a=1', ObjectLockMode: 'GOVERNANCE' },
    [
      's3:PutObject arn:aws:s3:::b/k',
      's3:PutObjectTagging arn:aws:s3:::b/k',
      's3:PutObjectRetention arn:aws:s3:::b/k',
    ],
  ],
  [
    's3:PutObject',
    { Bucket: 'b', Key: 'k', ServerSideEncryption: 'aws:kms', SSEKMSKeyId: key },
    ['s3:PutObject arn:aws:s3:::b/k', 'kms:GenerateDataKey arn:aws:kms:us-east-1:OWNER:key/1'],
  ],
  [
    's3:PutObject',
    { Bucket: 'b', Key: 'k', ServerSideEncryption: 'aws:kms' },
    ['s3:PutObject arn:aws:s3:::b/k', 'kms:GenerateDataKey arn:aws:kms:us-east-1:ACCOUNT:key/of-aws/s3'],
  ],
  [
    's3:PutObject',
    { Bucket: 'encrypted', Key: 'k' },
    ['s3:PutObject arn:aws:s3:::encrypted/k', 'kms:GenerateDataKey arn:aws:kms:us-east-1:OWNER:key/1'],
  ],
  [
    's3:PutObject',
    { Bucket: 'encrypted', Key: 'k', ServerSideEncryption: 'AES256' },
    ['s3:PutObject arn:aws:s3:::encrypted/k'],
  ],
  [
    's3:GetObject',
    { Bucket: 'encrypted', Key: 'k' },
    ['s3:GetObject arn:aws:s3:::encrypted/k', 'kms:Decrypt arn:aws:kms:us-east-1:OWNER:key/1'],
  ],
  ['s3:GetObject', { Bucket: 'b', Key: 'k', VersionId: 'v' }, ['s3:GetObjectVersion arn:aws:s3:::b/k']],
  ['s3:HeadObject', { Bucket: 'b', Key: 'k' }, ['s3:GetObject arn:aws:s3:::b/k']],
  [
    's3:DeleteObject',
    { Bucket: 'b', Key: 'k', VersionId: 'v', BypassGovernanceRetention: true },
    ['s3:BypassGovernanceRetention arn:aws:s3:::b/k', 's3:DeleteObjectVersion arn:aws:s3:::b/k'],
  ],
  [
    's3:DeleteObjects',
    { Bucket: 'b', Delete: { Objects: [{ Key: 'x' }, { Key: 'y', VersionId: '1' }] } },
    ['s3:DeleteObject arn:aws:s3:::b/x', 's3:DeleteObjectVersion arn:aws:s3:::b/y'],
  ],
  [
    's3:CopyObject',
    { Bucket: 'b', Key: 'k', CopySource: '/from/a%20b?versionId=3' },
    ['s3:GetObjectVersion arn:aws:s3:::from/a b', 's3:PutObject arn:aws:s3:::b/k'],
  ],
  ['s3:GetObjectRetention', { Bucket: 'b', Key: 'k' }, ['s3:GetObjectRetention arn:aws:s3:::b/k']],
  ['s3:ListObjectsV2', { Bucket: 'b' }, ['s3:ListBucket arn:aws:s3:::b']],
  ['s3:HeadBucket', { Bucket: 'b' }, ['s3:ListBucket arn:aws:s3:::b']],
  ['s3:ListBuckets', {}, ['s3:ListAllMyBuckets *']],
  [
    's3:CreateBucket',
    { Bucket: 'b', ObjectLockEnabledForBucket: true, ObjectOwnership: 'BucketOwnerEnforced' },
    [
      's3:CreateBucket arn:aws:s3:::b',
      's3:PutBucketObjectLockConfiguration arn:aws:s3:::b',
      's3:PutBucketVersioning arn:aws:s3:::b',
      's3:PutBucketOwnershipControls arn:aws:s3:::b',
    ],
  ],
  ['s3:GetBucketEncryption', { Bucket: 'b' }, ['s3:GetEncryptionConfiguration arn:aws:s3:::b']],
  ['s3:PutBucketLifecycleConfiguration', { Bucket: 'b' }, ['s3:PutLifecycleConfiguration arn:aws:s3:::b']],
  ['s3:PutObjectLockConfiguration', { Bucket: 'b' }, ['s3:PutBucketObjectLockConfiguration arn:aws:s3:::b']],
  ['s3:GetPublicAccessBlock', { Bucket: 'b' }, ['s3:GetBucketPublicAccessBlock arn:aws:s3:::b']],
  ['s3:DeletePublicAccessBlock', { Bucket: 'b' }, ['s3:PutBucketPublicAccessBlock arn:aws:s3:::b']],
  ['s3control:PutPublicAccessBlock', { AccountId: account }, ['s3:PutAccountPublicAccessBlock *']],
  ['kms:CreateKey', {}, ['kms:CreateKey *']],
  ['kms:Decrypt', { CiphertextBlob: new Uint8Array(1) }, ['kms:Decrypt arn:aws:kms:us-east-1:OWNER:key/1']],
  [
    'kms:EnableKeyRotation',
    { KeyId: '1234' },
    ['kms:EnableKeyRotation arn:aws:kms:us-east-1:ACCOUNT:key/1234'],
  ],
  [
    'kms:CreateAlias',
    { AliasName: 'alias/a', TargetKeyId: '1234' },
    [
      'kms:CreateAlias arn:aws:kms:us-east-1:ACCOUNT:alias/a',
      'kms:CreateAlias arn:aws:kms:us-east-1:ACCOUNT:key/1234',
    ],
  ],
  [
    'kms:DeleteAlias',
    { AliasName: 'alias/a' },
    [
      'kms:DeleteAlias arn:aws:kms:us-east-1:ACCOUNT:alias/a',
      'kms:DeleteAlias arn:aws:kms:us-east-1:ACCOUNT:key/of-a',
    ],
  ],
  [
    'kms:ReEncrypt',
    { CiphertextBlob: new Uint8Array(1), DestinationKeyId: '5' },
    [
      'kms:ReEncryptFrom arn:aws:kms:us-east-1:OWNER:key/1',
      'kms:ReEncryptTo arn:aws:kms:us-east-1:ACCOUNT:key/5',
    ],
  ],
  ['sts:GetCallerIdentity', {}, ['sts:GetCallerIdentity *']],
  [
    'sts:AssumeRole',
    { RoleArn: `arn:aws:iam::${owner}:role/r`, Tags: [{ Key: 'a', Value: '1' }] },
    ['sts:AssumeRole arn:aws:iam::OWNER:role/r', 'sts:TagSession arn:aws:iam::OWNER:role/r'],
  ],
  ['iam:GetRole', { RoleName: 'deep' }, ['iam:GetRole arn:aws:iam::ACCOUNT:role/a/b/deep']],
  [
    'iam:CreateRole',
    { RoleName: 'deep', Path: '/new/' },
    ['iam:CreateRole arn:aws:iam::ACCOUNT:role/new/deep'],
  ],
  [
    'iam:AttachRolePolicy',
    { RoleName: 'r', PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
    ['iam:AttachRolePolicy arn:aws:iam::ACCOUNT:role/r'],
  ],
  ['iam:CreatePolicy', { PolicyName: 'p' }, ['iam:CreatePolicy arn:aws:iam::ACCOUNT:policy/p']],
  [
    'iam:GetPolicyVersion',
    { PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
    ['iam:GetPolicyVersion arn:aws:iam::aws:policy/ReadOnlyAccess'],
  ],
  ['iam:CreateAccessKey', {}, ['iam:CreateAccessKey arn:aws:iam::ACCOUNT:user/alice']],
  [
    'iam:AddRoleToInstanceProfile',
    { InstanceProfileName: 'p', RoleName: 'deep' },
    [
      'iam:AddRoleToInstanceProfile arn:aws:iam::ACCOUNT:instance-profile/p',
      'iam:PassRole arn:aws:iam::ACCOUNT:role/a/b/deep',
    ],
  ],
  ['iam:ListUsers', {}, ['iam:ListUsers *']],
  ['iam:UpdateAccountPasswordPolicy', {}, ['iam:UpdateAccountPasswordPolicy *']],
  [
    'iam:CreateServiceLinkedRole',
    { AWSServiceName: 'guardduty.amazonaws.com' },
    [
      'iam:CreateServiceLinkedRole arn:aws:iam::ACCOUNT:role/aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty',
    ],
  ],
  [
    'cloudtrail:CreateTrail',
    { Name: 't', CloudWatchLogsRoleArn: `arn:aws:iam::${account}:role/logs` },
    [
      'cloudtrail:CreateTrail arn:aws:cloudtrail:us-east-1:ACCOUNT:trail/t',
      'iam:PassRole arn:aws:iam::ACCOUNT:role/logs',
    ],
  ],
  [
    'cloudtrail:GetTrailStatus',
    { Name: `arn:aws:cloudtrail:eu-west-1:${owner}:trail/t` },
    ['cloudtrail:GetTrailStatus arn:aws:cloudtrail:eu-west-1:OWNER:trail/t'],
  ],
  [
    'cloudtrail:PutEventSelectors',
    { TrailName: 't' },
    ['cloudtrail:PutEventSelectors arn:aws:cloudtrail:us-east-1:ACCOUNT:trail/t'],
  ],
  [
    'cloudtrail:GetInsightSelectors',
    { TrailName: 't' },
    ['cloudtrail:GetInsightSelectors arn:aws:cloudtrail:us-east-1:ACCOUNT:trail/t'],
  ],
  [
    'cloudtrail:ListTags',
    { ResourceIdList: [`arn:aws:cloudtrail:us-east-1:${account}:trail/t`] },
    ['cloudtrail:ListTags arn:aws:cloudtrail:us-east-1:ACCOUNT:trail/t'],
  ],
  ['cloudtrail:DescribeTrails', {}, ['cloudtrail:DescribeTrails *']],
  ['cloudtrail:LookupEvents', {}, ['cloudtrail:LookupEvents *']],
  ['guardduty:CreateDetector', { Enable: true }, ['guardduty:CreateDetector *']],
  [
    'guardduty:UpdateDetector',
    { DetectorId: 'd' },
    ['guardduty:UpdateDetector arn:aws:guardduty:us-east-1:ACCOUNT:detector/d'],
  ],
  [
    'guardduty:GetFilter',
    { DetectorId: 'd', FilterName: 'f' },
    ['guardduty:GetFilter arn:aws:guardduty:us-east-1:ACCOUNT:detector/d/filter/f'],
  ],
  [
    'organizations:CreateAccount',
    { AccountName: 'a', Email: 'a@example.com' },
    ['organizations:CreateAccount *'],
  ],
  [
    'organizations:AttachPolicy',
    { PolicyId: 'p-1', TargetId: 'ou-1-2' },
    [
      'organizations:AttachPolicy arn:aws:organizations::OWNER:ou/o-1/ou-1-2',
      'organizations:AttachPolicy arn:aws:organizations::OWNER:policy/o-1/service_control_policy/p-1',
    ],
  ],
  [
    'organizations:DetachPolicy',
    { PolicyId: 'p-FullAWSAccess', TargetId: 'r-1' },
    [
      'organizations:DetachPolicy arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess',
      'organizations:DetachPolicy arn:aws:organizations::OWNER:root/o-1/r-1',
    ],
  ],
  [
    'organizations:MoveAccount',
    { AccountId: owner, SourceParentId: 'r-1', DestinationParentId: 'ou-1-2' },
    [
      'organizations:MoveAccount arn:aws:organizations::OWNER:account/o-1/OWNER',
      'organizations:MoveAccount arn:aws:organizations::OWNER:ou/o-1/ou-1-2',
      'organizations:MoveAccount arn:aws:organizations::OWNER:root/o-1/r-1',
    ],
  ],
  ['organizations:ListAccounts', {}, ['organizations:ListAccounts *']],
  [
    'account:GetAlternateContact',
    { AlternateContactType: 'SECURITY' },
    ['account:GetAlternateContact arn:aws:account::ACCOUNT:account'],
  ],
  [
    'account:PutAlternateContact',
    { AccountId: '999988887777' },
    ['account:PutAlternateContact arn:aws:account::OWNER:account/o-1/999988887777'],
  ],
  [
    'logs:CreateLogGroup',
    { logGroupName: 'g' },
    ['logs:CreateLogGroup arn:aws:logs:us-east-1:ACCOUNT:log-group:g:log-stream:'],
  ],
  [
    'logs:PutLogEvents',
    { logGroupName: 'g', logStreamName: 's' },
    ['logs:PutLogEvents arn:aws:logs:us-east-1:ACCOUNT:log-group:g:log-stream:s'],
  ],
  [
    'logs:TagResource',
    { resourceArn: `arn:aws:logs:us-east-1:${account}:log-group:g` },
    ['logs:TagResource arn:aws:logs:us-east-1:ACCOUNT:log-group:g'],
  ],
  ['sns:CreateTopic', { Name: 't' }, ['sns:CreateTopic arn:aws:sns:us-east-1:ACCOUNT:t']],
  [
    'sns:Publish',
    { TopicArn: `arn:aws:sns:us-east-1:${owner}:t` },
    ['sns:Publish arn:aws:sns:us-east-1:OWNER:t'],
  ],
  [
    'sns:Unsubscribe',
    { SubscriptionArn: `arn:aws:sns:us-east-1:${account}:t:1-2` },
    ['sns:Unsubscribe arn:aws:sns:us-east-1:ACCOUNT:t'],
  ],
  [
    'sqs:SendMessage',
    { QueueUrl: `http://127.0.0.1:4566/${owner}/q` },
    ['sqs:SendMessage arn:aws:sqs:us-east-1:OWNER:q'],
  ],
  [
    'events:PutRule',
    { Name: 'r', RoleArn: `arn:aws:iam::${account}:role/x` },
    ['events:PutRule arn:aws:events:us-east-1:ACCOUNT:rule/r', 'iam:PassRole arn:aws:iam::ACCOUNT:role/x'],
  ],
  [
    'events:PutTargets',
    {
      Rule: 'r',
      EventBusName: 'bus',
      Targets: [{ Id: '1', Arn: 'a', RoleArn: `arn:aws:iam::${account}:role/x` }],
    },
    [
      'events:PutTargets arn:aws:events:us-east-1:ACCOUNT:rule/bus/r',
      'iam:PassRole arn:aws:iam::ACCOUNT:role/x',
    ],
  ],
  [
    'events:PutEvents',
    { Entries: [{ Source: 's' }] },
    ['events:PutEvents arn:aws:events:us-east-1:ACCOUNT:event-bus/default'],
  ],
  [
    'monitoring:PutMetricAlarm',
    { AlarmName: 'a' },
    ['cloudwatch:PutMetricAlarm arn:aws:cloudwatch:us-east-1:ACCOUNT:alarm:a'],
  ],
  [
    'cloudwatch:DeleteAlarms',
    { AlarmNames: ['a', 'b'] },
    [
      'cloudwatch:DeleteAlarms arn:aws:cloudwatch:us-east-1:ACCOUNT:alarm:a',
      'cloudwatch:DeleteAlarms arn:aws:cloudwatch:us-east-1:ACCOUNT:alarm:b',
    ],
  ],
  ['ec2:DescribeRegions', {}, ['ec2:DescribeRegions *']],
  ['ec2:EnableEbsEncryptionByDefault', {}, ['ec2:EnableEbsEncryptionByDefault *']],
  [
    'lambda:Invoke',
    { FunctionName: 'f', Qualifier: 'live' },
    ['lambda:InvokeFunction arn:aws:lambda:us-east-1:ACCOUNT:function:f:live'],
  ],
  [
    'lambda:CreateFunction',
    { FunctionName: 'f', Role: `arn:aws:iam::${account}:role/x` },
    [
      'lambda:CreateFunction arn:aws:lambda:us-east-1:ACCOUNT:function:f',
      'iam:PassRole arn:aws:iam::ACCOUNT:role/x',
    ],
  ],
  [
    'config:PutConfigurationRecorder',
    { ConfigurationRecorder: { name: 'default', roleARN: `arn:aws:iam::${account}:role/x` } },
    [
      'config:PutConfigurationRecorder arn:aws:config:us-east-1:ACCOUNT:configuration-recorder/default/*',
      'iam:PassRole arn:aws:iam::ACCOUNT:role/x',
    ],
  ],
  [
    'scheduler:CreateSchedule',
    { Name: 's' },
    ['scheduler:CreateSchedule arn:aws:scheduler:us-east-1:ACCOUNT:schedule/default/s'],
  ],
  ['ssm:GetParameter', { Name: 'p' }, ['ssm:GetParameter arn:aws:ssm:us-east-1:ACCOUNT:parameter/p']],
])('%s of %j', async (operation, input, expected) => {
  expect((await questions(operation, input)).sort()).toEqual([...expected].sort());
});

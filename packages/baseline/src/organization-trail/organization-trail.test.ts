import { describe, expect, it } from 'vitest';
import { organizationNames } from '../organization-names.ts';
import { recordProgram } from '../testing/record-program.ts';
import { someSettings } from '../testing/settings.ts';
import { DeliveryKey } from './delivery-key.ts';
import { LogStream } from './log-stream.ts';
import { NotificationTopic } from './notification-topic.ts';
import { OrganizationTrail } from './organization-trail.ts';

const names = organizationNames(someSettings());
const region = 'us-east-1';
const accountId = '111111111111';

describe('OrganizationTrail', () => {
  const recorded = () =>
    recordProgram(() => {
      const trail = new OrganizationTrail('organization', {
        trailName: names.trailName,
        region,
        bucketName: 'logs',
        kmsKeyArn: 'arn:aws:kms:us-east-1:222222222222:key/k',
        logGroupArn: `${names.logGroupArn}:*`,
        logsRoleArn: names.logDeliveryRoleArn,
        topicName: names.topicName,
      });
      return { trailArn: trail.trailArn };
    });

  it('records every account and region, reads and writes, signed, encrypted, streamed and announced', async () => {
    expect((await recorded()).inputsOf('aws:cloudtrail/trail:Trail')).toEqual({
      region,
      name: 'trailguard-organization',
      s3BucketName: 'logs',
      kmsKeyId: 'arn:aws:kms:us-east-1:222222222222:key/k',
      cloudWatchLogsGroupArn:
        'arn:aws:logs:us-east-1:111111111111:log-group:/trailguard/organization-trail:*',
      cloudWatchLogsRoleArn: 'arn:aws:iam::111111111111:role/trailguard-log-delivery',
      snsTopicName: 'trailguard-log-delivery',
      isOrganizationTrail: true,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: true,
      enableLogging: true,
      advancedEventSelectors: [
        {
          name: 'All management events',
          fieldSelectors: [{ field: 'eventCategory', equals: ['Management'] }],
        },
      ],
    });
  });

  it('enables trusted access first, and protects both', async () => {
    const recording = await recorded();
    const access = recording.find('aws:organizations/awsServiceAccess:AwsServiceAccess');
    const trail = recording.find('aws:cloudtrail/trail:Trail');
    expect(access.inputs).toEqual({ servicePrincipal: 'cloudtrail.amazonaws.com' });
    expect(trail.dependsOn).toContain('AwsServiceAccess organization');
    expect([access.protect, trail.protect]).toEqual([true, true]);
  });
});

describe('NotificationTopic', () => {
  it('is encrypted and takes messages of our trail alone', async () => {
    const recording = await recordProgram(
      () =>
        void new NotificationTopic('log-delivery', {
          topicName: names.topicName,
          topicArn: names.topicArn,
          region,
          trailArn: names.trailArn,
          kmsKeyArn: 'key',
        }),
    );
    expect(recording.inputsOf('aws:sns/topic:Topic')).toEqual({
      region,
      name: 'trailguard-log-delivery',
      kmsMasterKeyId: 'key',
    });
    const { policy, ...rest } = recording.inputsOf('aws:sns/topicPolicy:TopicPolicy');
    expect(rest).toEqual({ region, arn: 'arn-of-log-delivery' });
    expect(JSON.parse(String(policy)).Statement).toEqual([
      {
        Sid: 'PublishByOurTrail',
        Effect: 'Allow',
        Principal: { Service: 'cloudtrail.amazonaws.com' },
        Action: 'sns:Publish',
        Resource: names.topicArn,
        Condition: { StringEquals: { 'aws:SourceArn': names.trailArn } },
      },
      {
        Sid: 'DenyInsecureTransport',
        Effect: 'Deny',
        Principal: '*',
        Action: 'sns:Publish',
        Resource: [names.topicArn],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ]);
  });
});

describe('LogStream', () => {
  it('makes an encrypted log group, and a role that writes to the streams of the trail alone', async () => {
    const recording = await recordProgram(() => {
      const stream = new LogStream('log-delivery', {
        logGroupName: names.logGroupName,
        logGroupArn: names.logGroupArn,
        roleName: names.logDeliveryRoleName,
        region,
        accountId,
        organizationId: 'o-exampleorgid',
        kmsKeyArn: 'key',
      });
      return { logGroupArn: stream.logGroupArn, roleArn: stream.roleArn };
    });
    expect(recording.inputsOf('aws:cloudwatch/logGroup:LogGroup')).toEqual({
      region,
      name: '/trailguard/organization-trail',
      retentionInDays: 365,
      kmsKeyId: 'key',
    });
    expect(JSON.parse(String(recording.inputsOf('aws:iam/role:Role').assumeRolePolicy)).Statement).toEqual([
      {
        Sid: 'AssumeByCloudTrail',
        Effect: 'Allow',
        Principal: { Service: 'cloudtrail.amazonaws.com' },
        Action: 'sts:AssumeRole',
      },
    ]);
    const { policy, ...rest } = recording.inputsOf('aws:iam/rolePolicy:RolePolicy');
    expect(rest).toEqual({ name: 'write-log-streams', role: 'trailguard-log-delivery' });
    expect(JSON.parse(String(policy)).Statement).toEqual([
      {
        Sid: 'WriteStreamsOfTheTrail',
        Effect: 'Allow',
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: [
          `${names.logGroupArn}:log-stream:111111111111_CloudTrail_us-east-1*`,
          `${names.logGroupArn}:log-stream:o-exampleorgid_*`,
        ],
      },
    ]);
    expect(recording.outputs).toEqual({
      logGroupArn: 'arn-of-log-delivery:*',
      roleArn: 'arn-of-log-delivery',
    });
  });
});

describe('DeliveryKey', () => {
  it('serves our trail, our log group, and people through these services alone', async () => {
    const recording = await recordProgram(
      () =>
        void new DeliveryKey('log-delivery', {
          region,
          accountId,
          alias: names.deliveryKeyAlias,
          trailArn: names.trailArn,
          logGroupArn: names.logGroupArn,
        }),
    );
    const { policy, ...rest } = recording.inputsOf('aws:kms/key:Key');
    expect(rest).toEqual({
      region,
      description: 'Encrypts the notices and the log group of the organization trail',
      enableKeyRotation: true,
      deletionWindowInDays: 30,
    });
    const statements = JSON.parse(String(policy)).Statement.map(
      ({ Sid, Principal, Condition }: Record<string, unknown>) => [Sid, Principal, Condition],
    );
    expect(statements).toEqual([
      ['AdministerWithoutUse', { AWS: 'arn:aws:iam::111111111111:root' }, undefined],
      [
        'UseThroughServices',
        { AWS: 'arn:aws:iam::111111111111:root' },
        {
          StringEquals: { 'kms:ViaService': ['logs.us-east-1.amazonaws.com', 'sns.us-east-1.amazonaws.com'] },
        },
      ],
      [
        'PublishByOurTrail',
        { Service: 'cloudtrail.amazonaws.com' },
        { StringEquals: { 'aws:SourceArn': names.trailArn } },
      ],
      [
        'EncryptOurLogGroup',
        { Service: 'logs.us-east-1.amazonaws.com' },
        { ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': names.logGroupArn } },
      ],
    ]);
  });
});

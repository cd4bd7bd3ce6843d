import { describe, expect, it } from 'vitest';
import { organizationNames } from '../organization-names.ts';
import { recordProgram } from '../testing/record-program.ts';
import { someSettings } from '../testing/settings.ts';
import { AccountTrail, type AccountTrailArgs } from './account-trail.ts';
import { DataTrail, type DataTrailArgs } from './data-trail.ts';
import { DeliveryKey } from './delivery-key.ts';
import { Insight } from './insight.ts';
import { LogStream } from './log-stream.ts';
import { OrganizationTrail, type OrganizationTrailArgs } from './organization-trail.ts';

const names = organizationNames(someSettings());
const region = 'us-east-1';
const accountId = '111111111111';

describe('OrganizationTrail', () => {
  const recorded = (different: Partial<OrganizationTrailArgs> = {}) =>
    recordProgram(() => {
      const trail = new OrganizationTrail('organization', {
        trailName: names.trailName,
        region,
        bucketName: 'logs',
        kmsKeyArn: 'arn:aws:kms:us-east-1:222222222222:key/k',
        logGroupArn: `${names.logGroupArn}:*`,
        logsRoleArn: names.logDeliveryRoleArn,
        topicName: names.topicName,
        ...different,
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
          name: 'Management events selector',
          fieldSelectors: [{ field: 'eventCategory', equals: ['Management'] }],
        },
      ],
      insightSelectors: [{ insightType: 'ApiCallRateInsight' }, { insightType: 'ApiErrorRateInsight' }],
    });
  });

  it.each([
    [[], []],
    [[Insight.ErrorRate], [{ insightType: 'ApiErrorRateInsight' }]],
  ])('looks for the anomalies %j alone when they are given', async (insights, selectors) => {
    const trail = (await recorded({ insights })).inputsOf('aws:cloudtrail/trail:Trail');
    expect(trail.insightSelectors).toEqual(selectors);
  });

  it('carries its tags', async () => {
    const tags = { Owner: 'security' };
    expect((await recorded({ tags })).inputsOf('aws:cloudtrail/trail:Trail').tags).toEqual(tags);
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

describe('DataTrail', () => {
  const recorded = (different: Partial<DataTrailArgs> = {}) =>
    recordProgram(() => {
      const trail = new DataTrail('data', {
        trailName: names.dataTrailName,
        region,
        bucketName: 'logs',
        kmsKeyArn: 'key',
        logBucketArns: ['arn:aws:s3:::logs'],
        lambda: {},
        ...different,
      });
      return { trailArn: trail.trailArn };
    });

  it('records what is asked, in every account and region, signed and encrypted', async () => {
    const recording = await recorded();
    expect(recording.inputsOf('aws:cloudtrail/trail:Trail')).toEqual({
      region,
      name: 'trailguard-data',
      s3BucketName: 'logs',
      kmsKeyId: 'key',
      isOrganizationTrail: true,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: true,
      enableLogging: true,
      advancedEventSelectors: [
        {
          name: 'AWS::Lambda::Function: all, reads and writes',
          fieldSelectors: [
            { field: 'eventCategory', equals: ['Data'] },
            { field: 'resources.type', equals: ['AWS::Lambda::Function'] },
          ],
        },
      ],
    });
    expect(recording.outputs).toEqual({ trailArn: 'arn-of-data' });
  });

  it('takes a folder, a topic, tags and one account alone', async () => {
    const different = {
      keyPrefix: 'data',
      topicName: 'files',
      tags: { Owner: 'security' },
      isOrganizationTrail: false,
    };
    expect((await recorded(different)).inputsOf('aws:cloudtrail/trail:Trail')).toMatchObject({
      s3KeyPrefix: 'data',
      snsTopicName: 'files',
      tags: { Owner: 'security' },
      isOrganizationTrail: false,
    });
  });

  it('refuses what CloudTrail would, all faults at once', async () => {
    await expect(
      recorded({ lambda: { arns: ['all'] }, others: [{ resourceType: 'Queue' }] }),
    ).rejects.toThrow(
      'DataTrail "data": "all" is no ARN of AWS::Lambda::Function, whole or its start and "*"; "Queue" is no kind of resource',
    );
  });
});

describe('AccountTrail', () => {
  const recorded = (different: Partial<AccountTrailArgs> = {}) =>
    recordProgram(
      () =>
        void new AccountTrail('own', {
          trailName: 'trailguard-account',
          region,
          bucketName: 'logs',
          kmsKeyArn: 'key',
          ...different,
        }),
    );

  it('records the account in every region, reads and writes, signed and encrypted, and is protected', async () => {
    const recording = await recorded();
    expect(recording.inputsOf('aws:cloudtrail/trail:Trail')).toEqual({
      region,
      name: 'trailguard-account',
      s3BucketName: 'logs',
      kmsKeyId: 'key',
      isOrganizationTrail: false,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: true,
      enableLogging: true,
      advancedEventSelectors: [
        {
          name: 'Management events selector',
          fieldSelectors: [{ field: 'eventCategory', equals: ['Management'] }],
        },
      ],
      insightSelectors: [{ insightType: 'ApiCallRateInsight' }, { insightType: 'ApiErrorRateInsight' }],
    });
    expect(recording.find('aws:cloudtrail/trail:Trail').protect).toBe(true);
  });

  it('takes a folder, a log group, a topic, tags and no Insights', async () => {
    const different = {
      keyPrefix: 'others',
      logGroupArn: 'group:*',
      logsRoleArn: 'role',
      topicName: 'files',
      insights: [],
      tags: { Owner: 'payments' },
    };
    expect((await recorded(different)).inputsOf('aws:cloudtrail/trail:Trail')).toMatchObject({
      s3KeyPrefix: 'others',
      cloudWatchLogsGroupArn: 'group:*',
      cloudWatchLogsRoleArn: 'role',
      snsTopicName: 'files',
      insightSelectors: [],
      tags: { Owner: 'payments' },
    });
  });

  it('refuses a log group without its role', async () => {
    await expect(recorded({ logGroupArn: 'group:*' })).rejects.toThrow(
      'AccountTrail "own": logGroupArn and logsRoleArn go together; give both or neither',
    );
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
      deletionProtectionEnabled: true,
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

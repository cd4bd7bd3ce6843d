import {
  CloudTrailClient,
  CreateTrailCommand,
  GetTrailStatusCommand,
  StartLoggingCommand,
} from '@aws-sdk/client-cloudtrail';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  GetLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  CreateRoleCommand,
  DeleteRolePolicyCommand,
  IAMClient,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { CreateBucketCommand, PutBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateTopicCommand, SetTopicAttributesCommand, SNSClient } from '@aws-sdk/client-sns';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../index.ts';
import { administrator, type ClientConfig, codeOf } from '../../test/clients.ts';

const Name = 'own-trail';
const Bucket = 'own-trail-logs';
const service = { Service: 'cloudtrail.amazonaws.com' };
let sandbox: Sandbox;
let config: ClientConfig;
let cloudtrail: CloudTrailClient;
let account: string;
let topicArn: string;

const document = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const groupArn = () => `arn:aws:logs:us-east-1:${account}:log-group:trail:*`;
const roleArn = () => `arn:aws:iam::${account}:role/trail-to-logs`;
const create = (change: object) =>
  cloudtrail.send(new CreateTrailCommand({ Name, S3BucketName: Bucket, ...change }));
const withLogs = () => ({ CloudWatchLogsLogGroupArn: groupArn(), CloudWatchLogsRoleArn: roleArn() });
const status = () => cloudtrail.send(new GetTrailStatusCommand({ Name }));

async function allowRole(): Promise<void> {
  // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html
  const PolicyDocument = document({
    Effect: 'Allow',
    Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    Resource: `arn:aws:logs:us-east-1:${account}:log-group:trail:log-stream:${account}_CloudTrail_us-east-1*`,
  });
  await new IAMClient(config).send(
    new PutRolePolicyCommand({ RoleName: 'trail-to-logs', PolicyName: 'write', PolicyDocument }),
  );
}

beforeAll(async () => {
  sandbox = await startSandbox({ delays: { iam: 0 } });
  config = administrator(sandbox);
  cloudtrail = new CloudTrailClient(config);
  account = sandbox.accounts.management;
  const s3 = new S3Client(config);
  await s3.send(new CreateBucketCommand({ Bucket }));
  const Policy = document(
    { Effect: 'Allow', Principal: service, Action: 's3:GetBucketAcl', Resource: `arn:aws:s3:::${Bucket}` },
    {
      Effect: 'Allow',
      Principal: service,
      Action: 's3:PutObject',
      Resource: `arn:aws:s3:::${Bucket}/AWSLogs/${account}/*`,
    },
  );
  await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
  topicArn = (await new SNSClient(config).send(new CreateTopicCommand({ Name: 'trail' }))).TopicArn ?? '';
});
afterAll(() => sandbox?.stop());

describe('a trail with a log group and a topic', () => {
  it('is refused before the role trusts CloudTrail', async () => {
    await new CloudWatchLogsClient(config).send(new CreateLogGroupCommand({ logGroupName: 'trail' }));
    expect(await codeOf(create(withLogs()))).toBe('InvalidCloudWatchLogsRoleArnException');
  });

  it('is refused before the role may write', async () => {
    const AssumeRolePolicyDocument = document({
      Effect: 'Allow',
      Principal: service,
      Action: 'sts:AssumeRole',
    });
    await new IAMClient(config).send(
      new CreateRoleCommand({ RoleName: 'trail-to-logs', AssumeRolePolicyDocument }),
    );
    expect(await codeOf(create(withLogs()))).toBe('InvalidCloudWatchLogsLogGroupArnException');
  });

  it('is refused before the topic admits CloudTrail', async () => {
    await allowRole();
    expect(await codeOf(create({ ...withLogs(), SnsTopicName: topicArn }))).toBe(
      'InsufficientSnsTopicPolicyException',
    );
  });

  it('sends events to both', async () => {
    const AttributeValue = document({
      Effect: 'Allow',
      Principal: service,
      Action: 'SNS:Publish',
      Resource: topicArn,
      Condition: {
        StringEquals: { 'aws:SourceArn': `arn:aws:cloudtrail:us-east-1:${account}:trail/${Name}` },
      },
    });
    await new SNSClient(config).send(
      new SetTopicAttributesCommand({ TopicArn: topicArn, AttributeName: 'Policy', AttributeValue }),
    );
    await create({ ...withLogs(), SnsTopicName: topicArn });
    await cloudtrail.send(new StartLoggingCommand({ Name }));
    await new IAMClient(config).send(
      new PutRolePolicyCommand({
        RoleName: 'trail-to-logs',
        PolicyName: 'more',
        PolicyDocument: document({ Effect: 'Allow', Action: 's3:ListAllMyBuckets', Resource: '*' }),
      }),
    );
    await sandbox.clock.advance(5 * 60_000);

    const answer = await status();
    expect(answer.LatestCloudWatchLogsDeliveryError).toBeUndefined();
    expect(answer.LatestCloudWatchLogsDeliveryTime).toBeInstanceOf(Date);
    expect(answer.LatestNotificationError).toBeUndefined();
    expect(answer.LatestNotificationTime).toBeInstanceOf(Date);
    const { events = [] } = await new CloudWatchLogsClient(config).send(
      new GetLogEventsCommand({
        logGroupName: 'trail',
        logStreamName: `${account}_CloudTrail_us-east-1`,
        startFromHead: true,
      }),
    );
    expect(events.map((event) => JSON.parse(event.message ?? '').eventName)).toContain('PutRolePolicy');
  });

  it('shows when the role may not write any more', async () => {
    await new IAMClient(config).send(
      new DeleteRolePolicyCommand({ RoleName: 'trail-to-logs', PolicyName: 'write' }),
    );
    await sandbox.clock.advance(5 * 60_000);
    expect((await status()).LatestCloudWatchLogsDeliveryError).toMatch(/Access denied/);
  });

  it('shows when the topic does not admit CloudTrail any more', async () => {
    await new SNSClient(config).send(
      new SetTopicAttributesCommand({
        TopicArn: topicArn,
        AttributeName: 'Policy',
        AttributeValue: document({
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${account}:root` },
          Action: 'SNS:Publish',
          Resource: topicArn,
        }),
      }),
    );
    await sandbox.clock.advance(5 * 60_000);
    expect((await status()).LatestNotificationError).toBe('AuthorizationError');
  });
});

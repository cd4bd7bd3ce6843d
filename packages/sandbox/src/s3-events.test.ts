import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  type Event,
  PutBucketNotificationConfigurationCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import {
  CreateTopicCommand,
  SetTopicAttributesCommand,
  SNSClient,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from './index.ts';
import { type ClientConfig, member } from './test/clients.ts';

let sandbox: Sandbox;
let config: ClientConfig;
let s3: S3Client;
let sqs: SQSClient;

beforeAll(async () => {
  sandbox = await startSandbox({ delays: { iam: 0 } });
  config = await member(sandbox, sandbox.accounts.logArchive);
  s3 = new S3Client(config);
  sqs = new SQSClient(config);
});
afterAll(() => sandbox?.stop());

const allow = (Service: string, Action: string, Resource: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service }, Action, Resource }],
  });

/** A queue that a service may write to. */
async function queue(name: string, service: string) {
  const arn = `arn:aws:sqs:us-east-1:${sandbox.accounts.logArchive}:${name}`;
  const { QueueUrl } = await sqs.send(
    new CreateQueueCommand({
      QueueName: name,
      Attributes: { Policy: allow(service, 'sqs:SendMessage', arn) },
    }),
  );
  const bodies = async () => {
    await sandbox.clock.advance(1000);
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
    );
    for (const { ReceiptHandle } of Messages)
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    return Messages.map(({ Body }) => JSON.parse(Body ?? '{}') as Record<string, unknown>);
  };
  return { arn, url: QueueUrl, bodies };
}

interface Told {
  eventName: string;
  s3: { bucket: { name: string }; object: { key: string } };
}
const told = (messages: readonly Record<string, unknown>[]) =>
  messages
    .flatMap(({ Records }) => Records as Told[])
    .map((record) => `${record.eventName} ${record.s3.object.key}`)
    .sort();

async function bucket(name: string): Promise<string> {
  await s3.send(new CreateBucketCommand({ Bucket: name }));
  return name;
}

describe('a bucket that tells', () => {
  it('tells a queue of the objects that it wants to hear of', async () => {
    const Bucket = await bucket('telling-queue');
    const { arn, url, bodies } = await queue('objects', 's3.amazonaws.com');
    await s3.send(
      new PutBucketNotificationConfigurationCommand({
        Bucket,
        NotificationConfiguration: {
          QueueConfigurations: [
            {
              QueueArn: arn,
              Events: ['s3:ObjectCreated:Put', 's3:ObjectRemoved:*'] as Event[],
              Filter: { Key: { FilterRules: [{ Name: 'prefix', Value: 'AWSLogs/' }] } },
            },
          ],
        },
      }),
    );
    await s3.send(new PutObjectCommand({ Bucket, Key: 'AWSLogs/a b', Body: 'x' }));
    await s3.send(new PutObjectCommand({ Bucket, Key: 'other', Body: 'x' }));
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'AWSLogs/a b' }));
    expect(told(await bodies())).toEqual([
      'ObjectCreated:Put AWSLogs/a+b',
      'ObjectRemoved:Delete AWSLogs/a+b',
    ]);

    await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
    const { VersionId } = await s3.send(new PutObjectCommand({ Bucket, Key: 'AWSLogs/v', Body: 'x' }));
    await bodies();
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'AWSLogs/v' }));
    await s3.send(
      new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: 'AWSLogs/v', VersionId }] } }),
    );
    expect(told(await bodies())).toEqual([
      'ObjectRemoved:Delete AWSLogs/v',
      'ObjectRemoved:DeleteMarkerCreated AWSLogs/v',
    ]);

    await sqs.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes: { Policy: '' } }));
    await s3.send(new PutObjectCommand({ Bucket, Key: 'AWSLogs/late', Body: 'x' }));
    expect(await bodies(), 'a queue that was closed').toEqual([]);
  });

  it('tells a topic', async () => {
    const Bucket = await bucket('telling-topic');
    const sns = new SNSClient(config);
    const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: 'removals' }));
    const Policy = allow('s3.amazonaws.com', 'sns:Publish', TopicArn ?? '');
    await sns.send(
      new SetTopicAttributesCommand({ TopicArn, AttributeName: 'Policy', AttributeValue: Policy }),
    );
    const { arn, bodies } = await queue('removals', 'sns.amazonaws.com');
    await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: arn }));
    await s3.send(
      new PutBucketNotificationConfigurationCommand({
        Bucket,
        NotificationConfiguration: {
          TopicConfigurations: [{ TopicArn, Events: ['s3:ObjectRemoved:*'] as Event[] }],
        },
      }),
    );
    await s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'x' }));
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
    const messages = (await bodies()).map(
      ({ Message }) => JSON.parse(String(Message)) as Record<string, unknown>,
    );
    expect(told(messages)).toEqual(['ObjectRemoved:Delete a']);
  });

  it('tells EventBridge', async () => {
    const Bucket = await bucket('telling-bus');
    await s3.send(
      new PutBucketNotificationConfigurationCommand({
        Bucket,
        NotificationConfiguration: { EventBridgeConfiguration: {} },
      }),
    );
    const events = new EventBridgeClient(config);
    const { arn, bodies } = await queue('bus', 'events.amazonaws.com');
    const EventPattern = JSON.stringify({ source: ['aws.s3'], 'detail-type': ['Object Deleted'] });
    await events.send(new PutRuleCommand({ Name: 'objects', EventPattern }));
    await events.send(new PutTargetsCommand({ Rule: 'objects', Targets: [{ Id: '1', Arn: arn }] }));
    await s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'x' }));
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
    expect(await bodies()).toMatchObject([
      {
        account: sandbox.accounts.logArchive,
        detail: { bucket: { name: Bucket }, object: { key: 'a' }, reason: 'DeleteObject' },
      },
    ]);
  });
});

import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type Sandbox, startSandbox } from '@trailguard/sandbox';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { LookupScope } from './lookup-scope.ts';
import { naturalId } from './natural-keys.ts';

let sandbox: Sandbox;
let scope: LookupScope;
beforeAll(async () => {
  sandbox = await startSandbox();
  const { AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '' } = sandbox.environment;
  vi.stubEnv('AWS_ENDPOINT_URL', sandbox.endpoint);
  scope = {
    accountId: sandbox.accounts.management,
    partition: 'aws',
    region: 'us-east-1',
    credentials: { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY },
    known: new Set(),
    signal: new AbortController().signal,
  };
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await sandbox?.stop();
});

describe('an interrupted subscription to a topic', () => {
  it('is found by its protocol and endpoint, in the Region that it names', async () => {
    const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } =
      sandbox.environment;
    const sns = new SNSClient({ region: 'eu-west-1', credentials: { accessKeyId, secretAccessKey } });
    const { TopicArn: topic = '' } = await sns.send(new CreateTopicCommand({ Name: 'removals' }));
    const endpoint = `arn:aws:sqs:eu-west-1:${sandbox.accounts.management}:removals`;
    const inputs = { region: 'eu-west-1', topic, protocol: 'sqs', endpoint };
    const find = (differing = {}) =>
      naturalId('aws:sns/topicSubscription:TopicSubscription', { ...inputs, ...differing }, scope);

    expect(await find()).toBeNull();
    const subscribed = await sns.send(
      new SubscribeCommand({
        TopicArn: topic,
        Protocol: 'sqs',
        Endpoint: endpoint,
        ReturnSubscriptionArn: true,
      }),
    );
    expect(await find()).toBe(subscribed.SubscriptionArn);
    expect(await find({ endpoint: `${endpoint}-2` })).toBeNull();
    sns.destroy();
  });
});

it('an interrupted queue is found by its name, in the Region that it names', async () => {
  const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } =
    sandbox.environment;
  const sqs = new SQSClient({ region: 'eu-west-1', credentials: { accessKeyId, secretAccessKey } });
  const find = (region: string) => naturalId('aws:sqs/queue:Queue', { region, name: 'undelivered' }, scope);

  expect(await find('eu-west-1')).toBeNull();
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'undelivered' }));
  expect(await find('eu-west-1')).toBe(QueueUrl);
  expect(await find('us-east-1')).toBeNull();
  expect(await naturalId('aws:sqs/queue:Queue', { region: 'eu-west-1' }, scope)).toBeUndefined();
  sqs.destroy();
});

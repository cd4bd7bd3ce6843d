import {
  CreateTopicCommand,
  DeleteTopicCommand,
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  ListSubscriptionsCommand,
  SetTopicAttributesCommand,
  SNSClient,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from './index.ts';

let sandbox: Sandbox;
let sns: SNSClient;
beforeAll(async () => {
  sandbox = await startSandbox();
  const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } =
    sandbox.environment;
  const credentials = { accessKeyId, secretAccessKey };
  sns = new SNSClient({ region: 'us-east-1', endpoint: sandbox.endpoint, credentials });
});
afterAll(async () => {
  sns?.destroy();
  await sandbox?.stop();
});

const topic = async (Name: string) => (await sns.send(new CreateTopicCommand({ Name }))).TopicArn ?? '';
const attributesOf = async (TopicArn: string) =>
  (await sns.send(new GetTopicAttributesCommand({ TopicArn }))).Attributes;

it('keeps the roles that log deliveries until they are taken away or the topic goes', async () => {
  const TopicArn = await topic('logged');
  const AttributeName = 'SQSFailureFeedbackRoleArn';
  const AttributeValue = `arn:aws:iam::${sandbox.accounts.management}:role/log`;
  const set = (value: string) =>
    sns.send(new SetTopicAttributesCommand({ TopicArn, AttributeName, AttributeValue: value }));
  await set(AttributeValue);
  expect(await attributesOf(TopicArn)).toMatchObject({ TopicArn, [AttributeName]: AttributeValue });
  await set('');
  expect(await attributesOf(TopicArn)).not.toHaveProperty(AttributeName);
  await set(AttributeValue);
  await sns.send(new DeleteTopicCommand({ TopicArn }));
  expect(await attributesOf(await topic('logged'))).not.toHaveProperty(AttributeName);
});

it('waits for people and addresses to confirm, and not for queues', async () => {
  const TopicArn = await topic('told');
  const subscribe = async (Protocol: string, Endpoint: string) =>
    (await sns.send(new SubscribeCommand({ TopicArn, Protocol, Endpoint, ReturnSubscriptionArn: true })))
      .SubscriptionArn;
  const arns = {
    email: await subscribe('email', 'security@example.com'),
    https: await subscribe('https', 'https://siem.example.com'),
    sqs: await subscribe('sqs', `arn:aws:sqs:us-east-1:${sandbox.accounts.management}:files`),
  };
  const pending: Record<string, string | undefined> = {};
  for (const [protocol, SubscriptionArn] of Object.entries(arns)) {
    const { Attributes } = await sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }));
    pending[protocol] = Attributes?.PendingConfirmation;
  }
  expect(pending).toEqual({ email: 'true', https: 'true', sqs: 'false' });
  const listed = [
    await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn })),
    await sns.send(new ListSubscriptionsCommand({})),
  ].map(({ Subscriptions }) =>
    Object.fromEntries((Subscriptions ?? []).map((one) => [one.Protocol, one.SubscriptionArn])),
  );
  const shown = { email: 'PendingConfirmation', https: 'PendingConfirmation', sqs: arns.sqs };
  expect(listed).toEqual([shown, shown]);
});

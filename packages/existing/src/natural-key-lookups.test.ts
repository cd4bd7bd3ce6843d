import { AthenaClient, CreateNamedQueryCommand } from '@aws-sdk/client-athena';
import { EnableOrganizationsRootSessionsCommand, IAMClient } from '@aws-sdk/client-iam';
import { EnableAWSServiceAccessCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type Sandbox, startSandbox } from '@trailguard/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { managementScope } from '../test/management-scope.ts';
import { clientOptions, type LookupScope } from './lookup-scope.ts';
import { naturalId } from './natural-keys.ts';

let sandbox: Sandbox;
let scope: LookupScope;
beforeAll(async () => {
  sandbox = await startSandbox();
  scope = managementScope(sandbox);
});
afterAll(async () => {
  await sandbox?.stop();
});

describe('an interrupted subscription to a topic', () => {
  it('is found by its protocol and endpoint, in the Region that it names', async () => {
    const sns = new SNSClient(clientOptions({ ...scope, region: 'eu-west-1' }));
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
  const sqs = new SQSClient(clientOptions({ ...scope, region: 'eu-west-1' }));
  const find = (region: string) => naturalId('aws:sqs/queue:Queue', { region, name: 'undelivered' }, scope);

  expect(await find('eu-west-1')).toBeNull();
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'undelivered' }));
  expect(await find('eu-west-1')).toBe(QueueUrl);
  expect(await find('us-east-1')).toBeNull();
  expect(await naturalId('aws:sqs/queue:Queue', { region: 'eu-west-1' }, scope)).toBeUndefined();
  sqs.destroy();
});

it('an interrupted saved query is found by its name and text, unless the state knows it', async () => {
  const athena = new AthenaClient(clientOptions(scope));
  const inputs = { name: 'root-use', database: 'logs', query: 'SELECT 1' };
  const find = (differing = {}, among = scope) =>
    naturalId('aws:athena/namedQuery:NamedQuery', { ...inputs, ...differing }, among);

  expect(await find()).toBeNull();
  const { NamedQueryId = '' } = await athena.send(
    new CreateNamedQueryCommand({ Name: 'root-use', Database: 'logs', QueryString: 'SELECT 1' }),
  );
  expect(await find()).toBe(NamedQueryId);
  expect(await find({ query: 'SELECT 2' })).toBeNull();
  expect(await find({ workgroup: 'missing' })).toBeNull();
  expect(await find({}, { ...scope, known: new Set([NamedQueryId]) })).toBeNull();
  athena.destroy();
});

it('interrupted root access is found once the organization has some of it', async () => {
  const find = () =>
    naturalId('aws:iam/organizationsFeatures:OrganizationsFeatures', { enabledFeatures: [] }, scope);

  expect(await find()).toBeNull();
  const organizations = new OrganizationsClient(clientOptions(scope));
  await organizations.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: 'iam.amazonaws.com' }));
  organizations.destroy();
  await sandbox.clock.advance(60_000);
  expect(await find()).toBeNull();
  const iam = new IAMClient(clientOptions(scope));
  await iam.send(new EnableOrganizationsRootSessionsCommand({}));
  iam.destroy();
  expect(await find()).toBe(sandbox.organizationId);
});

import {
  EventBridgeClient,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import {
  AddPermissionCommand,
  CreateFunctionCommand,
  InvokeCommand,
  LambdaClient,
  PutFunctionEventInvokeConfigCommand,
} from '@aws-sdk/client-lambda';
import {
  CreateBucketCommand,
  PutBucketNotificationConfigurationCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from './index.ts';
import { type ClientConfig, codeOf, member } from './test/clients.ts';

let sandbox: Sandbox;
let config: ClientConfig;
let lambda: LambdaClient;
let queueUrl = '';
const account = () => sandbox.accounts.security;
const queueArn = () => `arn:aws:sqs:us-east-1:${account()}:told`;
const functionArn = (name: string) => `arn:aws:lambda:us-east-1:${account()}:function:${name}`;
const document = (statement: object) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] });

beforeAll(async () => {
  sandbox = await startSandbox({ delays: { iam: 0 } });
  config = await member(sandbox, account());
  lambda = new LambdaClient(config);
  const { QueueUrl = '' } = await new SQSClient(config).send(new CreateQueueCommand({ QueueName: 'told' }));
  queueUrl = QueueUrl;
  const iam = new IAMClient(config);
  const trust = (Service: string) => document({ Principal: { Service }, Action: 'sts:AssumeRole' });
  for (const [RoleName, service] of [
    ['runner', 'lambda.amazonaws.com'],
    ['other', 'ec2.amazonaws.com'],
  ] as const) {
    await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust(service) }));
  }
  await iam.send(
    new PutRolePolicyCommand({
      RoleName: 'runner',
      PolicyName: 'find-as-mine',
      PolicyDocument: document({
        Action: 'sqs:GetQueueUrl',
        Resource: queueArn(),
        Condition: { ArnEquals: { 'lambda:SourceFunctionArn': functionArn('mine') } },
      }),
    }),
  );
  await iam.send(
    new PutRolePolicyCommand({
      RoleName: 'runner',
      PolicyName: 'tell',
      PolicyDocument: document({ Action: 'sqs:SendMessage', Resource: queueArn() }),
    }),
  );
});
afterAll(() => sandbox?.stop());

/** A function of one file, made. */
async function make(name: string, code: string, settings: { Timeout?: number; role?: string } = {}) {
  await lambda.send(
    new CreateFunctionCommand({
      FunctionName: name,
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Role: `arn:aws:iam::${account()}:role/${settings.role ?? 'runner'}`,
      Code: { ZipFile: zipSync({ 'index.mjs': Buffer.from(code) }) },
      Timeout: settings.Timeout ?? 10,
      Environment: { Variables: { GREETING: 'hello' } },
    }),
  );
}

async function call(name: string, event: object) {
  const answer = await lambda.send(
    new InvokeCommand({ FunctionName: name, Payload: Buffer.from(JSON.stringify(event)) }),
  );
  return {
    error: answer.FunctionError,
    payload: JSON.parse(Buffer.from(answer.Payload ?? []).toString()) as Record<string, unknown>,
  };
}

async function told(): Promise<Record<string, unknown>[]> {
  const sqs = new SQSClient(config);
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10 }),
  );
  for (const { ReceiptHandle } of Messages) {
    await sqs.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle }));
  }
  return Messages.map(({ Body }) => JSON.parse(Body ?? '{}') as Record<string, unknown>);
}

/** Has every call of the function in the queue, by which a test sees what it was called with. */
async function failsTo(name: string, MaximumRetryAttempts: number) {
  await lambda.send(
    new PutFunctionEventInvokeConfigCommand({
      FunctionName: name,
      MaximumRetryAttempts,
      DestinationConfig: { OnFailure: { Destination: queueArn() } },
    }),
  );
}

describe('a function', () => {
  it('runs with its environment and the credentials of its role, in a process of its own', async () => {
    await make(
      'who',
      `export const handler = async (event, context) => ({
        event, greeting: process.env.GREETING, key: process.env.AWS_ACCESS_KEY_ID.slice(0, 4),
        endpoint: process.env.AWS_ENDPOINT_URL, arn: context.invokedFunctionArn, home: process.env.HOME ?? null });`,
    );
    expect((await call('who', { a: 1 })).payload).toEqual({
      event: { a: 1 },
      greeting: 'hello',
      key: 'ASIA',
      endpoint: sandbox.endpoint,
      arn: functionArn('who'),
      home: null,
    });
  });

  it.each([
    ['mine', undefined],
    ['theirs', 'AccessDenied'],
  ])('is told by lambda:SourceFunctionArn from another with the same role: %s', async (name, refusal) => {
    await make(
      name,
      `export const handler = () => {
        const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
        return { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY, sessionToken: AWS_SESSION_TOKEN };
      };`,
    );
    const { payload } = await call(name, {});
    const sqs = new SQSClient({ ...config, credentials: payload as unknown as ClientConfig['credentials'] });
    const asked = sqs.send(new GetQueueUrlCommand({ QueueName: 'told' }));
    if (refusal === undefined) expect(await asked).toMatchObject({ QueueUrl: queueUrl });
    else expect(await codeOf(asked)).toContain(refusal);
  });

  it.each([
    [
      'throws',
      'export const handler = () => { throw new TypeError("no"); };',
      { errorType: 'TypeError', errorMessage: 'no' },
    ],
    ['ends', 'export const handler = () => process.exit(3);', { errorType: 'Runtime.ExitError' }],
    ['has no handler', 'export const other = 1;', { errorType: 'Runtime.HandlerNotFound' }],
    [
      'takes too long',
      'export const handler = () => new Promise((done) => setTimeout(done, 60_000));',
      { errorMessage: expect.stringContaining('Task timed out after 1.00 seconds') },
    ],
  ])('tells as Lambda does when it %s', async (what, code, payload) => {
    const name = what.replaceAll(' ', '-');
    await make(name, code, { Timeout: 1 });
    expect(await call(name, {})).toMatchObject({ error: 'Unhandled', payload });
  });

  it.each([
    ['a role that Lambda cannot take', { role: 'other' }],
    ['a role that there is none of', { role: 'nobody' }],
  ])('is not made with %s', async (_what, settings) => {
    expect(await codeOf(make('refused', 'export const handler = 1;', settings))).toBe(
      'InvalidParameterValueException',
    );
  });
});

describe('an event that nobody waits for', () => {
  it('comes again after one minute and two more, and then goes to the queue of failures', async () => {
    await make('failing', 'export const handler = () => { throw new Error("always"); };');
    await failsTo('failing', 2);
    await lambda.send(
      new InvokeCommand({
        FunctionName: 'failing',
        InvocationType: 'Event',
        Payload: Buffer.from('{"n":1}'),
      }),
    );
    await sandbox.clock.advance(61_000);
    expect(await told()).toEqual([]);
    await sandbox.clock.advance(120_000);
    expect(await told()).toMatchObject([
      {
        requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 3 },
        requestPayload: { n: 1 },
        responsePayload: { errorMessage: 'always' },
      },
    ]);
  });

  it('comes by a rule of EventBridge that the function admits, and by no other', async () => {
    await make('ruled', 'export const handler = () => { throw new Error("seen"); };');
    await failsTo('ruled', 0);
    const events = new EventBridgeClient(config);
    for (const Name of ['admitted', 'foreign']) {
      await events.send(new PutRuleCommand({ Name, EventPattern: JSON.stringify({ source: [Name] }) }));
      await events.send(
        new PutTargetsCommand({ Rule: Name, Targets: [{ Id: '1', Arn: functionArn('ruled') }] }),
      );
    }
    await lambda.send(
      new AddPermissionCommand({
        FunctionName: 'ruled',
        StatementId: 'rule',
        Action: 'lambda:InvokeFunction',
        Principal: 'events.amazonaws.com',
        SourceArn: `arn:aws:events:us-east-1:${account()}:rule/admitted`,
      }),
    );
    for (const Source of ['admitted', 'foreign']) {
      await events.send(
        new PutEventsCommand({ Entries: [{ Source, DetailType: 'test', Detail: '{"x":1}' }] }),
      );
    }
    await sandbox.clock.advance(1000);
    expect((await told()).map(({ requestPayload }) => requestPayload)).toMatchObject([
      { source: 'admitted', detail: { x: 1 } },
    ]);
  });

  it('comes by S3 with the id of who wrote the object, once the function admits the bucket', async () => {
    await make('noticed', 'export const handler = () => { throw new Error("seen"); };');
    await failsTo('noticed', 0);
    const s3 = new S3Client(config);
    const Bucket = 'noticed-bucket';
    await s3.send(new CreateBucketCommand({ Bucket }));
    const notify = () =>
      s3.send(
        new PutBucketNotificationConfigurationCommand({
          Bucket,
          NotificationConfiguration: {
            LambdaFunctionConfigurations: [
              {
                LambdaFunctionArn: functionArn('noticed'),
                Events: ['s3:ObjectCreated:*'],
                Filter: { Key: { FilterRules: [{ Name: 'prefix', Value: 'approvals/' }] } },
              },
            ],
          },
        }),
      );
    expect(await codeOf(notify())).toBe('InvalidArgument');
    await lambda.send(
      new AddPermissionCommand({
        FunctionName: 'noticed',
        StatementId: 'bucket',
        Action: 'lambda:InvokeFunction',
        Principal: 's3.amazonaws.com',
        SourceArn: `arn:aws:s3:::${Bucket}`,
        SourceAccount: account(),
      }),
    );
    await notify();
    await s3.send(new PutObjectCommand({ Bucket, Key: 'other/1', Body: 'x' }));
    await s3.send(new PutObjectCommand({ Bucket, Key: 'approvals/a b', Body: 'x' }));
    await sandbox.clock.advance(1000);
    expect((await told()).map(({ requestPayload }) => requestPayload)).toMatchObject([
      {
        Records: [
          {
            userIdentity: { principalId: expect.stringMatching(/^AWS:AROA[A-Z0-9]+:test$/) },
            s3: { object: { key: 'approvals/a+b' } },
          },
        ],
      },
    ]);
  });
});

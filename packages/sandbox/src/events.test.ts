import { GetTrailStatusCommand, StopLoggingCommand } from '@aws-sdk/client-cloudtrail';
import {
  CreateEventBusCommand,
  DeleteRuleCommand,
  DescribeEventBusCommand,
  EventBridgeClient,
  PutEventsCommand,
  PutPermissionCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemovePermissionCommand,
  RemoveTargetsCommand,
  type Target,
  TestEventPatternCommand,
} from '@aws-sdk/client-eventbridge';
import {
  CreateDetectorCommand,
  CreateSampleFindingsCommand,
  GuardDutyClient,
} from '@aws-sdk/client-guardduty';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  startTrail,
  type OrganizationTrail,
  Name as TrailName,
} from './aws/cloudtrail/test/organization-trail.ts';
import { type Sandbox, startSandbox } from './index.ts';
import { administrator, type ClientConfig, codeOf, member } from './test/clients.ts';

let sandbox: Sandbox;
let trail: OrganizationTrail;
let management: ClientConfig;
let security: ClientConfig;
let busArn: string;

beforeAll(async () => {
  sandbox = await startSandbox({ delays: { iam: 0, trustedAccess: 0 } });
  management = administrator(sandbox);
  security = await member(sandbox, sandbox.accounts.security);
  trail = await startTrail(sandbox);
  const { EventBusArn } = await new EventBridgeClient(security).send(
    new CreateEventBusCommand({ Name: 'central' }),
  );
  busArn = EventBusArn ?? '';
});
afterAll(() => sandbox?.stop());

interface Received {
  source: string;
  account: string;
  region: string;
  'detail-type': string;
  detail: Record<string, unknown>;
}

/** A queue that EventBridge may write to, and what came into it. */
async function queue(config: ClientConfig, name: string) {
  const sqs = new SQSClient(config);
  const accountId = config === management ? sandbox.accounts.management : sandbox.accounts.security;
  const arn = `arn:aws:sqs:${config.region}:${accountId}:${name}`;
  const statement = {
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: arn,
  };
  const { QueueUrl } = await sqs.send(
    new CreateQueueCommand({
      QueueName: name,
      Attributes: { Policy: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }) },
    }),
  );
  const bodies = async () => {
    await sandbox.clock.advance(1000);
    const found: string[] = [];
    for (;;) {
      const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
      if (!Messages?.length) return found;
      for (const { Body, ReceiptHandle } of Messages) {
        found.push(Body ?? '');
        await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      }
    }
  };
  return {
    arn,
    url: QueueUrl,
    sqs,
    bodies,
    events: async () => (await bodies()).map((body) => JSON.parse(body) as Received),
  };
}

async function rule(
  config: ClientConfig,
  name: string,
  pattern: object,
  target: Omit<Target, 'Id'>,
  bus?: string,
) {
  const events = new EventBridgeClient(config);
  const on = bus === undefined ? {} : { EventBusName: bus };
  await events.send(new PutRuleCommand({ Name: name, EventPattern: JSON.stringify(pattern), ...on }));
  await events.send(
    new PutTargetsCommand({ Rule: name, Targets: [{ Id: '1', ...target } as Target], ...on }),
  );
}

const put = (config: ClientConfig, entry: object) =>
  new EventBridgeClient(config).send(
    new PutEventsCommand({ Entries: [{ Source: 'test', DetailType: 'Thing', Detail: '{"n":1}', ...entry }] }),
  );

describe('a rule with a schedule', () => {
  it('is begun by the clock each time that it names, until it is disabled or gone', async () => {
    const { arn, events } = await queue(security, 'hourly');
    const client = new EventBridgeClient(security);
    const put = (State: 'ENABLED' | 'DISABLED') =>
      client.send(new PutRuleCommand({ Name: 'hourly', ScheduleExpression: 'rate(1 hour)', State }));
    const { RuleArn } = await put('ENABLED');
    await client.send(new PutTargetsCommand({ Rule: 'hourly', Targets: [{ Id: '1', Arn: arn }] }));
    await sandbox.clock.advance(2 * 3_600_000);
    expect(await events()).toMatchObject(
      Array.from({ length: 2 }, () => ({
        source: 'aws.events',
        'detail-type': 'Scheduled Event',
        resources: [RuleArn],
        detail: {},
      })),
    );
    await put('DISABLED');
    await sandbox.clock.advance(3_600_000);
    expect(await events()).toEqual([]);
    await put('ENABLED');
    await sandbox.clock.advance(3_600_000);
    expect(await events()).toHaveLength(1);
    await client.send(new RemoveTargetsCommand({ Rule: 'hourly', Ids: ['1'] }));
    await client.send(new DeleteRuleCommand({ Name: 'hourly' }));
    await sandbox.clock.advance(3_600_000);
    expect(await events()).toEqual([]);
  });

  it('is refused where the schedule is none', async () => {
    const rule = new PutRuleCommand({ Name: 'never', ScheduleExpression: 'cron(0 8 * * * *)' });
    expect(await codeOf(new EventBridgeClient(security).send(rule))).toBe('ValidationException');
  });
});

describe('a rule', () => {
  it('brings what matches to its queue, as the target wants it', async () => {
    const { arn, bodies } = await queue(management, 'transformed');
    await rule(
      management,
      'transformed',
      { source: ['test'], detail: { n: [{ numeric: ['>', 1] }] } },
      {
        Arn: arn,
        InputTransformer: {
          InputPathsMap: { n: '$.detail.n', type: '$.detail-type' },
          InputTemplate: '{"text": "<type> is <n>", "n": <n>, "type": <type>}',
        },
      },
    );
    await put(management, { Detail: '{"n":1}' });
    await put(management, { Detail: '{"n":2}' });
    expect((await bodies()).map((body) => JSON.parse(body) as object)).toEqual([
      { text: 'Thing is 2', n: 2, type: 'Thing' },
    ]);
  });

  it('brings nothing to a queue that does not let it in', async () => {
    const { arn, url, sqs } = await queue(management, 'closed');
    const { SetQueueAttributesCommand } = await import('@aws-sdk/client-sqs');
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes: { Policy: '' } }));
    await rule(management, 'closed', { source: ['closed'] }, { Arn: arn });
    await put(management, { Source: 'closed' });
    await sandbox.clock.advance(1000);
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['ApproximateNumberOfMessages'] }),
    );
    expect(Attributes?.ApproximateNumberOfMessages).toBe('0');
  });

  it('with a pattern that AWS does not know is refused', async () => {
    const events = new EventBridgeClient(management);
    const bad = new PutRuleCommand({ Name: 'bad', EventPattern: '{"source":[{"regex":"."}]}' });
    expect(await codeOf(events.send(bad))).toBe('InvalidEventPatternException');
    const test = new TestEventPatternCommand({ EventPattern: '{"source":["a"]}', Event: '{"source":"a"}' });
    expect((await events.send(test)).Result).toBe(true);
  });
});

describe('the bus of another account', () => {
  it('takes events of an account that its policy names, and of no other', async () => {
    const { arn, events } = await queue(security, 'central');
    await rule(security, 'central', { account: [{ exists: true }] }, { Arn: arn }, 'central');
    const dead = await queue(management, 'dead-letters');
    await rule(
      management,
      'forward',
      { source: ['forwarded'] },
      { Arn: busArn, DeadLetterConfig: { Arn: dead.arn } },
    );

    await put(management, { Source: 'forwarded' });
    expect(await events()).toEqual([]);
    expect((await dead.events()).map(({ source }) => source)).toEqual(['forwarded']);

    const administration = new EventBridgeClient(security);
    await administration.send(
      new PutPermissionCommand({
        EventBusName: 'central',
        StatementId: 'management',
        Principal: sandbox.accounts.management,
        Action: 'events:PutEvents',
      }),
    );
    await put(management, { Source: 'forwarded' });
    expect(await events()).toMatchObject([{ source: 'forwarded', account: sandbox.accounts.management }]);
    await administration.send(
      new RemovePermissionCommand({ EventBusName: 'central', StatementId: 'management' }),
    );
    await put(management, { Source: 'forwarded' });
    expect(await events()).toEqual([]);
  });

  it('takes events of the organization only through a role', async () => {
    const { arn, events } = await queue(security, 'organization');
    await rule(security, 'organization', { account: [{ exists: true }] }, { Arn: arn }, 'central');
    const Policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'Organization',
          Effect: 'Allow',
          Principal: '*',
          Action: 'events:PutEvents',
          Resource: busArn,
          Condition: { StringEquals: { 'aws:PrincipalOrgID': sandbox.organizationId } },
        },
      ],
    });
    await new EventBridgeClient(security).send(new PutPermissionCommand({ EventBusName: 'central', Policy }));
    const described = await new EventBridgeClient(security).send(
      new DescribeEventBusCommand({ Name: 'central' }),
    );
    expect(described.Policy).toBe(Policy);

    const pattern = { source: ['organization'] };
    await rule(management, 'organization', pattern, { Arn: busArn });
    await put(management, { Source: 'organization' });
    expect(await events()).toEqual([]);

    const iam = new IAMClient(management);
    const RoleArn = `arn:aws:iam::${sandbox.accounts.management}:role/events`;
    const trust = {
      Effect: 'Allow',
      Principal: { Service: 'events.amazonaws.com' },
      Action: 'sts:AssumeRole',
    };
    const document = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    await iam.send(new CreateRoleCommand({ RoleName: 'events', AssumeRolePolicyDocument: document(trust) }));
    await rule(management, 'organization', pattern, { Arn: busArn, RoleArn });
    await put(management, { Source: 'organization' });
    expect(await events(), 'a role that may not put events').toEqual([]);
    await iam.send(
      new PutRolePolicyCommand({
        RoleName: 'events',
        PolicyName: 'put',
        PolicyDocument: document({ Effect: 'Allow', Action: 'events:PutEvents', Resource: busArn }),
      }),
    );
    await put(management, { Source: 'organization' });
    expect(await events()).toMatchObject([{ source: 'organization' }]);

    // The API asks the same policy.
    expect((await put(management, { EventBusName: busArn, Source: 'direct' })).FailedEntryCount).toBe(0);
    expect(await events()).toMatchObject([{ source: 'direct' }]);
  });
});

describe('what AWS itself says', () => {
  it('of a detector goes to its account and region', async () => {
    const { arn, events } = await queue(management, 'findings');
    await rule(
      management,
      'findings',
      { source: ['aws.guardduty'], detail: { severity: [{ numeric: ['>=', 7] }] } },
      { Arn: arn },
    );
    const guardduty = new GuardDutyClient(management);
    const { DetectorId } = await guardduty.send(new CreateDetectorCommand({ Enable: true }));
    const FindingTypes = ['Backdoor:EC2/C&CActivity.B!DNS', 'Recon:EC2/PortProbeUnprotectedPort'];
    await guardduty.send(new CreateSampleFindingsCommand({ DetectorId, FindingTypes }));
    expect(await events()).toMatchObject([
      {
        'detail-type': 'GuardDuty Finding',
        account: sandbox.accounts.management,
        region: 'us-east-1',
        detail: {
          type: 'Backdoor:EC2/C&CActivity.B!DNS',
          severity: 8,
          accountId: sandbox.accounts.management,
        },
      },
    ]);
  });

  // Last, as it stops the trail.
  it('of a stopped trail reaches the security account, and nothing more once no trail logs', async () => {
    const { arn, events } = await queue(security, 'tampering');
    await rule(security, 'tampering', { source: ['aws.cloudtrail', 'aws.events'] }, { Arn: arn }, 'central');
    const pattern = {
      source: ['aws.cloudtrail', 'aws.events'],
      'detail-type': ['AWS API Call via CloudTrail'],
      detail: { eventName: ['StopLogging', 'GetTrailStatus', 'PutRule'] },
    };
    const RoleArn = `arn:aws:iam::${sandbox.accounts.management}:role/events`;
    await rule(management, 'tampering', pattern, { Arn: busArn, RoleArn });
    await trail.cloudtrail.send(new GetTrailStatusCommand({ Name: TrailName }));
    expect(await events(), 'a call that only reads').toEqual([]);

    await trail.cloudtrail.send(new StopLoggingCommand({ Name: TrailName }));
    expect(await events()).toMatchObject([
      {
        source: 'aws.cloudtrail',
        account: sandbox.accounts.management,
        detail: { eventName: 'StopLogging', requestParameters: { name: TrailName } },
      },
    ]);
    await rule(management, 'unseen', { source: ['none'] }, { Arn: busArn, RoleArn });
    expect(await events()).toEqual([]);
  });
});

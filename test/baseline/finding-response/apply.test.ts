import { type CloudTrailClient, GetTrailStatusCommand } from '@aws-sdk/client-cloudtrail';
import { DescribeInstancesCommand, EC2Client, RunInstancesCommand } from '@aws-sdk/client-ec2';
import {
  CreateSampleFindingsCommand,
  GuardDutyClient,
  ListDetectorsCommand,
} from '@aws-sdk/client-guardduty';
import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  IAMClient,
  ListAccessKeysCommand,
} from '@aws-sdk/client-iam';
import {
  CreateBucketCommand,
  DeletePublicAccessBlockCommand,
  DeleteObjectCommand,
  GetPublicAccessBlockCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import {
  approvalKey,
  entryKey,
  planStates,
  S3Record,
  verifyIncident,
  writeApproval,
  writeNote,
} from '@trailguard/incidents';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyTwice, type Client, SandboxStacks } from '../sandbox-stacks.ts';
import { admittingProgram, makeApprover, makeTrail, respondingProgram, settingsOf, watch } from './world.ts';

let world: SandboxStacks;
let trail: CloudTrailClient;
let member: Client;
let approver: Client;
let record: S3Record;
let applied: Awaited<ReturnType<typeof applyTwice>>;
const region = 'us-east-1';
const memberId = () => world.sandbox.accounts.logArchive;

beforeAll(async () => {
  world = await SandboxStacks.start({ regions: [region], delays: { iam: 0, trustedAccess: 0, members: 0 } });
  const { security } = world.sandbox.accounts;
  const others = ['isolate-instance', 'disable-access-key', 'block-public-access'];
  const stacks = [
    await world.open('security', respondingProgram(world), await world.client(security)),
    await world.open('member', admittingProgram(world, others), await world.client(memberId())),
    await world.open('management', admittingProgram(world, ['restart-logging']), await world.client()),
  ] as const;
  applied = await applyTwice(stacks[0]);
  for (const stack of stacks.slice(1)) await stack.up();
  await watch(world);
  await makeApprover(world);
  trail = await makeTrail(world);
  member = await world.client(memberId());
  approver = await world.client(security, 'Approver');
  record = new S3Record(settingsOf(world).names.incidentBucketName, new S3Client(approver));
}, 300_000);
afterAll(() => world?.[Symbol.asyncDispose]());

/** Lets events arrive and functions run. */
const settle = () => world.sandbox.clock.advance(2000);
const incidentOf = (findingId: string, accountId = memberId()) => `${accountId}-${region}-${findingId}`;

/** What the record of an incident says, which must be whole. */
async function contents(incident: string) {
  const { entries, faults, isWhole } = verifyIncident(incident, await record.read(incident));
  expect(faults).toEqual([]);
  expect(isWhole).toBe(true);
  return entries.map(({ content }) => content);
}
const kinds = async (incident: string) => (await contents(incident)).map(({ kind }) => kind);

async function notice(type: string, resource: Record<string, unknown>, accountId = memberId()) {
  const incident = incidentOf(world.sandbox.noticeThreat({ accountId, region, type, resource }), accountId);
  await settle();
  return incident;
}

/** Agrees to the only plan of an incident. */
async function approve(incident: string, client = approver, store = record): Promise<boolean> {
  const { UserId: userId = '', Arn: arn = '' } = await new STSClient(client).send(
    new GetCallerIdentityCommand({}),
  );
  const [state] = planStates(verifyIncident(incident, await record.read(incident)).entries);
  const digest = state?.plan.digest ?? '';
  const isFirst = await writeApproval(store, {
    incident,
    digest,
    approver: { arn, userId },
    reason: 'SEC-7',
  });
  await settle();
  return isFirst;
}

it('stands as declared: a second update changes nothing', () => {
  expect(Object.keys(applied.first)).toEqual(['create']);
  expect(Object.keys(applied.second)).toEqual(['same']);
});

describe('a finding in a member', () => {
  it('that is a sample ends as an action in another account and a whole record', async () => {
    const isLogging = async () =>
      (await trail.send(new GetTrailStatusCommand({ Name: settingsOf(world).names.trailName }))).IsLogging;
    expect(await isLogging()).toBe(false);
    const guardDuty = new GuardDutyClient(member);
    const { DetectorIds: [DetectorId] = [] } = await guardDuty.send(new ListDetectorsCommand({}));
    const FindingTypes = ['Stealth:IAMUser/CloudTrailLoggingDisabled'];
    await guardDuty.send(new CreateSampleFindingsCommand({ DetectorId, FindingTypes }));
    await settle();
    expect(await isLogging()).toBe(true);
    const [incident = ''] = await record.incidents();
    expect(incident).toMatch(new RegExp(`^${memberId()}-${region}-[0-9a-f]{32}$`));
    expect(await kinds(incident)).toEqual(['finding', 'plan', 'before', 'result']);
  });

  it('about an open bucket has it closed in the member', async () => {
    const s3 = new S3Client(member);
    const Bucket = 'members-open-bucket';
    await s3.send(new CreateBucketCommand({ Bucket }));
    await s3.send(new DeletePublicAccessBlockCommand({ Bucket }));
    const incident = await notice('Policy:S3/BucketAnonymousAccessGranted', {
      ResourceType: 'S3Bucket',
      S3BucketDetails: [{ Name: Bucket }],
    });
    expect((await contents(incident)).at(-1)).toMatchObject({ outcome: 'done' });
    const { PublicAccessBlockConfiguration: settings } = await s3.send(
      new GetPublicAccessBlockCommand({ Bucket }),
    );
    expect(settings).toMatchObject({ BlockPublicPolicy: true, RestrictPublicBuckets: true });
  });

  it('for which no action is allowed is recorded alone', async () => {
    const incident = await notice('AttackSequence:IAM/CompromisedCredentials', {});
    expect(await kinds(incident)).toEqual(['finding', 'no-action']);
  });

  it('about an access key waits until an approver agrees, whom S3 knows', async () => {
    const iam = new IAMClient(member);
    await iam.send(new CreateUserCommand({ UserName: 'alice' }));
    const { AccessKey: key } = await iam.send(new CreateAccessKeyCommand({ UserName: 'alice' }));
    const status = async () =>
      (await iam.send(new ListAccessKeysCommand({ UserName: 'alice' }))).AccessKeyMetadata?.[0]?.Status;
    const incident = await notice('UnauthorizedAccess:IAMUser/MaliciousIPCaller', {
      ResourceType: 'AccessKey',
      AccessKeyDetails: { AccessKeyId: key?.AccessKeyId, UserName: 'alice', UserType: 'IAMUser' },
    });
    expect([await kinds(incident), await status()]).toEqual([['finding', 'plan'], 'Active']);

    const administrator = await world.client(world.sandbox.accounts.security);
    const store = new S3Record(settingsOf(world).names.incidentBucketName, new S3Client(administrator));
    await expect(approve(incident, administrator, store)).rejects.toThrow(/not authorized|Access Denied/);

    expect(await approve(incident)).toBe(true);
    expect(await kinds(incident)).toEqual(['finding', 'plan', 'approval', 'before', 'result']);
    expect(await status()).toBe('Inactive');
    expect(await approve(incident)).toBe(false);
  });

  it('about an instance has it isolated after an approval, its disks and memory kept', async () => {
    const ec2 = new EC2Client(member);
    const { Instances: [made] = [] } = await ec2.send(
      new RunInstancesCommand({
        ImageId: 'ami-12c6146b',
        MinCount: 1,
        MaxCount: 1,
        InstanceType: 't3.micro',
      }),
    );
    const InstanceId = made?.InstanceId ?? '';
    const incident = await notice('Backdoor:EC2/C&CActivity.B', {
      ResourceType: 'Instance',
      InstanceDetails: { InstanceId },
    });
    await approve(incident);
    const { Reservations: [found] = [] } = await ec2.send(
      new DescribeInstancesCommand({ InstanceIds: [InstanceId] }),
    );
    const [instance] = found?.Instances ?? [];
    const groups = instance?.NetworkInterfaces?.map(({ Groups }) =>
      Groups?.map(({ GroupName }) => GroupName),
    );
    expect(groups).toEqual([['trailguard-isolation']]);
    expect(instance?.State?.Name).toBe('running');
    expect(instance?.Tags).toContainEqual({ Key: 'trailguard:incident', Value: incident });
    expect((await contents(incident)).at(-1)).toMatchObject({ outcome: 'done' });
  });
});

describe('what cannot be done', () => {
  it('is in the record each time, and at last in the queue of failures', async () => {
    const { security } = world.sandbox.accounts;
    // The security account has no role for the responder here.
    const incident = await notice(
      'Policy:S3/BucketAnonymousAccessGranted',
      { ResourceType: 'S3Bucket', S3BucketDetails: [{ Name: 'any-bucket' }] },
      security,
    );
    await world.sandbox.clock.advance(61_000);
    await world.sandbox.clock.advance(121_000);
    const found = await contents(incident);
    const results = found.filter(({ kind }) => kind === 'result');
    expect(results).toHaveLength(3);
    for (const result of results) expect(result).toMatchObject({ outcome: 'failed' });
    const sqs = new SQSClient(await world.client(security));
    const { Messages: [message] = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: `${world.sandbox.endpoint}/${security}/${settingsOf(world).names.failureQueueName}`,
      }),
    );
    expect(JSON.parse(message?.Body ?? '{}')).toMatchObject({
      requestContext: { condition: 'RetriesExhausted' },
      responsePayload: { errorType: 'ActionError' },
    });
  });
});

describe('the record', () => {
  it('takes the note of a person under their name, and nothing after the closure', async () => {
    const [incident = ''] = await record.incidents();
    const { UserId: userId = '', Arn: arn = '' } = await new STSClient(approver).send(
      new GetCallerIdentityCommand({}),
    );
    const author = { arn, userId };
    await writeNote(record, { incident, author, content: { kind: 'note', text: 'called them' } });
    await settle();
    const closure = { kind: 'closure' as const, summary: 'a drill', actions: ['checked the trail'] };
    await writeNote(record, { incident, author, content: closure });
    await settle();
    const { entries, isClosed } = verifyIncident(incident, await record.read(incident));
    expect(isClosed).toBe(true);
    expect(entries.slice(-2)).toMatchObject([
      { by: arn, content: { text: 'called them' } },
      { by: arn, content: closure },
    ]);
  });

  it('is written by the responder alone, each place once, and nobody deletes from it', async () => {
    const { names, settings } = settingsOf(world);
    const Bucket = names.incidentBucketName;
    const [incident = ''] = await record.incidents();
    const entry = entryKey(incident, 1);
    for (const client of [approver, await world.client(settings.securityAccountId)]) {
      const s3 = new S3Client(client);
      const denied = (sent: Promise<unknown>) => expect(sent).rejects.toMatchObject({ name: 'AccessDenied' });
      await denied(s3.send(new PutObjectCommand({ Bucket, Key: entry, Body: '{}' })));
      await denied(
        s3.send(new PutObjectCommand({ Bucket, Key: entryKey(incident, 9), Body: '{}', IfNoneMatch: '*' })),
      );
      await denied(s3.send(new PutObjectCommand({ Bucket, Key: 'elsewhere', Body: '{}', IfNoneMatch: '*' })));
      await denied(
        s3.send(new PutObjectCommand({ Bucket, Key: approvalKey(incident, 'a'.repeat(64)), Body: '{}' })),
      );
      await denied(s3.send(new DeleteObjectCommand({ Bucket, Key: entry })));
      const { Versions: [version] = [] } = await s3.send(
        new ListObjectVersionsCommand({ Bucket, Prefix: entry }),
      );
      await denied(s3.send(new DeleteObjectCommand({ Bucket, Key: entry, VersionId: version?.VersionId })));
    }
  });
});

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
import { approvalKey, entryKey, S3Record, verifyIncident } from '@trailguard/incidents';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyTwice, type Client, SandboxStacks } from '../sandbox-stacks.ts';
import { trailguardAs } from './as-somebody.ts';
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
});
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

const place = () => record.name;
/** Runs `trailguard incidents`, and lets the responder read what it wrote. */
async function incidents(client: Client, command: string, ...args: string[]) {
  const ended = await trailguardAs(client, 'incidents', command, place(), ...args);
  await settle();
  return ended;
}
const approve = (incident: string, client = approver) =>
  incidents(client, 'approve', incident, '--reason', 'SEC-7');
const refused = (stderr: string) => ({ code: 2, stdout: '', stderr: expect.stringContaining(stderr) });
const notAdmitted = 'OrganizationAccountAccessRole/test may not do this in s3://trailguard-incidents-';

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
    expect(await approve(incident, administrator)).toEqual(refused(notAdmitted));

    expect(await approve(incident)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(
        /^Approved as arn:aws:sts::\d+:assumed-role\/Approver\/test: disable-access-key, to make/,
      ),
    });
    expect(await kinds(incident)).toEqual(['finding', 'plan', 'approval', 'before', 'result']);
    expect(await status()).toBe('Inactive');
    expect(await approve(incident)).toEqual(
      refused(`Nothing of incident ${incident} waits for an approval: disable-access-key was approved by`),
    );
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
    expect(await incidents(approver, 'note', incident, 'called them')).toMatchObject({ code: 0 });
    const closed = await incidents(
      ...([approver, 'close', incident, '--summary', 'a drill', '--did', 'checked the trail'] as const),
    );
    expect(closed.stdout).toMatch(
      /^Written as .*Approver\/test to notes\/.*; the responder closes the incident/,
    );
    const { entries, isClosed } = verifyIncident(incident, await record.read(incident));
    expect(isClosed).toBe(true);
    const by = expect.stringMatching(/:assumed-role\/Approver\/test$/);
    expect(entries.slice(-2)).toMatchObject([
      { by, content: { text: 'called them' } },
      { by, content: { kind: 'closure', summary: 'a drill', actions: ['checked the trail'] } },
    ]);
    expect(await incidents(approver, 'note', incident, 'too late')).toEqual(
      refused(`Incident ${incident} is closed; nothing is added to it`),
    );
    expect(await approve(incident)).toEqual(refused('waits for an approval: it is closed'));
  });

  it.each([
    ['approve', ['--reason', 'SEC-7']],
    ['note', ['called them']],
    ['close', ['--summary', 'over']],
  ])('has trailguard incidents %s refuse an incident that there is none of', async (command, args) => {
    expect(await incidents(approver, command, 'nothing', ...args)).toEqual(
      refused(`${place()} has no incident nothing; trailguard incidents show ${place()} lists them`),
    );
  });

  it('takes no note of somebody whom nobody named', async () => {
    const [, incident = ''] = await record.incidents();
    const administrator = await world.client(world.sandbox.accounts.security);
    expect(await incidents(administrator, 'note', incident, 'me too')).toEqual(refused(notAdmitted));
  });

  it('is written by the responder alone, each place once, and nobody deletes from it', async () => {
    const { names, settings } = settingsOf(world);
    const Bucket = names.incidentBucketName;
    const [incident = ''] = await record.incidents();
    const entry = entryKey(incident, 1);
    const approval = {
      Bucket,
      Key: approvalKey(incident, 'a'.repeat(64), 'a1'),
      Body: '{}',
      IfNoneMatch: '*',
    };
    const administrator = new S3Client(await world.client(settings.securityAccountId));
    await expect(administrator.send(new PutObjectCommand(approval))).rejects.toThrow(/not authorized/);
    for (const client of [approver, await world.client(settings.securityAccountId)]) {
      const s3 = new S3Client(client);
      const denied = (sent: Promise<unknown>) => expect(sent).rejects.toMatchObject({ name: 'AccessDenied' });
      await denied(s3.send(new PutObjectCommand({ Bucket, Key: entry, Body: '{}' })));
      await denied(
        s3.send(new PutObjectCommand({ Bucket, Key: entryKey(incident, 9), Body: '{}', IfNoneMatch: '*' })),
      );
      await denied(s3.send(new PutObjectCommand({ Bucket, Key: 'elsewhere', Body: '{}', IfNoneMatch: '*' })));
      await denied(
        s3.send(
          new PutObjectCommand({ Bucket, Key: approvalKey(incident, 'a'.repeat(64), 'a1'), Body: '{}' }),
        ),
      );
      await denied(s3.send(new DeleteObjectCommand({ Bucket, Key: entry })));
      const { Versions: [version] = [] } = await s3.send(
        new ListObjectVersionsCommand({ Bucket, Prefix: entry }),
      );
      await denied(s3.send(new DeleteObjectCommand({ Bucket, Key: entry, VersionId: version?.VersionId })));
    }
  });
});

describe('an approval that comes too late', () => {
  it('is refused with the time until which it counted', async () => {
    const incident = await notice('Backdoor:EC2/C&CActivity.B', {
      ResourceType: 'Instance',
      InstanceDetails: { InstanceId: 'i-0123456789abcdef0' },
    });
    await world.sandbox.clock.advance(61 * 60_000);
    const later = await world.client(world.sandbox.accounts.security, 'Approver');
    expect(await approve(incident, later)).toEqual(
      refused('the time to approve isolate-instance ended at 2'),
    );
  });
});

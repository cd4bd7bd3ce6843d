import { gunzipSync } from 'node:zlib';
import {
  CloudTrailClient,
  GetEventSelectorsCommand,
  GetInsightSelectorsCommand,
  GetTrailStatusCommand,
  ListTagsCommand,
} from '@aws-sdk/client-cloudtrail';
import { CloudWatchLogsClient, DeleteLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { ListSubscriptionsByTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import type { OutputMap, Stack } from '@pulumi/pulumi/automation/index.js';
import { AccountTrail, OrganizationEventDataStore, type TrailInvestigationArgs } from '@trailguard/baseline';
import { program as logArchive } from '@trailguard/stacks/log-archive';
import { program as organization } from '@trailguard/stacks/organization';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EventTable, type LogFile, partitionOf } from '../investigation/event-table.ts';
import { readTable } from '../investigation/read-table.ts';
import { namesIn, securityProgram } from '../investigation/security-program.ts';
import { applyTwice, bare, configure, SandboxStacks } from '../sandbox-stacks.ts';

const hour = 3_600_000;
const regions = ['us-east-1', 'eu-west-1'];
const dataEvents = JSON.stringify({
  s3: {},
  lambda: { access: 'WriteOnly' },
  networkActivity: [{ eventSource: 'kms.amazonaws.com', deniedOnly: true }],
});

let world: SandboxStacks;
let archive: Stack;
let stack: Stack;
let outputs: OutputMap;
let bucket: string;
let cloudtrail: CloudTrailClient;
let s3: S3Client;
let first: Awaited<ReturnType<typeof applyTwice>>;

beforeAll(async () => {
  world = await SandboxStacks.start({ regions, delays: { iam: 0, trustedAccess: 0 } });
  const { logArchive: account, security } = world.sandbox.accounts;
  bucket = `trailguard-logs-${account}-us-east-1`;
  archive = await world.open('archive', logArchive, await world.client(account));
  await configure(archive, reading(security));
  await archive.up();
  cloudtrail = new CloudTrailClient(await world.client());
  s3 = new S3Client(await world.client(security));
  stack = await world.open('organization', organization, await world.client());
  await configure(stack, settings());
  first = await applyTwice(stack);
  outputs = await stack.outputs();
});
afterAll(async () => {
  cloudtrail?.destroy();
  s3?.destroy();
  await world?.[Symbol.asyncDispose]();
});

const settings = (different: Record<string, string> = {}) => world.settings({ ...bare, ...different });

/** The settings of the archive, with a reader to look at the files. */
const reading = (security: string, different: Record<string, string> = {}) =>
  settings({
    logReaderRoleArns: JSON.stringify([`arn:aws:iam::${security}:role/OrganizationAccountAccessRole`]),
    ...different,
  });
const trailOf = (name: string) => String(outputs[name]?.value);

/** The log files below a folder, and the events in them. */
async function delivered(
  prefix: string,
): Promise<{ keys: string[]; events: Record<string, unknown>[]; files: LogFile[] }> {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix }));
  const keys = Contents.map(({ Key }) => Key ?? '').filter((key) => key.endsWith('.json.gz'));
  const files: LogFile[] = [];
  for (const key of keys.filter((one) => one.includes('/CloudTrail/'))) {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    const text = gunzipSync((await Body?.transformToByteArray()) ?? new Uint8Array()).toString();
    files.push({ key, records: JSON.parse(text).Records as Record<string, unknown>[] });
  }
  return { keys, files, events: files.flatMap(({ records }) => records) };
}

/** Name and bucket of each data event. */
const dataEventsOf = (events: Record<string, unknown>[]) =>
  events
    .filter(({ eventCategory }) => eventCategory === 'Data')
    .map(({ eventName, requestParameters }) => [
      eventName,
      (requestParameters as { bucketName?: string } | null)?.bucketName,
    ]) as [string, string | undefined][];

describe('by default', () => {
  it('is made once: a second update changes nothing', () => {
    expect(first.first.create).toBeGreaterThan(10);
    expect(Object.keys(first.second)).toEqual(['same']);
    expect(outputs).not.toHaveProperty('dataTrailArn');
  });

  it('looks for unusual rates of calls and of errors', async () => {
    const TrailName = trailOf('trailArn');
    const { InsightSelectors } = await cloudtrail.send(new GetInsightSelectorsCommand({ TrailName }));
    expect(InsightSelectors?.map(({ InsightType }) => InsightType)).toEqual([
      'ApiCallRateInsight',
      'ApiErrorRateInsight',
    ]);
  });

  it('has a log group that its own administrator does not delete', async () => {
    const logs = new CloudWatchLogsClient(await world.client());
    const attempt = logs.send(new DeleteLogGroupCommand({ logGroupName: '/trailguard/organization-trail' }));
    await expect(attempt).rejects.toThrow(/deletion protection/i);
    logs.destroy();
  });
});

describe('with a trail of data events', () => {
  const events = () => reading(world.sandbox.accounts.security, { dataEvents });
  const queueArn = () => `arn:aws:sqs:us-east-1:${world.sandbox.accounts.management}:files`;
  const options = () => ({
    dataEvents,
    insights: '["ApiErrorRateInsight"]',
    tags: '{"Owner":"security"}',
    deliverySubscriptions: JSON.stringify([
      { protocol: 'email', endpoint: 'security@example.com' },
      { protocol: 'sqs', endpoint: queueArn() },
    ]),
  });

  it('is refused before the archive admits it', async () => {
    await configure(stack, settings({ dataEvents }));
    await expect(stack.up()).rejects.toThrow(/Insufficient(S3Bucket|Encryption)Policy/);
  });

  it('changes once with every option, replaces nothing, and then nothing more', async () => {
    await configure(archive, events());
    expect((await archive.up()).summary.resourceChanges).not.toHaveProperty('replace');
    await configure(stack, settings(options()));
    const both = await applyTwice(stack);
    expect(both.first).not.toHaveProperty('replace');
    expect(both.first).not.toHaveProperty('delete');
    expect(Object.keys(both.second)).toEqual(['same']);
    outputs = await stack.outputs();
    expect(outputs.unconfirmedSubscriptions?.value).toEqual([expect.stringMatching(/^email-[0-9a-f]{8}$/)]);
  });

  it('leaves management events to the organization trail', async () => {
    const categories = async (TrailName: string) => {
      const { AdvancedEventSelectors } = await cloudtrail.send(new GetEventSelectorsCommand({ TrailName }));
      return AdvancedEventSelectors?.map(
        ({ FieldSelectors }) => FieldSelectors?.find(({ Field }) => Field === 'eventCategory')?.Equals?.[0],
      );
    };
    expect(await categories(trailOf('trailArn'))).toEqual(['Management']);
    expect(await categories(trailOf('dataTrailArn'))).toEqual(['Data', 'Data', 'NetworkActivity']);
    const ResourceIdList = [trailOf('trailArn'), trailOf('dataTrailArn')];
    const { ResourceTagList } = await cloudtrail.send(new ListTagsCommand({ ResourceIdList }));
    expect(ResourceTagList?.map(({ TagsList }) => TagsList)).toEqual(
      ResourceIdList.map(() => [{ Key: 'Owner', Value: 'security' }]),
    );
  });

  it('delivers what members do with objects, signed, and none of its own deliveries', async () => {
    const { security } = world.sandbox.accounts;
    await s3.send(new CreateBucketCommand({ Bucket: 'payments' }));
    await s3.send(new PutObjectCommand({ Bucket: 'payments', Key: '2026/order.json', Body: '{}' }));
    await world.sandbox.clock.advance(2 * hour);
    const ours = await delivered(`AWSLogs/${world.sandbox.organizationId}/${security}/`);
    const digest = (key: string) => key.includes('/CloudTrail-Digest/') && key.includes('_trailguard-data_');
    expect(ours.keys.some(digest)).toBe(true);
    expect(dataEventsOf(ours.events)).toContainEqual(['PutObject', 'payments']);

    // Readers look at log files, and CloudTrail writes more of them: neither is recorded by this trail.
    await world.sandbox.clock.advance(2 * hour);
    const { events: everything } = await delivered('AWSLogs/');
    const buckets = dataEventsOf(everything).map(([, name]) => name);
    expect(buckets).toContain('payments');
    expect(buckets.filter((name) => name?.startsWith('trailguard-'))).toEqual([]);
    const Name = trailOf('dataTrailArn');
    const status = await cloudtrail.send(new GetTrailStatusCommand({ Name }));
    expect([status.IsLogging, status.LatestDeliveryError, status.LatestDigestDeliveryError]).toEqual([
      true,
      undefined,
      undefined,
    ]);
  });

  it('has its subscribers told by the topic', async () => {
    const sns = new SNSClient(await world.client());
    const TopicArn = String(outputs.topicArn?.value);
    const { Subscriptions } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
    expect(Subscriptions?.map(({ Protocol }) => Protocol).sort()).toEqual(['email', 'sqs']);
    sns.destroy();
  });

  it('takes each option back without a replacement, until a refresh finds nothing left of any', async () => {
    const left: Record<string, string> = options();
    for (const option of ['tags', 'deliverySubscriptions', 'insights', 'dataEvents']) {
      delete left[option];
      await configure(stack, settings(left));
      const changes = (await stack.up()).summary.resourceChanges ?? {};
      expect(Object.keys(changes).length, option).toBeGreaterThan(1);
      expect(changes, option).not.toHaveProperty('replace');
      const status = await cloudtrail.send(new GetTrailStatusCommand({ Name: trailOf('trailArn') }));
      expect(status.IsLogging, option).toBe(true);
    }
    const again = await stack.up({ refresh: true });
    expect(Object.keys(again.summary.resourceChanges ?? {})).toEqual(['same']);
  });
});

describe('the trail of an account of its own', () => {
  it('writes into the central bucket once that admits it, and is protected', async () => {
    const { security } = world.sandbox.accounts;
    const trailArn = `arn:aws:cloudtrail:us-east-1:${security}:trail/trailguard-account`;
    const { logKeyArn } = await archive.outputs();
    const own = await world.open(
      'own',
      async () => {
        const trail = new AccountTrail('own', {
          trailName: 'trailguard-account',
          region: 'us-east-1',
          bucketName: bucket,
          kmsKeyArn: String(logKeyArn?.value),
        });
        return { trailArn: trail.trailArn };
      },
      await world.client(security),
    );
    await expect(own.up()).rejects.toThrow(/Insufficient(S3Bucket|Encryption)Policy/);

    await configure(archive, reading(security, { furtherTrailArns: JSON.stringify([trailArn]) }));
    await archive.up();
    const { second } = await applyTwice(own);
    expect(Object.keys(second)).toEqual(['same']);
    await world.sandbox.clock.advance(2 * hour);
    const { keys, events } = await delivered(`AWSLogs/${security}/`);
    expect(keys.some((key) => key.includes('/CloudTrail-Digest/'))).toBe(true);
    expect(events.every(({ recipientAccountId }) => recipientAccountId === security)).toBe(true);
    expect(events.length).toBeGreaterThan(0);
    await expect(own.destroy()).rejects.toThrow(/protected/);
  });
});

describe('its investigation', () => {
  let opened: Stack | undefined;

  /** Applies the components of the security account twice. */
  async function investigating(
    investigation: Partial<TrailInvestigationArgs>,
    withEverything: boolean,
  ): ReturnType<typeof applyTwice> {
    const { sandbox } = world;
    const program = securityProgram({
      sandbox,
      logBucketName: bucket,
      regions,
      withEverything,
      investigation,
    });
    opened ??= await world.open('investigation', program, await world.client(sandbox.accounts.security));
    opened.workspace.program = program;
    return applyTwice(opened);
  }

  it('is made once, with every option and with none', async () => {
    const { management, security } = world.sandbox.accounts;
    const investigator = `arn:aws:iam::${security}:role/trailguard-investigator`;
    const all = {
      accountIds: [management, security],
      investigatorRoleArns: [investigator],
      firstDay: '2024-01-01',
      scanLimitGigabytes: 5,
      resultDays: 7,
      tags: { Owner: 'security' },
    };
    const full = await investigating(all, true);
    expect(full.first.create).toBeGreaterThan(30);
    expect(Object.keys(full.second)).toEqual(['same']);
    const bare = await investigating({}, false);
    expect(Object.keys(bare.second)).toEqual(['same']);
  });

  it('finds every log file of the organization that was delivered, and answers from it', async () => {
    await world.sandbox.clock.advance(2 * hour);
    const { accounts, organizationId } = world.sandbox;
    const { files, events, keys } = await delivered(`AWSLogs/${organizationId}/`);
    expect(keys.some((key) => key.includes('/CloudTrail-Digest/'))).toBe(true);
    const described = await readTable(await world.client(accounts.security), { ...namesIn(world.sandbox) });
    for (const { key, records } of files) {
      const found = partitionOf(described.parameters, `s3://${bucket}/${key}`);
      expect(found, key).toMatchObject({
        account: records[0]?.recipientAccountId,
        region: records[0]?.awsRegion,
      });
    }
    await using table = await EventTable.of(described, bucket, files);
    const changes = events.filter(
      ({ eventSource, readOnly, recipientAccountId }) =>
        eventSource === 'cloudtrail.amazonaws.com' && !readOnly && recipientAccountId === accounts.management,
    );
    const rows = await table.ask('trail-changes', [accounts.management, '2020/01/01', '2099/12/31']);
    expect(rows.map(({ event_id }) => event_id).sort()).toEqual(changes.map(({ eventID }) => eventID).sort());
    expect(rows.length).toBeGreaterThan(0);
  });

  it('may have an event data store beside it, which is made once', async () => {
    const { management } = world.sandbox.accounts;
    const store = await world.open(
      'lake',
      async () => {
        new OrganizationEventDataStore('lake', {
          namePrefix: 'trailguard',
          region: 'us-east-1',
          accountId: management,
          isLakeCustomer: true,
        });
      },
      await world.client(),
    );
    const { second } = await applyTwice(store);
    expect(Object.keys(second)).toEqual(['same']);
    await expect(store.destroy()).rejects.toThrow(/protected/);
  });
});

import {
  CloudTrailClient,
  CreateTrailCommand,
  GetTrailStatusCommand,
  StartLoggingCommand,
} from '@aws-sdk/client-cloudtrail';
import { EnableAWSServiceAccessCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import {
  DeleteBucketPolicyCommand,
  DeleteObjectCommand,
  GetBucketNotificationConfigurationCommand,
  GetBucketReplicationCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutBucketLifecycleConfigurationCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { Stack } from '@pulumi/pulumi/automation/index.js';
import { type AccountCredentials, audit } from '@trailguard/audit';
import { judge, type Result } from '@trailguard/controls';
import { estateOf, programControls } from '@trailguard/policy-pack';
import { programOf, readState } from '@trailguard/policy-pack/lens';
import { program } from '@trailguard/stacks/log-archive';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { previewedEstate } from '../../agreement/previewed-estate.ts';
import { applyTwice, configure, SandboxStacks } from '../sandbox-stacks.ts';

const replication = programControls.find(({ id }) => id === 'LB-19') as (typeof programControls)[number];

let world: SandboxStacks;
let stack: Stack;
let s3: S3Client;
let account: string;
let bucket: string;
let default_: Awaited<ReturnType<typeof applyTwice>>;

beforeAll(async () => {
  world = await SandboxStacks.start({
    regions: ['us-east-1', 'eu-west-1'],
    delays: { iam: 0, trustedAccess: 0 },
  });
  account = world.sandbox.accounts.logArchive;
  bucket = `trailguard-logs-${account}-us-east-1`;
  const client = await world.client(account);
  s3 = new S3Client(client);
  stack = await world.open('archive', program, client);
  await configure(stack, world.settings());
  default_ = await applyTwice(stack);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  s3?.destroy();
  await world?.[Symbol.asyncDispose]();
});

const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'done',
    (error: { name: string }) => error.name,
  );
const notifiedEvents = async () => {
  const { TopicConfigurations: topics } = await s3.send(
    new GetBucketNotificationConfigurationCommand({ Bucket: bucket }),
  );
  return topics?.map(({ TopicArn, Events }) => [TopicArn?.split(':').at(-1), Events]);
};

it('is made once: a second update changes nothing', () => {
  expect(default_.first.create).toBeGreaterThan(20);
  expect(Object.keys(default_.second)).toEqual(['same']);
});

it('tells of removals by default', async () => {
  expect(await notifiedEvents()).toEqual([['trailguard-log-removals', ['s3:ObjectRemoved:*']]]);
});

describe('an organization trail', () => {
  it('is made on the archive, delivers into it, and what it wrote stays', async () => {
    const management = await world.client();
    const organizations = new OrganizationsClient(management);
    const cloudtrail = new CloudTrailClient(management);
    await organizations.send(
      new EnableAWSServiceAccessCommand({ ServicePrincipal: 'cloudtrail.amazonaws.com' }),
    );
    const { logKeyArn } = await stack.outputs();
    const Name = 'trailguard-organization';
    await cloudtrail.send(
      new CreateTrailCommand({
        Name,
        S3BucketName: bucket,
        KmsKeyId: String(logKeyArn?.value),
        IsOrganizationTrail: true,
        IsMultiRegionTrail: true,
        EnableLogFileValidation: true,
      }),
    );
    await cloudtrail.send(new StartLoggingCommand({ Name }));
    await world.sandbox.clock.advance(2 * 3_600_000);
    const status = await cloudtrail.send(new GetTrailStatusCommand({ Name }));
    expect([status.LatestDeliveryError, status.LatestDigestDeliveryError]).toEqual([undefined, undefined]);

    const { Contents: files = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket }));
    const file = files.find(({ Key }) => Key?.includes('/CloudTrail/'))?.Key ?? '';
    expect(file).toContain(`AWSLogs/${world.sandbox.organizationId}/`);
    // The deploy role administers all of this account, and neither deletes, overwrites nor reads.
    const at = { Bucket: bucket, Key: file };
    expect(await codeOf(s3.send(new DeleteObjectCommand(at)))).toBe('AccessDenied');
    expect(await codeOf(s3.send(new PutObjectCommand({ ...at, Body: 'forged' })))).toBe('AccessDenied');
    expect(await codeOf(s3.send(new GetObjectCommand(at)))).toBe('AccessDenied');
    expect(await codeOf(s3.send(new DeleteBucketPolicyCommand({ Bucket: bucket })))).toBe('AccessDenied');
    for (const client of [organizations, cloudtrail]) client.destroy();
  });

  it.each([
    ['another name', { KmsKeyId: undefined }, 'InsufficientS3BucketPolicyException'],
    ['another name and our key', {}, 'InsufficientEncryptionPolicyException'],
  ])('is refused with %s', async (_what, different, code) => {
    const cloudtrail = new CloudTrailClient(await world.client());
    const { logKeyArn } = await stack.outputs();
    const create = new CreateTrailCommand({
      Name: 'trailguard-organization-2',
      S3BucketName: bucket,
      KmsKeyId: String(logKeyArn?.value),
      ...different,
    });
    expect(await codeOf(cloudtrail.send(create))).toBe(code);
    cloudtrail.destroy();
  });
});

describe('with every option that the deploy role may turn on later', () => {
  const copyBucket = () => `trailguard-logs-copy-${account}-eu-west-1`;
  const options = () => ({
    logCopyRegion: 'eu-west-1',
    logCopyWithinFifteenMinutes: 'true',
    notifyOfExpirations: 'true',
    removalNoticeEmails: '["security@example.com"]',
    logReaderRoleArns: JSON.stringify([
      `arn:aws:iam::${world.sandbox.accounts.security}:role/OrganizationAccountAccessRole`,
    ]),
  });

  it('changes once, replaces nothing, and copies into the other region', async () => {
    await configure(stack, world.settings(options()));
    const { first, second } = await applyTwice(stack);
    expect(first).not.toHaveProperty('replace');
    expect(first).not.toHaveProperty('delete');
    expect(Object.keys(second)).toEqual(['same']);
    const { ReplicationConfiguration } = await s3.send(new GetBucketReplicationCommand({ Bucket: bucket }));
    expect(ReplicationConfiguration?.Rules?.[0]).toMatchObject({
      Status: 'Enabled',
      DeleteMarkerReplication: { Status: 'Disabled' },
      Destination: { Bucket: `arn:aws:s3:::${copyBucket()}` },
    });
    expect((await notifiedEvents())?.[0]?.[1]).toEqual([
      's3:ObjectRemoved:*',
      's3:LifecycleExpiration:*',
      's3:Replication:OperationFailedReplication',
      's3:Replication:OperationMissedThreshold',
    ]);
  });

  it('has its copy in another Region by a preview, the state and an audit alike (LB-19)', async () => {
    const asked = { controls: [replication], parameters: { 'LB-19': { requireReplication: true } } };
    const saved = JSON.stringify(await stack.exportStack());
    const { accounts, endpoint } = world.sandbox;
    vi.stubEnv('AWS_ENDPOINT_URL', endpoint);
    const { results } = await audit({
      organization: {
        managementAccountId: accounts.management,
        logArchiveAccountId: account,
        securityAccountId: accounts.security,
        homeRegion: 'us-east-1',
      },
      credentials: async (accountId): Promise<AccountCredentials> =>
        (await world.client(accountId === accounts.management ? undefined : accountId)).credentials,
      controls: ['LB-19'],
      parameters: asked.parameters,
    });
    const seen = {
      preview: judge(await previewedEstate(stack), asked),
      state: judge(estateOf(programOf([readState(saved, 'archive')])), asked),
      live: results as readonly Result[],
    };
    const ofBucket = (judged: readonly Result[]) => judged.find(({ subject }) => subject.id === bucket);
    for (const [lens, judged] of Object.entries(seen)) {
      expect(ofBucket(judged)?.verdict, lens).toMatchObject({ status: 'pass' });
    }
  });

  it('lets the reader read, bucket and key, and nothing else', async () => {
    const reader = new S3Client(await world.client(world.sandbox.accounts.security));
    const { Contents: files = [] } = await reader.send(new ListObjectsV2Command({ Bucket: bucket }));
    const Key = files.find(({ Key: key }) => key?.includes('/CloudTrail/'))?.Key ?? '';
    const file = await reader.send(new GetObjectCommand({ Bucket: bucket, Key }));
    expect((await file.Body?.transformToByteArray())?.length).toBeGreaterThan(100);
    expect(await codeOf(reader.send(new DeleteObjectCommand({ Bucket: bucket, Key })))).toBe('AccessDenied');
    reader.destroy();
  });

  it('takes each back without a replacement, until a refresh finds nothing left of any', async () => {
    const left: Record<string, string> = options();
    for (const option of [
      'logReaderRoleArns',
      'removalNoticeEmails',
      'notifyOfExpirations',
      'logCopyWithinFifteenMinutes',
    ]) {
      delete left[option];
      await configure(stack, world.settings(left));
      const changes = (await stack.up()).summary.resourceChanges ?? {};
      expect(Object.keys(changes).length, option).toBeGreaterThan(1);
      expect(changes, option).not.toHaveProperty('replace');
    }
    const again = await stack.up({ refresh: true });
    expect(Object.keys(again.summary.resourceChanges ?? {})).toEqual(['same']);
  });

  it('stops before anything is lost when the setting of the copy goes', async () => {
    await configure(stack, world.settings());
    await expect(stack.preview()).rejects.toThrow(/protected/);
    await expect(stack.up()).rejects.toThrow(/protected/);
    const copied = await s3.send(new GetBucketReplicationCommand({ Bucket: bucket }));
    expect(copied.ReplicationConfiguration?.Rules?.[0]?.Status).toBe('Enabled');
    expect(await codeOf(s3.send(new ListObjectsV2Command({ Bucket: copyBucket() })))).toBe('done');
  });
});

it('is made with every option from the start, a lock that nobody can lift among them', async () => {
  // Another account, so that the names are free.
  const { security, logArchive } = world.sandbox.accounts;
  const other = await world.open('all', program, await world.client(security));
  await configure(
    other,
    world.settings({
      logArchiveAccountId: security,
      securityAccountId: logArchive,
      objectLockMode: 'COMPLIANCE',
      objectLockDays: '400',
      complianceLockConfirmedDays: '400',
      logRetentionDays: '800',
      archiveAfterDays: '90',
      accessLogRetentionDays: '30',
      logCopyRegion: 'eu-west-1',
      logCopyWithinFifteenMinutes: 'true',
      notifyOfExpirations: 'true',
      removalNoticeEmails: '["security@example.com"]',
      logReaderRoleArns: `["arn:aws:iam::${logArchive}:role/Analyst"]`,
      retentionAdministratorArns: `["arn:aws:iam::${security}:role/Retention"]`,
    }),
  );
  const { first, second } = await applyTwice(other);
  expect(first.create).toBeGreaterThan(40);
  expect(Object.keys(second)).toEqual(['same']);
});

describe('retention', () => {
  it('is not changed by the deploy role, neither in the program nor beside it', async () => {
    await configure(stack, world.settings({ logCopyRegion: 'eu-west-1', logRetentionDays: '400' }));
    await expect(stack.up()).rejects.toThrow(/PutLifecycleConfiguration/);
    const change = new PutBucketLifecycleConfigurationCommand({
      Bucket: bucket,
      LifecycleConfiguration: {
        Rules: [{ ID: 'all', Status: 'Enabled', Filter: { Prefix: '' }, Expiration: { Days: 1 } }],
      },
    });
    expect(await codeOf(s3.send(change))).toBe('AccessDenied');
  });
});

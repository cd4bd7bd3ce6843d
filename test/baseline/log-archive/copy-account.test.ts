import { DescribeKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import {
  DeleteObjectCommand,
  GetBucketReplicationCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { Stack } from '@pulumi/pulumi/automation/index.js';
import { program } from '@trailguard/stacks/log-archive';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { applyTwice, configure, SandboxStacks } from '../sandbox-stacks.ts';

const region = 'eu-west-1';
let world: SandboxStacks;
let stack: Stack;
let account: string;
let copyAccount: string;
let bucket: string;
let both: Awaited<ReturnType<typeof applyTwice>>;
const closing: { destroy(): void }[] = [];
const closed = <C extends { destroy(): void }>(client: C): C => {
  closing.push(client);
  return client;
};

beforeAll(async () => {
  world = await SandboxStacks.start({ regions: ['us-east-1', region], delays: { iam: 0 } });
  account = world.sandbox.accounts.logArchive;
  // Any other member serves; the stack is told of it by its id and a profile alone.
  copyAccount = world.sandbox.accounts.security;
  bucket = `trailguard-logs-copy-${copyAccount}-${region}`;
  const environment = await world.profiles({ 'log-copy': await world.client(copyAccount) });
  stack = await world.open('archive', program, await world.client(account), environment);
  await configure(
    stack,
    world.settings({
      logCopyRegion: region,
      logCopyAccountId: copyAccount,
      logCopyProfile: 'log-copy',
      changeMonitor: 'false',
    }),
  );
  both = await applyTwice(stack);
});
afterAll(async () => {
  for (const client of closing) client.destroy();
  await world?.[Symbol.asyncDispose]();
});

const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'done',
    (error: { name: string }) => error.name,
  );

it('is made in its account by that account’s credentials, and changes nothing the second time', async () => {
  expect(both.first.create).toBeGreaterThan(40);
  expect(Object.keys(both.second)).toEqual(['same']);
  const inCopy = await world.client(copyAccount, undefined, region);
  const s3 = closed(new S3Client(inCopy));
  const lock = await s3.send(new GetObjectLockConfigurationCommand({ Bucket: bucket }));
  expect(lock.ObjectLockConfiguration?.Rule?.DefaultRetention).toMatchObject({
    Mode: 'GOVERNANCE',
    Days: 365,
  });
  expect((await s3.send(new GetBucketVersioningCommand({ Bucket: bucket }))).Status).toBe('Enabled');
  const kms = closed(new KMSClient(inCopy));
  const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: 'alias/trailguard-logs-copy' }));
  expect(KeyMetadata?.AWSAccountId).toBe(copyAccount);
  const iam = closed(new IAMClient(inCopy));
  const { Role } = await iam.send(new GetRoleCommand({ RoleName: 'TrailGuardBreakGlass' }));
  expect(Role?.Arn).toContain(copyAccount);
});

it('is what the archive copies into, as its owner', async () => {
  const s3 = closed(new S3Client(await world.client(account)));
  const { ReplicationConfiguration } = await s3.send(
    new GetBucketReplicationCommand({ Bucket: `trailguard-logs-${account}-us-east-1` }),
  );
  const { logCopyKeyArn } = await stack.outputs();
  expect(ReplicationConfiguration?.Rules).toMatchObject([
    {
      Status: 'Enabled',
      DeleteMarkerReplication: { Status: 'Disabled' },
      Destination: {
        Bucket: `arn:aws:s3:::${bucket}`,
        Account: copyAccount,
        AccessControlTranslation: { Owner: 'Destination' },
        EncryptionConfiguration: { ReplicaKmsKeyID: logCopyKeyArn?.value },
      },
    },
  ]);
});

it('lets neither the archive’s administrator nor its own write or delete', async () => {
  for (const owner of [account, copyAccount]) {
    const s3 = closed(new S3Client(await world.client(owner, undefined, region)));
    const at = { Bucket: bucket, Key: 'AWSLogs/file.json.gz' };
    expect(await codeOf(s3.send(new PutObjectCommand({ ...at, Body: 'forged' })))).toBe('AccessDenied');
    expect(await codeOf(s3.send(new DeleteObjectCommand(at)))).toBe('AccessDenied');
  }
});

it('stays when its setting goes: the update stops', async () => {
  await configure(stack, world.settings({ changeMonitor: 'false' }));
  await expect(stack.up()).rejects.toThrow(/protected/);
  const s3 = closed(new S3Client(await world.client(copyAccount, undefined, region)));
  expect(await codeOf(s3.send(new ListObjectsV2Command({ Bucket: bucket })))).toBe('done');
});

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CloudTrailClient,
  CreateTrailCommand,
  DeleteTrailCommand,
  StartLoggingCommand,
} from '@aws-sdk/client-cloudtrail';
import {
  ConfigServiceClient,
  DescribeConfigurationRecorderStatusCommand,
} from '@aws-sdk/client-config-service';
import { CreateVirtualMFADeviceCommand, EnableMFADeviceCommand, IAMClient } from '@aws-sdk/client-iam';
import { EnableAWSServiceAccessCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import {
  CreateBucketCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  HeadBucketCommand,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { Stack } from '@pulumi/pulumi/automation/index.js';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { program } from '@trailguard/stacks/log-archive';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, configure, SandboxStacks } from '../baseline/sandbox-stacks.ts';
import { commandsOf, run } from './runbook.ts';

const regions = ['us-east-1', 'eu-west-1'];
let world: SandboxStacks;
let stack: Stack;
let deploy: Client;
let s3: S3Client;
let folder: string;
let bucket: string;
let device: string;
let findings: string;
let config: string;
let configLogs: string;
/** Every bucket of the archive account. */
let buckets: string[];

beforeAll(async () => {
  world = await SandboxStacks.start({ regions, delays: { iam: 0, trustedAccess: 0 } });
  folder = await mkdtemp(join(tmpdir(), 'trailguard-runbooks-'));
  const { logArchive } = world.sandbox.accounts;
  const bucketOf = (purpose: string) => `trailguard-${purpose}-${logArchive}-us-east-1`;
  bucket = bucketOf('logs');
  findings = bucketOf('findings');
  config = bucketOf('config');
  configLogs = bucketOf('config-logs');
  buckets = [bucket, findings, config, configLogs, ...['access-logs', 'findings-logs'].map(bucketOf)];
  deploy = await world.client(logArchive);
  s3 = new S3Client(deploy);
  stack = await world.open('archive', program, deploy);
  await configure(stack, world.settings());
  await stack.up();
  await fillArchive();
  await giveAdministratorADevice();
});
afterAll(async () => {
  s3?.destroy();
  await world?.[Symbol.asyncDispose]();
  if (folder) await rm(folder, { recursive: true, force: true });
});

const trail = 'trailguard-organization';

async function fillArchive(): Promise<void> {
  const management = await world.client();
  const organizations = new OrganizationsClient(management);
  const cloudtrail = new CloudTrailClient(management);
  const ServicePrincipal = 'cloudtrail.amazonaws.com';
  await organizations.send(new EnableAWSServiceAccessCommand({ ServicePrincipal }));
  const { logKeyArn } = await stack.outputs();
  await cloudtrail.send(
    new CreateTrailCommand({
      Name: trail,
      S3BucketName: bucket,
      KmsKeyId: String(logKeyArn?.value),
      IsOrganizationTrail: true,
      IsMultiRegionTrail: true,
    }),
  );
  await cloudtrail.send(new StartLoggingCommand({ Name: trail }));
  await world.sandbox.clock.advance(3_600_000);
  for (const client of [organizations, cloudtrail]) client.destroy();
}

async function giveAdministratorADevice(): Promise<void> {
  const management = await world.client();
  const iam = new IAMClient(management);
  const sts = new STSClient(management);
  const { VirtualMFADevice: made } = await iam.send(
    new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: 'phone' }),
  );
  device = made?.SerialNumber ?? '';
  const { Arn = '' } = await sts.send(new GetCallerIdentityCommand({}));
  await iam.send(
    new EnableMFADeviceCommand({
      UserName: Arn.split('/').at(-1) ?? '',
      SerialNumber: device,
      AuthenticationCode1: '123456',
      AuthenticationCode2: '654321',
    }),
  );
  for (const client of [iam, sts]) client.destroy();
}

const asDeploy = () => ({
  ...world.sandbox.environment,
  AWS_ACCESS_KEY_ID: deploy.credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: deploy.credentials.secretAccessKey,
  AWS_SESSION_TOKEN: deploy.credentials.sessionToken ?? '',
});
const variables = (different: Record<string, string> = {}) => ({
  ARCHIVE_ACCOUNT: world.sandbox.accounts.logArchive,
  BUCKET: bucket,
  CONFIG_BUCKET: config,
  ROLE: 'TrailGuardBreakGlass',
  TICKET: 'INC-1234',
  MFA_CODE: '123456',
  MFA_SERIAL: device,
  ...different,
});
const keysIn = async (of: string) => {
  const { Versions = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket: of }));
  return Versions.map(({ Key }) => Key);
};
const policyOf = async (of: string) => {
  const { Policy = '' } = await s3.send(new GetBucketPolicyCommand({ Bucket: of }));
  return Policy;
};

describe('mfa-delete.md', () => {
  it('checks, switches MFA Delete on, proves it and rolls it back', async () => {
    const plain = 'a-bucket-without-lifecycle-rules';
    await s3.send(new CreateBucketCommand({ Bucket: plain }));
    await s3.send(
      new PutBucketVersioningCommand({ Bucket: plain, VersioningConfiguration: { Status: 'Enabled' } }),
    );
    const commands = await commandsOf('mfa-delete');
    const options = {
      environment: asDeploy(),
      folder,
      variables: variables({ BUCKET: plain, MFA_SERIAL: 'arn:aws:iam::1:mfa/root' }),
    };
    const mfaDelete = async () =>
      (await s3.send(new GetBucketVersioningCommand({ Bucket: plain }))).MFADelete;
    await run([commands('1. Check'), commands('3. Switch it on'), commands('4. Keep the evidence')], options);
    expect(await mfaDelete()).toBe('Enabled');
    await run([commands('Roll back')], options);
    expect(await mfaDelete()).toBe('Disabled');
  });

  it('stops at the check while there are lifecycle rules', async () => {
    const commands = await commandsOf('mfa-delete');
    const checked = run([commands('1. Check')], { environment: asDeploy(), folder, variables: variables() });
    await expect(checked).rejects.toThrow('there are lifecycle rules: MFA Delete is refused');
  });

  it('lets root in by the policy, and out again', async () => {
    const commands = await commandsOf('mfa-delete');
    const options = { environment: asDeploy(), folder, variables: variables() };
    const before = JSON.parse(await policyOf(bucket));
    await run([commands('2. Let root change versioning')], options);
    const root = `arn:aws:iam::${world.sandbox.accounts.logArchive}:root`;
    const open = JSON.parse(await policyOf(bucket)).Statement as {
      Sid: string;
      Condition?: { StringNotEquals?: { 'aws:PrincipalArn'?: string[] } };
    }[];
    const excepting = open.filter(({ Condition }) =>
      Condition?.StringNotEquals?.['aws:PrincipalArn']?.includes(root),
    );
    expect(excepting.map(({ Sid }) => Sid)).toEqual([
      'DenyRetentionChangeExceptApproved',
      'DenyChangesWithoutMfa',
    ]);
    await run([commands('5. Close')], options);
    expect(JSON.parse(await policyOf(bucket))).toEqual(before);
  });
});

describe('break-glass.md', () => {
  it('deletes a file and changes retention, and the program follows', async () => {
    const commands = await commandsOf('break-glass');
    const steps = [
      '2. Open',
      '3a. Delete one file',
      '3b. Change retention',
      '3c. Let the deploy role',
      '4. Close',
    ];
    const options = { environment: world.sandbox.environment, folder, variables: variables() };
    const printed = await run(steps.map(commands), options);
    expect(printed).toContain('assumed-role/TrailGuardBreakGlass/INC-1234');
    const [, key, version] = /^(AWSLogs\/\S+) (\S+)$/m.exec(printed) ?? [];
    const { Versions: left = [] } = await s3.send(
      new ListObjectVersionsCommand({ Bucket: bucket, Prefix: key }),
    );
    expect(version).toBeDefined();
    expect(left.map(({ VersionId }) => VersionId)).not.toContain(version);
    expect(await policyOf(bucket)).not.toContain('DenyChangesWithoutMfa');
    for (const BUCKET of [findings, config, configLogs]) {
      await run([commands('2. Open'), commands('3b. Change retention')], {
        ...options,
        variables: variables({ BUCKET }),
      });
    }

    await configure(stack, world.settings({ logRetentionDays: '3650' }));
    await stack.up({ refresh: true });
    expect(await policyOf(bucket)).toContain('DenyChangesWithoutMfa');
    const { Rules } = await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket: bucket }));
    expect(Rules?.map(({ Expiration }) => Expiration?.Days)).toEqual([3650, undefined]);
  });

  it('opens no session without a code', async () => {
    const commands = await commandsOf('break-glass');
    const without = commands('2. Open').replace(/--serial-number .* \\\n/, '\\\n');
    const options = { environment: world.sandbox.environment, folder, variables: variables() };
    await expect(run([without], options)).rejects.toThrow('AccessDenied');
  });
});

/** Whether AWS Config records the archive's account, in each region. */
const recording = () =>
  Promise.all(
    regions.map(async (region) => {
      const client = new ConfigServiceClient({ ...deploy, region });
      const { ConfigurationRecordersStatus: [status] = [] } = await client.send(
        new DescribeConfigurationRecorderStatusCommand({}),
      );
      client.destroy();
      return status?.recording;
    }),
  );

/** The URNs that the page takes the protection from. */
async function unprotectedByRunbook(): Promise<RegExp> {
  const page = await readFile(join(import.meta.dirname, '../../docs/runbooks/teardown.md'), 'utf8');
  const [, pattern] = /grep -oE '([^']+)'/.exec(page) ?? [];
  if (pattern === undefined) throw new Error('teardown.md names no URNs to unprotect');
  return new RegExp(pattern);
}

describe('teardown.md', () => {
  it('empties and opens the buckets, so that the deploy role can destroy all but the keys', async () => {
    const cloudtrail = new CloudTrailClient(await world.client());
    await cloudtrail.send(new DeleteTrailCommand({ Name: trail }));
    cloudtrail.destroy();
    // The last files come within the hour, as the page says.
    await world.sandbox.clock.advance(3_600_000);
    const open = (await commandsOf('break-glass'))('2. Open');
    const commands = await commandsOf('teardown');
    expect(await recording()).toEqual([true, true]);
    await run([commands('1a. Stop AWS Config')], {
      environment: asDeploy(),
      folder,
      variables: variables(),
    });
    expect(await recording()).toEqual([false, false]);
    for (const BUCKET of [bucket, findings, config]) {
      await run([commands('1b. Stop writing')], {
        environment: asDeploy(),
        folder,
        variables: variables({ BUCKET }),
      });
    }
    const steps = [open, commands('3. Empty the buckets'), commands('4. Open the buckets')];
    for (const BUCKET of buckets) {
      await run(steps, { environment: world.sandbox.environment, folder, variables: variables({ BUCKET }) });
    }
    expect(await keysIn(bucket)).toEqual([]);

    const unprotected = await unprotectedByRunbook();
    const state = await stack.exportStack();
    for (const resource of state.deployment.resources) {
      if (unprotected.test(resource.urn)) delete resource.protect;
    }
    await stack.importStack(state);
    await stack.destroy({ excludeProtected: true });
    const left = (await stack.exportStack()).deployment.resources as { type: string }[];
    expect([...new Set(left.map(({ type }) => type))].filter((type) => type.startsWith('aws:'))).toEqual([
      'aws:kms/key:Key',
    ]);
    for (const Bucket of [bucket, config, configLogs]) {
      await expect(s3.send(new HeadBucketCommand({ Bucket }))).rejects.toThrow();
    }
  });
});

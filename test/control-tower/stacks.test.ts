import { fileURLToPath } from 'node:url';
import {
  CloudTrailClient,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
} from '@aws-sdk/client-cloudtrail';
import { GetTableCommand, GlueClient } from '@aws-sdk/client-glue';
import { GetRoleCommand, IAMClient, UpdateRoleDescriptionCommand } from '@aws-sdk/client-iam';
import { EnablePolicyTypeCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import {
  DeleteObjectCommand,
  GetBucketPolicyCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutBucketLifecycleConfigurationCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { EngineEvent } from '@pulumi/pulumi/automation/index.js';
import { type AuditReport, audit } from '@trailguard/audit';
import { isControlTowerResource, isControlTowerTrustedAccess } from '@trailguard/baseline';
import { type StackFolder, StackOrder } from '@trailguard/stacks/bring-up';
import { program as logArchive } from '@trailguard/stacks/log-archive';
import { program as organization } from '@trailguard/stacks/organization';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { configure, SandboxStacks } from '../baseline/sandbox-stacks.ts';
import { OrganizationFolder } from '../bring-up/organization-folder.ts';
import { isInAws, readState, type SavedResource, stackFiles } from '../faults/states.ts';

const pack = fileURLToPath(new URL('../../policy-pack', import.meta.url));
const trailName = 'aws-controltower-BaselineCloudTrail';
/** What no default answers, with Control Tower or without: who is told of alerts, threat lists, MFA of root users. */
const leftToPeople = ['GD-22', 'GD-26', 'IAM-07', 'NT-07'];
let world: SandboxStacks;
let folder: OrganizationFolder;
let before: AuditReport;
let bucket: string;
const lines: Record<'first' | 'second', string[]> = { first: [], second: [] };
const previews: Record<string, { readonly findings: string[]; readonly said: string[] }> = {};

/** Previews an organization where nothing of ours exists yet, with the policy pack. */
async function preview(name: 'log-archive' | 'organization'): Promise<void> {
  const archive = world.sandbox.accounts.logArchive;
  const [program, accountId] = name === 'organization' ? [organization, undefined] : [logArchive, archive];
  const stack = await world.open(`first-${name}`, program, await world.client(accountId));
  await configure(stack, world.settings());
  const findings: string[] = [];
  const said: string[] = [];
  const onEvent = ({ policyEvent, diagnosticEvent }: EngineEvent) => {
    if (policyEvent)
      findings.push(`${policyEvent.enforcementLevel} ${policyEvent.policyName}: ${policyEvent.message}`);
    if (diagnosticEvent) said.push(diagnosticEvent.message);
  };
  await stack.preview({ policyPacks: [pack], onEvent });
  previews[name] = { findings, said };
}

/** Brings the organization up from a file, as `up` does, each stack by its own files and profile. */
async function up(
  different: Record<string, unknown> = {},
  stacks: readonly StackFolder[] = StackOrder,
): Promise<string[]> {
  const payments = {
    accountName: 'payments',
    email: 'aws+payments@example.com',
    organizationalUnitId: world.sandbox.rootId,
  };
  await folder.write(different, { accounts: { payments } });
  return folder.up(false, stacks);
}

async function audited(): Promise<AuditReport> {
  const { management, logArchive: archive, security } = world.sandbox.accounts;
  return audit({
    organization: {
      managementAccountId: management,
      logArchiveAccountId: archive,
      securityAccountId: security,
      homeRegion: 'us-east-1',
    },
    credentials: async (id) => (await world.client(id === management ? undefined : id)).credentials,
  });
}

beforeAll(async () => {
  world = await SandboxStacks.start({
    controlTower: true,
    regions: ['us-east-1', 'eu-west-1'],
    delays: { iam: 0, trustedAccess: 0 },
  });
  vi.stubEnv('AWS_ENDPOINT_URL', world.sandbox.endpoint);
  bucket = `aws-controltower-logs-${world.sandbox.accounts.logArchive}-us-east-1`;
  const organizations = new OrganizationsClient(await world.client());
  const PolicyType = 'RESOURCE_CONTROL_POLICY';
  await organizations.send(new EnablePolicyTypeCommand({ RootId: world.sandbox.rootId, PolicyType }));
  organizations.destroy();
  before = await audited();
  for (const name of ['log-archive', 'organization'] as const) await preview(name);
  folder = await OrganizationFolder.make(world);
  lines.first = await up();
  lines.second = await up();
}, 600_000);
afterAll(async () => {
  vi.unstubAllEnvs();
  await world?.[Symbol.asyncDispose]();
  await folder?.[Symbol.asyncDispose]();
});

/** Every resource in AWS that a state holds. */
async function managed(): Promise<SavedResource[]> {
  const states = await Promise.all(Object.values(await stackFiles(folder.path)).map(readState));
  return states.flatMap(({ resources }) => resources.filter(isInAws));
}

/** Whether a resource is Control Tower's, by what it is called itself; what it refers to does not count. */
function isControlTowers({
  type,
  id = '',
  inputs = {},
}: SavedResource & { inputs?: Record<string, unknown> }): boolean {
  if (type.endsWith(':AwsServiceAccess')) return isControlTowerTrustedAccess(String(inputs.servicePrincipal));
  const called = [id, inputs.name, inputs.bucket].filter((name) => typeof name === 'string');
  return called.some((name) => isControlTowerResource(name));
}

async function trails(): Promise<string[]> {
  const cloudtrail = new CloudTrailClient(await world.client());
  const { trailList = [] } = await cloudtrail.send(new DescribeTrailsCommand({}));
  const names: string[] = [];
  for (const { TrailARN, Name } of trailList) {
    const selected = await cloudtrail.send(new GetEventSelectorsCommand({ TrailName: TrailARN }));
    names.push(`${Name} ${JSON.stringify(selected).includes('Management') ? 'management' : 'data'}`);
  }
  cloudtrail.destroy();
  return names.sort();
}

describe('the first preview', () => {
  it.each(['log-archive', 'organization'])('of %s has no finding, and says what is used', (name) => {
    const { findings = [], said = [] } = previews[name] ?? {};
    expect(findings.filter((finding) => !finding.startsWith('advisory not-evaluated: '))).toEqual([]);
    expect(said.filter((text) => text.startsWith('Control Tower is set up here'))).toHaveLength(1);
    expect(said.join()).toContain(bucket);
  });
});

describe('all stacks under Control Tower', () => {
  it('are applied, and change nothing the second time', () => {
    expect(lines.first.filter((line) => / \d+ create/.test(line))).toHaveLength(4);
    expect(lines.second.filter((line) => /: \d+ same$/.test(line))).toHaveLength(4);
  });

  it('have nothing of Control Tower in their states', async () => {
    const resources = await managed();
    expect(resources.length).toBeGreaterThan(100);
    expect(resources.filter(isControlTowers).map(({ urn }) => urn)).toEqual([]);
  });

  it('leave one trail of management events, which goes on', { timeout: 240_000 }, async () => {
    expect(await trails()).toEqual([`${trailName} management`]);
    await world.sandbox.clock.advance(20 * 60_000);
    const cloudtrail = new CloudTrailClient(await world.client());
    const status = await cloudtrail.send(new GetTrailStatusCommand({ Name: trailName }));
    cloudtrail.destroy();
    expect(status).toMatchObject({ IsLogging: true });
    expect([
      status.LatestDeliveryError,
      status.LatestCloudWatchLogsDeliveryError,
      status.LatestNotificationError,
    ]).toEqual([undefined, undefined, undefined]);
  });

  it('leave Control Tower’s roles able to work, and nobody else to remove its log files', async () => {
    const { logArchive: archive } = world.sandbox.accounts;
    const outcome = (attempt: Promise<unknown>) =>
      attempt.then(
        () => 'done',
        ({ name }: Error) => name,
      );
    const asControlTower = await world.client(archive, 'AWSControlTowerExecution');
    const s3 = new S3Client(asControlTower);
    const LifecycleConfiguration = {
      Rules: [
        {
          ID: 'RetentionRule',
          Status: 'Enabled' as const,
          Filter: { Prefix: '' },
          Expiration: { Days: 400 },
        },
      ],
    };
    const change = new PutBucketLifecycleConfigurationCommand({ Bucket: bucket, LifecycleConfiguration });
    expect(await outcome(s3.send(change))).toBe('done');
    const iam = new IAMClient(asControlTower);
    const RoleName = 'AWSControlTowerExecution';
    const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
    const describeRole = new UpdateRoleDescriptionCommand({ RoleName, Description: Role?.Description ?? '' });
    expect(await outcome(iam.send(describeRole))).toBe('done');
    const deployment = new S3Client(await world.client(archive));
    const removal = new DeleteObjectCommand({ Bucket: bucket, Key: 'any' });
    expect(await outcome(deployment.send(removal))).toBe('AccessDenied');
    const policy = await deployment.send(new GetBucketPolicyCommand({ Bucket: bucket }));
    expect(policy.Policy).not.toContain('trailguard');
    for (const client of [s3, iam, deployment]) client.destroy();
  });

  it('ask Control Tower’s log files where its bucket lets them be read', async () => {
    const { logArchive: archive, security } = world.sandbox.accounts;
    const glue = new GlueClient(await world.client(archive));
    const { Table } = await glue.send(
      new GetTableCommand({ DatabaseName: 'trailguard_logs', Name: 'cloudtrail' }),
    );
    glue.destroy();
    const location = Table?.StorageDescriptor?.Location ?? '';
    const template = Table?.Parameters?.['storage.location.template'] ?? '';
    const there = new S3Client(await world.client(archive));
    const Prefix = location.slice(`s3://${bucket}/`.length);
    const { Contents = [] } = await there.send(new ListObjectsV2Command({ Bucket: bucket, Prefix }));
    const [Key = ''] = Contents.flatMap(({ Key: key = '' }) => (key.includes('/CloudTrail/') ? [key] : []));
    const forms: Record<string, string> = {
      account: '\\d{12}',
      region: '[a-z0-9-]+',
      day: '\\d{4}/\\d\\d/\\d\\d',
    };
    const folder = template.replace(/\$\{(\w+)\}/g, (_, column: string) => forms[column] ?? '');
    expect(`s3://${bucket}/${Key}`).toMatch(new RegExp(`^${folder}`));
    await there.send(new GetObjectCommand({ Bucket: bucket, Key }));
    const elsewhere = new S3Client(await world.client(security));
    await expect(elsewhere.send(new GetObjectCommand({ Bucket: bucket, Key }))).rejects.toMatchObject({
      name: 'AccessDenied',
    });
    for (const client of [there, elsewhere]) client.destroy();
  });

  it('add no finding to those that Control Tower’s own trail and bucket have on their merits', {
    timeout: 240_000,
  }, async () => {
    const failing = ({ results }: AuditReport) =>
      results
        .filter(({ controlId, verdict }) => verdict.status === 'fail' && !leftToPeople.includes(controlId))
        .map(({ controlId, subject }) => `${controlId} ${subject.id}`);
    const after = await audited();
    expect(after.complete).toBe(true);
    const known = new Set(failing(before));
    const { accounts } = world.sandbox;
    const added = failing(after).filter((finding) => !known.has(finding));
    expect(added.filter((finding) => Object.values(accounts).some((id) => finding.includes(id)))).toEqual([]);
    const statusOf = (id: string) =>
      after.results.filter(({ controlId }) => controlId === id).map(({ verdict }) => verdict.status);
    // It is there, records all regions and signs its digests; Control Tower encrypts with no key of ours.
    for (const id of ['CT-01', 'CT-02', 'CT-06'])
      expect([id, new Set(statusOf(id))]).toEqual([id, new Set(['pass'])]);
    expect(statusOf('CT-08')).toContain('fail');
  });

  it('record data events on a trail and in an archive of their own where they are asked for', async () => {
    const reported = await up({ dataEvents: { s3: {} } }, ['log-archive', 'organization']);
    expect(reported.filter((line) => /log-archive production: .*\d+ create/.test(line))).toHaveLength(1);
    expect(await trails()).toEqual([`${trailName} management`, 'trailguard-data data']);
    expect((await managed()).filter(isControlTowers)).toEqual([]);
    const again = await up({ dataEvents: { s3: {} } }, ['log-archive', 'organization']);
    expect(again.filter((line) => /: \d+ same$/.test(line))).toHaveLength(2);
  }, 300_000);
});

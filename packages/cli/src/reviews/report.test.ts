import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudTrailClient, StopLoggingCommand } from '@aws-sdk/client-cloudtrail';
import {
  CreateDetectorCommand,
  CreateFilterCommand,
  CreateSampleFindingsCommand,
  GuardDutyClient,
} from '@aws-sdk/client-guardduty';
import { AttachRolePolicyCommand, CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { type Sandbox, startSandbox } from '@trailguard/sandbox';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { runTrailguard } from '../../test/run-trailguard.ts';
import { reportedReviews } from './command.ts';
import type { ReviewReport } from './review-report.ts';

const region = 'us-east-1';
const role = 'OrganizationAccountAccessRole';
const evil = '<b>a|b</b>';
let sandbox: Sandbox;
let folder: string;

/** The role that members have by themselves, in the management account too. */
async function letAuditsIn(): Promise<void> {
  const iam = new IAMClient({ region });
  const Principal = { AWS: `arn:aws:iam::${sandbox.accounts.management}:root` };
  const Statement = [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }];
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
  await iam.send(new CreateRoleCommand({ RoleName: role, AssumeRolePolicyDocument }));
  const PolicyArn = 'arn:aws:iam::aws:policy/AdministratorAccess';
  await iam.send(new AttachRolePolicyCommand({ RoleName: role, PolicyArn }));
  iam.destroy();
}

async function watchSecurity(): Promise<void> {
  const sts = new STSClient({ region });
  const { Credentials } = await sts.send(
    new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${sandbox.accounts.security}:role/${role}`,
      RoleSessionName: 'test',
    }),
  );
  sts.destroy();
  const guardduty = new GuardDutyClient({
    region,
    credentials: {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    },
  });
  const { DetectorId } = await guardduty.send(new CreateDetectorCommand({ Enable: true }));
  const FindingTypes = ['Recon:EC2/PortProbeUnprotectedPort', 'Backdoor:EC2/DenialOfService.Tcp'];
  await guardduty.send(new CreateSampleFindingsCommand({ DetectorId, FindingTypes }));
  await guardduty.send(
    new CreateFilterCommand({
      DetectorId,
      Name: 'probes',
      Action: 'ARCHIVE',
      FindingCriteria: { Criterion: { type: { Equals: ['Recon:EC2/PortProbeUnprotectedPort'] } } },
      Tags: { Owner: 'blue', Reason: evil, Expires: '2030-01-01' },
    }),
  );
  guardduty.destroy();
}

beforeAll(async () => {
  sandbox = await startSandbox({ regions: [region, 'eu-west-1'] });
  sandbox.setDelays({ iam: 0 });
  folder = await mkdtemp(join(tmpdir(), 'trailguard-review-report-'));
  stub();
  await letAuditsIn();
  await watchSecurity();
  const cloudtrail = new CloudTrailClient({ region });
  await cloudtrail.send(new StopLoggingCommand({ Name: 'missing' })).catch(() => undefined);
  cloudtrail.destroy();
  // Events take some minutes into the history.
  await sandbox.clock.advance(3_600_000);
  const { organizationId, accounts } = sandbox;
  const settings = {
    organizationId,
    managementAccountId: accounts.management,
    logArchiveAccountId: accounts.logArchive,
    securityAccountId: accounts.security,
    homeRegion: region,
    regions: [region, 'eu-west-1'],
  };
  await writeFile(join(folder, 'organization.yaml'), JSON.stringify({ stack: 'test', settings }));
  await writeFile(join(folder, 'records.yaml'), 'records: []\n');
}, 120_000);
afterAll(async () => {
  vi.unstubAllEnvs();
  await sandbox?.stop();
  await rm(folder, { recursive: true, force: true });
});
const stub = () => {
  for (const [name, value] of Object.entries(sandbox.environment)) vi.stubEnv(name, value);
};
beforeEach(stub);

const run = (kind: string, ...args: string[]) =>
  runTrailguard([
    'reviews',
    'report',
    kind,
    join(folder, 'organization.yaml'),
    '--records',
    join(folder, 'records.yaml'),
    '--role',
    role,
    ...args,
  ]);
async function read(kind: string): Promise<ReviewReport> {
  const { code, stdout, stderr } = await run(kind, '--format', 'json');
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as ReviewReport;
}
const rowsOf = (report: ReviewReport, title: string) =>
  report.sections.find((section) => section.title === title)?.rows ?? [];

describe('trailguard reviews report', () => {
  it('tells open findings by severity and by type', async () => {
    const report = await read('findings-review');
    const counts = rowsOf(report, 'Open findings by severity').map(([severity, open]) => [severity, open]);
    const types = rowsOf(report, 'Open findings by type').map(([, type]) => type);
    const total = counts.reduce((sum, [, open]) => sum + Number(open), 0);
    expect(types.sort()).toEqual(['Backdoor:EC2/DenialOfService.Tcp', 'Recon:EC2/PortProbeUnprotectedPort']);
    expect(total).toBe(2);
  });

  it('tells who answers for a filter, and how much it hides', async () => {
    const [row] = rowsOf(await read('suppression-review'), 'Filters that archive findings');
    expect(row).toEqual([
      'probes',
      region,
      'blue',
      evil,
      '2030-01-01',
      expect.stringContaining('Recon:'),
      '0',
    ]);
  });

  it('tells who tried to change trails', async () => {
    const calls = rowsOf(await read('trail-review'), 'Changes of trails').map(([, call]) => call);
    expect(calls).toContain('StopLogging');
  });

  it('tells which features no control knows, as the SDK and AWS name them', async () => {
    const rows = rowsOf(await read('feature-review'), 'Features of the services');
    expect(new Set(rows.map(([by]) => by))).toEqual(new Set(['the SDK', 'AWS']));
  });

  it.each(['markdown', 'html'] as const)(
    'writes %s in which nobody else’s text is markup',
    async (format) => {
      const { stdout } = await run('suppression-review', '--format', format);
      expect(stdout).toContain('probes');
      expect(stdout).not.toContain(evil);
      if (format === 'markdown') expect(stdout).toContain(String.raw`\<b\>a\|b`);
    },
  );

  it('says what could not be read, and is not whole then', async () => {
    const { code, stdout } = await run('findings-review', '--format', 'json', '--role', 'Missing');
    expect(code === 2 || (code === 4 && stdout.includes('"unread"'))).toBe(true);
  });

  it('refuses a kind that is not read from AWS', async () => {
    expect(await run('alert-test')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(`there are ${reportedReviews.join(', ')}`),
    });
  });
});

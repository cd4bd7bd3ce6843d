import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { CloudTrailClient, CreateTrailCommand, StartLoggingCommand } from '@aws-sdk/client-cloudtrail';
import { EnableAWSServiceAccessCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { CreateBucketCommand, PutBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { verifyInThread } from '@trailguard/audit/integrity';
import { gravestOf, reportOf } from '@trailguard/audit/integrity/report';
import { type Sandbox, startSandbox } from '@trailguard/sandbox';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { sandboxEnvironment } from '../../test/sandbox-config.ts';
import type { Config } from '../config.ts';
import type { JobContext } from './context.ts';
import { organizationLogs } from './organization-logs.ts';

const region = 'us-east-1';
const bucket = 'logs-of-the-organization';
const hour = 3_600_000;
const document = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });

let sandbox: Sandbox;
let reader: string;
let from: Date;
beforeAll(async () => {
  sandbox = await startSandbox({ delays: { iam: 0, trustedAccess: 0 } });
  for (const [name, value] of Object.entries(sandbox.environment)) vi.stubEnv(name, value);
  reader = `arn:aws:iam::${sandbox.accounts.management}:role/LogReader`;
  await makeRoles();
  await startTrail();
  from = sandbox.clock.now();
  await sandbox.clock.advance(3 * hour);
}, 120_000);
afterAll(async () => {
  vi.unstubAllEnvs();
  await sandbox?.stop();
});

/** As an administrator does, by the command. */
async function makeRoles(): Promise<void> {
  const sts = new STSClient({ region });
  const { Arn: service = '' } = await sts.send(new GetCallerIdentityCommand({}));
  sts.destroy();
  const command = fileURLToPath(new URL('../make-roles.ts', import.meta.url));
  const { management } = sandbox.accounts;
  const env = sandboxEnvironment('/nowhere', {
    ...process.env,
    TRAILGUARD_MANAGEMENT_ACCOUNT_ID: management,
    TRAILGUARD_LOG_ARCHIVE_ACCOUNT_ID: management,
    TRAILGUARD_LOG_READER_ROLE: reader,
  });
  const { stdout } = await promisify(execFile)(process.execPath, [command, '--service', service], { env });
  expect(stdout.trim().split('\n')).toEqual([
    'TrailGuardPreview',
    'TrailGuardApply',
    'TrailGuardAudit',
    'LogReader',
  ]);
}

async function startTrail(): Promise<void> {
  const s3 = new S3Client({ region });
  const cloudtrail = new CloudTrailClient({ region });
  const organizations = new OrganizationsClient({ region });
  const ServicePrincipal = 'cloudtrail.amazonaws.com';
  await organizations.send(new EnableAWSServiceAccessCommand({ ServicePrincipal }));
  await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  const deliver = ['s3:GetBucketAcl', 's3:PutObject'].map((Action) => ({
    ...{ Effect: 'Allow', Principal: { Service: ServicePrincipal }, Action },
    Resource: `arn:aws:s3:::${bucket}${Action === 's3:PutObject' ? '/AWSLogs/*' : ''}`,
  }));
  await s3.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy: document(...deliver) }));
  const settings = { IsOrganizationTrail: true, IsMultiRegionTrail: true, EnableLogFileValidation: true };
  await cloudtrail.send(new CreateTrailCommand({ Name: 'all', S3BucketName: bucket, ...settings }));
  await cloudtrail.send(new StartLoggingCommand({ Name: 'all' }));
  for (const client of [s3, cloudtrail, organizations]) client.destroy();
}

const configOf = (logReaderRole: string | null) =>
  ({
    organization: { homeRegion: region, managementAccountId: sandbox.accounts.management },
    roles: {
      ...{ preview: 'TrailGuardPreview', apply: 'TrailGuardApply', audit: 'TrailGuardAudit' },
      member: 'OrganizationAccountAccessRole',
    },
    stackSettings: { formerLogPlaces: '["s3://older-logs/audit"]' },
    evidence: { logReaderRole, incidents: null, incidentReaderRole: null },
  }) as unknown as Config;
const contextOf = (logReaderRole: string | null) =>
  ({ config: configOf(logReaderRole), job: { id: 'job-1' } }) as unknown as JobContext;

it('finds the trail by the role for audits, and its files are read by the role for logs', async () => {
  const { trail, places, store, keys } = await organizationLogs(contextOf(reader));
  const { management, logArchive, security } = sandbox.accounts;
  expect(trail.accounts.map(({ accountId }) => accountId).sort()).toEqual(
    [management, logArchive, security].sort(),
  );
  expect(places).toMatchObject([
    { bucket, prefix: null, organizationId: sandbox.organizationId },
    { bucket: 'older-logs', prefix: 'audit', organizationId: sandbox.organizationId },
  ]);
  const to = new Date(from.getTime() + 2 * hour);
  const [own] = places;
  const options = { ...trail, places: own === undefined ? [] : [own], from, to };
  const reports = [];
  for await (const report of verifyInThread(options, { store, keys: await keys(from, to) }))
    reports.push(report);
  const times = { from: from.toISOString(), to: to.toISOString(), asOf: trail.asOf.toISOString() };
  const report = reportOf(reports, { ...times, endsHead: null });
  expect([gravestOf(report), report.places.flatMap(({ faults }) => faults)]).toEqual([null, []]);
  expect(report.hours.proven + report.hours['provably-empty']).toBeGreaterThan(0);
});

it('reads nothing without such a role', async () => {
  await expect(organizationLogs(contextOf(null))).rejects.toMatchObject({ code: 'NO_LOG_READER' });
});

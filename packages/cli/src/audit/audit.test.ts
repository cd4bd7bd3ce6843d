import { hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteRolePolicyCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { auditRole, enableSecurityHub, useOrganization } from '@trailguard/audit/test';
import { findingsOf, type RunReport } from '@trailguard/controls/report';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { runTrailguard } from '../../test/run-trailguard.ts';

const organization = useOrganization();
let folder: string;
let file: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trailguard-audit-'));
  file = join(folder, 'organization.yaml');
  const { audited, sandbox } = organization.parts;
  const settings = { organizationId: sandbox.organizationId, ...audited };
  await writeFile(file, JSON.stringify({ stack: 'production', settings }));
  for (const [name, value] of Object.entries(sandbox.environment)) vi.stubEnv(name, value);
  await letItEnterMembers();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The management account's role is the way into the members'. */
async function letItEnterMembers(): Promise<void> {
  const iam = new IAMClient({ region: 'us-east-1' });
  const Statement = {
    Effect: 'Allow',
    Action: 'sts:AssumeRole',
    Resource: `arn:aws:iam::*:role/${auditRole}`,
  };
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
  await iam.send(new PutRolePolicyCommand({ RoleName: auditRole, PolicyName: 'members', PolicyDocument }));
  iam.destroy();
}

const auditOf = (...args: string[]) => runTrailguard(['audit', file, ...args]);
const idsOf = (report: RunReport, status: 'fail' | 'unknown' | 'waived') => [
  ...new Set(findingsOf(report, status).map(({ controlId }) => controlId)),
];

describe('trailguard audit', () => {
  it('says of a live organization what the audit itself says, with how to fix it', async () => {
    const { code, stdout } = await auditOf('--format', 'json');
    const report = JSON.parse(stdout) as RunReport;
    const { results } = await organization.audit({ parameters: {} });
    const failed = results
      .filter(({ verdict }) => verdict.status === 'fail')
      .map(({ controlId }) => controlId);
    expect(failed.length).toBeGreaterThan(0);
    expect(new Set(idsOf(report, 'fail'))).toEqual(new Set(failed));
    expect([code, report.lens, report.warnings]).toEqual([1, 'live', []]);
    expect(report.accountNames).toMatchObject({
      [organization.parts.audited.logArchiveAccountId]: 'log-archive',
    });
    expect(report.triage).toMatchObject({ limits: { daysHighSev: 1, staleDays: 30 }, unread: [] });
    expect(report.findings).toHaveLength(Object.values(report.counts).reduce((sum, count) => sum + count));
    const [first] = findingsOf(report, 'fail');
    expect(report.controls.find(({ id }) => id === first?.controlId)?.fix).not.toBe('');
  }, 120_000);

  it('ends with 0 when no finding is as grave as asked for, and waives what an exception accepts', async () => {
    const exceptions = join(folder, 'exceptions.yaml');
    const until = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    const person = { owner: 'platform', ticket: 'SEC-1', approver: 'ciso' };
    const accepted = { control: 'CT-27', scope: '*', reason: 'one trail is enough', ...person };
    const entry = { ...accepted, scope: { account: organization.parts.audited.managementAccountId } };
    await writeFile(exceptions, JSON.stringify({ exceptions: [{ ...entry, from: '2026-01-01', until }] }));
    const { code, stdout } = await auditOf(
      '--format',
      'json',
      '--fail-on',
      'never',
      '--exceptions',
      exceptions,
    );
    expect([code, idsOf(JSON.parse(stdout), 'waived')]).toEqual([0, ['CT-27']]);
  }, 120_000);

  it('ends with 4 when an account cannot be read, and says which call failed and why', async () => {
    const stranger = '999999999999';
    const { code, stdout } = await auditOf('--accounts', stranger, '--fail-on', 'never');
    expect([code, stdout]).toEqual([4, expect.stringContaining('not read (')]);
  }, 120_000);

  it('keeps what accounts tell until the report is written, and goes on only with the same organization', async () => {
    const saved = join(folder, 'audit.jsonl');
    const request = JSON.stringify({ previous: null, request: { '--role': 'Another' } });
    await writeFile(saved, `["${hash('sha256', request)}",${request}]\n`);
    const refused = await auditOf('--resume', saved);
    expect([refused.code, refused.stderr]).toEqual([
      2,
      expect.stringContaining('is of an audit with another --role'),
    ]);
    await rm(saved);
    const { code } = await auditOf('--resume', saved, '--fail-on', 'never');
    expect([code, existsSync(saved)]).toEqual([0, false]);
  }, 120_000);

  it('imports into Security Hub by the role that is named, and ends with 4 where that may not', async () => {
    const { managementAccountId, logArchiveAccountId } = organization.parts.audited;
    const iam = new IAMClient({ region: 'us-east-1' });
    const Statement = { Effect: 'Allow', Action: 'securityhub:BatchImportFindings', Resource: '*' };
    const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
    await iam.send(new PutRolePolicyCommand({ RoleName: auditRole, PolicyName: 'import', PolicyDocument }));
    await enableSecurityHub(organization.parts.administrators, managementAccountId);
    const accounts = `${managementAccountId},${logArchiveAccountId}`;
    const scope = ['--accounts', accounts, '--controls', 'CT-01', '--fail-on', 'never'];
    const { code, stderr } = await auditOf(...scope, '--import-security-hub', auditRole);
    await iam.send(new DeleteRolePolicyCommand({ RoleName: auditRole, PolicyName: 'import' }));
    iam.destroy();
    expect(stderr).toContain('1 finding imported into Security Hub\n');
    expect(stderr).toContain(`1 finding not imported in ${logArchiveAccountId}: `);
    expect(code).toBe(4);
  }, 120_000);

  it.each([
    ['a role whose name is none', ['--import-security-hub', 'a role'], 'is not the name of an IAM role'],
    ['a role that there is not', ['--role', 'Nobody'], 'AWS was not reached: '],
    ['days that are none', ['--stale-days', '0'], '0 is not a number of days from 1 on'],
    ['an account that is none', ['--accounts', '12'], 'has 12 digits'],
    ['a control that is none', ['--controls', 'CT-99'], 'CT-99: there is no such control'],
    ['records that are not there', ['--records', 'none.yaml'], 'none.yaml cannot be read'],
    ['exceptions that are not there', ['--exceptions', 'none.yaml'], 'none.yaml cannot be read'],
  ])('ends with 2 for %s', async (_case, args, message) => {
    expect(await auditOf(...args)).toMatchObject({ code: 2, stderr: expect.stringContaining(message) });
  });

  it('ends with 2 for an organization that is not there', async () => {
    const ended = await runTrailguard(['audit', join(folder, 'none.yaml')]);
    expect(ended).toMatchObject({ code: 2, stderr: expect.stringContaining('none.yaml cannot be read') });
  });
});

// The sandbox does not simulate policies, as AWS does not for who may not ask for it.
describe('trailguard doctor, told of permissions by an audit', () => {
  it('names each call that is refused', async () => {
    const Action = ['cloudtrail:ListEventDataStores', 'iam:GetAccountSummary'];
    const Statement = { Effect: 'Deny', Action, Resource: '*' };
    const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
    const iam = new IAMClient({ region: 'us-east-1' });
    await iam.send(new PutRolePolicyCommand({ RoleName: auditRole, PolicyName: 'deny', PolicyDocument }));
    const { code, stdout } = await runTrailguard(['doctor', file, '--only', 'roles,permissions', '--json']);
    await iam.send(new DeleteRolePolicyCommand({ RoleName: auditRole, PolicyName: 'deny' }));
    iam.destroy();
    const says = expect.stringContaining(`may not do ${Action.join(', ')} (`);
    const wayOut = expect.stringContaining('--print-policy');
    const [roles, permissions] = JSON.parse(stdout).checks;
    const ok = expect.objectContaining({ level: 'ok' });
    expect(roles.findings).toEqual([ok, ok, ok]);
    expect([code, permissions.findings]).toEqual([1, [{ level: 'fault', says, wayOut }]]);
  }, 120_000);
});

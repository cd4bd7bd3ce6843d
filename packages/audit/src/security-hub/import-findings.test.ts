import { type AwsSecurityFinding, GetFindingsCommand, SecurityHubClient } from '@aws-sdk/client-securityhub';
import { controls, type Status } from '@trailguard/controls';
import { type Finding, reportedControl, reportOf, type RunReport } from '@trailguard/controls/report';
import { type Sandbox, startSandbox } from '@trailguard/sandbox';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Administrators, administratorRole, sessionsOf } from '../../test/clients.ts';
import { enableSecurityHub } from '../../test/security-hub.ts';
import { auditActions, type CredentialsFor } from '../index.ts';
import { importAction, importFindings } from './import-findings.ts';

let sandbox: Sandbox;
let administrators: Administrators;
beforeAll(async () => {
  sandbox = await startSandbox();
  for (const [name, value] of Object.entries(sandbox.environment)) vi.stubEnv(name, value);
  administrators = new Administrators(sandbox);
  const { logArchive, security } = sandbox.accounts;
  for (const accountId of [logArchive, security]) {
    await enableSecurityHub(administrators, accountId);
  }
}, 60_000);
afterAll(async () => {
  vi.unstubAllEnvs();
  await sandbox.stop();
});

const aFinding = (accountId: string, id: string, status: Status): Finding => ({
  controlId: 'LB-12',
  status,
  severity: 'high',
  subject: { kind: 'logBucket', id, accountId, region: 'us-east-1' },
  reason: status === 'pass' ? '' : `it is ${status}`,
  evidence: [],
});
const reportWith = (findings: readonly Finding[], at = '2026-06-15T12:00:00.000Z'): RunReport =>
  reportOf({
    lens: 'live',
    at,
    sources: ['all accounts'],
    controls: controls.filter(({ id }) => id === 'LB-12').map(reportedControl),
    findings,
  });
const importInto = (report: RunReport, credentials: CredentialsFor = administratorsOf()) => {
  const place = { managementAccountId: sandbox.accounts.management, homeRegion: 'us-east-1' };
  return importFindings(report, { ...place, credentials });
};
const administratorsOf = () => sessionsOf(sandbox, { role: administratorRole });

async function findingsIn(accountId: string): Promise<readonly AwsSecurityFinding[]> {
  const hub = await administrators.client(SecurityHubClient, accountId);
  const { Findings = [] } = await hub.send(new GetFindingsCommand({ MaxResults: 100 }));
  return Findings;
}
const stateOf = ({ Compliance, RecordState, Severity }: AwsSecurityFinding) => [
  Compliance?.Status,
  RecordState,
  Severity?.Label,
];

describe('an import into Security Hub', () => {
  it('puts each finding into the account that it is about, as what it is', async () => {
    const { logArchive, security } = sandbox.accounts;
    const statuses = ['fail', 'unknown', 'waived', 'pass', 'not_applicable'] as const;
    const findings = statuses.map((status) => aFinding(logArchive, status, status));
    const imported = await importInto(reportWith([...findings, aFinding(security, 'other', 'fail')]));
    expect(imported).toEqual({ imported: 5, refused: [] });
    const inArchive = await findingsIn(logArchive);
    const byId = new Map(inArchive.map((finding) => [finding.Resources?.[0]?.Id, stateOf(finding)]));
    expect(Object.fromEntries(byId)).toEqual({
      fail: ['FAILED', 'ACTIVE', 'HIGH'],
      unknown: ['NOT_AVAILABLE', 'ACTIVE', 'HIGH'],
      waived: ['FAILED', 'ARCHIVED', 'HIGH'],
      pass: ['PASSED', 'ARCHIVED', 'INFORMATIONAL'],
    });
    expect(await findingsIn(security)).toMatchObject([
      { AwsAccountId: security, GeneratorId: 'trailguard/LB-12', Title: expect.stringMatching(/^LB-12 /) },
    ]);
  });

  it('names an account as Security Hub does, not by what its finding rests on', async () => {
    const { security } = sandbox.accounts;
    const subject = { kind: 'account', id: security, accountId: security };
    const arn = 'arn:aws:cloudtrail:us-east-1:111111111111:trail/organization';
    await importInto(reportWith([{ ...aFinding(security, '', 'fail'), subject, arn }]));
    const resources = (await findingsIn(security)).flatMap(({ Resources = [] }) => Resources);
    expect(resources).toContainEqual(
      expect.objectContaining({ Type: 'AwsAccount', Id: `AWS::::Account:${security}` }),
    );
  });

  it('updates in the next audit what it imported before', async () => {
    const { security } = sandbox.accounts;
    await importInto(reportWith([aFinding(security, 'again', 'fail')]));
    const before = await findingsIn(security);
    await importInto(reportWith([aFinding(security, 'again', 'pass')], '2026-06-16T12:00:00.000Z'));
    const after = await findingsIn(security);
    expect(after).toHaveLength(before.length);
    const again = after.find(({ Resources }) => Resources?.[0]?.Id === 'again');
    expect(again && stateOf(again)).toEqual(['PASSED', 'ARCHIVED', 'INFORMATIONAL']);
  });

  it('takes more findings than a call does', async () => {
    const { logArchive } = sandbox.accounts;
    const many = Array.from({ length: 250 }, (_, index) => aFinding(logArchive, `bucket-${index}`, 'fail'));
    expect(await importInto(reportWith(many))).toEqual({ imported: 250, refused: [] });
  });

  it('says which account refused and why, and imports into the others', async () => {
    const { logArchive, security } = sandbox.accounts;
    const report = reportWith([aFinding(logArchive, 'a', 'fail'), aFinding(security, 'b', 'fail')]);
    const deny = [importAction];
    const credentials = sessionsOf(sandbox, { role: administratorRole, deny, deniedIn: [security] });
    expect(await importInto(report, credentials)).toEqual({
      imported: 1,
      refused: [{ accountId: security, count: 1, reason: expect.stringContaining(importAction) }],
    });
  });

  it('needs what no audit may do', () => {
    expect(auditActions).not.toContain(importAction);
  });
});

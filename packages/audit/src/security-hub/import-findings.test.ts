import {
  type AwsSecurityFinding,
  BatchImportFindingsCommand,
  GetFindingsCommand,
  SecurityHubClient,
} from '@aws-sdk/client-securityhub';
import { controls, type Status } from '@trailguard/controls';
import { type Finding, reportedControl, reportOf, type RunReport } from '@trailguard/controls/report';
import { mappedSecurityControls } from '@trailguard/controls/second-opinion';
import { type Sandbox, startSandbox } from '@trailguard/sandbox';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Administrators, administratorRole, sessionsOf } from '../../test/clients.ts';
import { enableSecurityHub } from '../../test/security-hub.ts';
import { auditActions, type CredentialsFor } from '../index.ts';
import { importAction, importFindings } from './import-findings.ts';
import {
  type ControlFindingsOptions,
  readControlFindings,
  readFindingsAction,
} from './read-control-findings.ts';

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

describe('what Security Hub’s own controls found', () => {
  const found = (accountId: string, id: string, differing: object = {}): AwsSecurityFinding => ({
    SchemaVersion: '2018-10-08',
    Id: id,
    ProductArn: `arn:aws:securityhub:us-east-1:${accountId}:product/${accountId}/default`,
    ProductName: 'Security Hub',
    GeneratorId: 'security-control/CloudTrail.4',
    AwsAccountId: accountId,
    CreatedAt: '2026-06-15T06:00:00.000Z',
    UpdatedAt: '2026-06-15T06:00:00.000Z',
    Title: 'CloudTrail log file validation should be enabled',
    Description: 'Log files are not signed.',
    Severity: { Label: 'LOW' },
    Compliance: { Status: 'FAILED', SecurityControlId: 'CloudTrail.4' },
    Resources: [{ Type: 'AwsCloudTrailTrail', Id: 'arn:aws:cloudtrail:us-east-1:1:trail/a' }],
    ...differing,
  });
  const read = (more: Partial<ControlFindingsOptions> = {}) =>
    readControlFindings({
      administratorAccountId: sandbox.accounts.security,
      homeRegion: 'us-east-1',
      securityControlIds: mappedSecurityControls(),
      credentials: administratorsOf(),
      ...more,
    });

  it('is read where it is gathered: each control that ours are mapped to, and nothing of other products', async () => {
    const { security } = sandbox.accounts;
    const hub = await administrators.client(SecurityHubClient, security);
    const others = [
      found(security, 'another-product', { ProductName: 'Inspector' }),
      found(security, 'archived', { RecordState: 'ARCHIVED' }),
      found(security, 'not-mapped', { Compliance: { Status: 'FAILED', SecurityControlId: 'EC2.1' } }),
    ];
    const suppressed = found(security, 'suppressed', {
      Workflow: { Status: 'SUPPRESSED' },
      Compliance: { Status: 'PASSED', SecurityControlId: 'S3.5' },
    });
    await hub.send(
      new BatchImportFindingsCommand({ Findings: [found(security, 'one'), suppressed, ...others] }),
    );
    const heard = await read();
    expect(heard.complete).toBe(true);
    expect(heard.findings).toEqual([
      {
        securityControlId: 'CloudTrail.4',
        status: 'FAILED',
        accountId: security,
        region: 'us-east-1',
        resource: 'arn:aws:cloudtrail:us-east-1:1:trail/a',
        updatedAt: '2026-06-15T06:00:00.000Z',
        isSuppressed: false,
      },
      expect.objectContaining({ securityControlId: 'S3.5', status: 'PASSED', isSuppressed: true }),
    ]);
  });

  it('is said not to be all where there is more than is to be read', async () => {
    expect(await read({ mostFindings: 1 })).toMatchObject({ complete: false });
  });

  it('cannot be read without its action, which audits have', async () => {
    expect(auditActions).toContain(readFindingsAction);
    const credentials = sessionsOf(sandbox, { role: administratorRole, deny: [readFindingsAction] });
    await expect(read({ credentials })).rejects.toThrow(readFindingsAction);
  });
});

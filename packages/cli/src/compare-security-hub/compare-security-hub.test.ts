import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readControlFindings } from '@trailguard/audit';
import { controls } from '@trailguard/controls';
import { type Finding, reportedControl, reportOf } from '@trailguard/controls/report';
import {
  mappedSecurityControls,
  type SecondOpinion,
  type SecurityHubFinding,
} from '@trailguard/controls/second-opinion';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { runTrailguard } from '../../test/run-trailguard.ts';

vi.mock(import('@trailguard/audit'), async (original) => ({
  ...(await original()),
  readControlFindings: vi.fn<typeof readControlFindings>(),
}));

const [management, logArchive, security] = ['111111111111', '222222222222', '333333333333'];
let folder: string;
let organization: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trailguard-opinion-'));
  organization = join(folder, 'organization.yaml');
  const settings = {
    organizationId: 'o-exampleorgid',
    managementAccountId: management,
    logArchiveAccountId: logArchive,
    securityAccountId: security,
    homeRegion: 'us-east-1',
  };
  await writeFile(organization, JSON.stringify({ stack: 'production', settings }));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function reportFile(lens: 'live' | 'state' = 'live'): Promise<string> {
  const finding: Finding = {
    controlId: 'LB-09',
    status: 'pass',
    severity: 'high',
    subject: { kind: 'logBucket', id: 'logs', accountId: logArchive },
    reason: '',
    evidence: [],
  };
  const report = reportOf({
    lens,
    at: '2026-06-15T12:00:00.000Z',
    sources: ['all accounts'],
    controls: controls.filter(({ id }) => id === 'LB-09').map(reportedControl),
    findings: [finding],
  });
  const file = join(folder, `${lens}.json`);
  await writeFile(file, JSON.stringify(report));
  return file;
}

function securityHubSays(...findings: Partial<SecurityHubFinding>[]): void {
  vi.mocked(readControlFindings).mockResolvedValue({
    complete: true,
    findings: findings.map((different) => ({
      securityControlId: 'S3.14',
      status: 'PASSED',
      accountId: logArchive,
      region: 'us-east-1',
      resource: 'arn:aws:s3:::payments',
      updatedAt: '2026-06-15T06:00:00.000Z',
      isSuppressed: false,
      ...different,
    })),
  });
}

const compared = async (...args: string[]) =>
  runTrailguard(['compare-security-hub', organization, await reportFile(), ...args]);

describe('trailguard compare-security-hub', () => {
  it('ends with 0 where both agree, having asked the security account for what ours are mapped to', async () => {
    securityHubSays({});
    expect(await compared()).toMatchObject({
      code: 0,
      stdout: '1 of 1 verdicts agree with Security Hub, 0 do not\n',
    });
    expect(vi.mocked(readControlFindings)).toHaveBeenCalledWith(
      expect.objectContaining({
        administratorAccountId: security,
        homeRegion: 'us-east-1',
        securityControlIds: mappedSecurityControls(),
      }),
    );
  });

  it('ends with 1 where they differ, and tells where and why for people and programs', async () => {
    securityHubSays({}, { status: 'FAILED' });
    const { code, stdout } = await compared();
    expect(code).toBe(1);
    expect(stdout).toContain(`LB-09 says pass, S3.14 fail, in ${logArchive}`);
    const opinion = JSON.parse((await compared('--format', 'json')).stdout) as SecondOpinion;
    expect(opinion).toMatchObject({ compared: 1, agreeing: 0, disagreements: [{ controlId: 'LB-09' }] });
  });

  it('ends with 4 where Security Hub says nothing', async () => {
    securityHubSays();
    expect(await compared()).toMatchObject({
      code: 4,
      stdout: expect.stringContaining('says nothing by S3.14'),
    });
  });

  it('ends with 2 where Security Hub cannot be read, or the report is of no live accounts', async () => {
    vi.mocked(readControlFindings).mockRejectedValue(new Error('it is off'));
    expect(await compared()).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(
        'Security Hub could not be read in 333333333333/us-east-1: it is off; it has to be on there, and the role TrailGuardAudit needs securityhub:GetFindings',
      ),
    });
    const state = await reportFile('state');
    expect(await runTrailguard(['compare-security-hub', organization, state])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('is of the lens state'),
    });
  });
});

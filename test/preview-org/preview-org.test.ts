import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { previewOrg } from '@trailguard/cli/preview-org';
import type { RunReport } from '@trailguard/controls/report';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SandboxStacks } from '../baseline/sandbox-stacks.ts';
import { OrganizationFolder } from '../bring-up/organization-folder.ts';

let stacks: SandboxStacks;
let folder: OrganizationFolder;
beforeAll(async () => {
  stacks = await SandboxStacks.start({ regions: ['us-east-1'] });
  folder = await OrganizationFolder.make(stacks);
});
afterAll(async () => {
  await stacks?.[Symbol.asyncDispose]();
  await folder?.[Symbol.asyncDispose]();
});

/** Previews the organization as the command does, with the embedded engine; the exit code and the report. */
async function preview(
  settings: Record<string, unknown>,
  config: Record<string, unknown> = {},
): Promise<{ code: number; report: RunReport }> {
  const payments = {
    accountName: 'payments',
    email: 'aws+payments@example.com',
    organizationalUnitId: stacks.sandbox.rootId,
  };
  await folder.write({ regions: ['us-east-1'], ...settings }, { accounts: { payments } });
  const { projects, pulumiCommand, environment } = folder.places;
  const output = join(folder.path, 'report.json');
  const policyPackConfig = join(folder.path, 'policies.json');
  await writeFile(policyPackConfig, JSON.stringify(config));
  const code = await previewOrg(
    folder.file,
    { parallel: 2, format: 'json', output, failOn: 'critical', projects, policyPackConfig },
    { pulumiCommand, environment },
  );
  return { code, report: JSON.parse(await readFile(output, 'utf8')) };
}

const sources = [
  'log-archive production',
  'organization production',
  'security production',
  'account payments',
];

describe('trailguard preview-org', () => {
  it('previews stacks that were never applied, and gives one report of what is wrong in any of them', async () => {
    const { code, report } = await preview(
      { objectLockDays: 30 },
      {
        'lb-12-object-lock-with-default-retention': { enforcementLevel: 'mandatory', lockMinDays: 365 },
      },
    );
    expect(report.findings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          controlId: 'LB-12',
          status: 'fail',
          urn: expect.stringContaining('::trailguard-log-archive::'),
        }),
      ]),
    );
    expect(report).toMatchObject({ lens: 'preview', sources, warnings: [] });
    const critical = report.findings.filter(
      ({ status, severity }) => status === 'fail' && severity === 'critical',
    );
    expect([critical, code]).toEqual([[], 0]);
  });

  it('names a stack that cannot be previewed, previews the others, and ends with 2', async () => {
    const { code, report } = await preview({ logArchiveAccountId: stacks.sandbox.accounts.security });
    expect(report.warnings.join('\n')).toContain('log-archive production could not be previewed');
    expect(code).toBe(2);
  });
});

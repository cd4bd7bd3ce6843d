import {
  DescribeOrganizationConfigurationCommand,
  GuardDutyClient,
  ListDetectorsCommand,
} from '@aws-sdk/client-guardduty';
import { EnablePolicyTypeCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SandboxStacks } from '../baseline/sandbox-stacks.ts';
import { refusing } from '../faults/refusal.ts';
import { OrganizationFolder } from './organization-folder.ts';

const failing = 'eu-west-1';
const regions = ['us-east-1', failing];
let stacks: SandboxStacks;
let folder: OrganizationFolder;
let organizations: OrganizationsClient;
beforeAll(async () => {
  stacks = await SandboxStacks.start({ regions });
  folder = await OrganizationFolder.make(stacks);
  // Less to make, and the same faults.
  await folder.write({ regions, alarms: false, changeMonitor: false, guardrails: [], findingsExport: false });
  organizations = new OrganizationsClient(await stacks.client());
  const PolicyType = 'SERVICE_CONTROL_POLICY';
  await organizations.send(new EnablePolicyTypeCommand({ RootId: stacks.sandbox.rootId, PolicyType }));
});
afterAll(async () => {
  organizations?.destroy();
  await stacks?.[Symbol.asyncDispose]();
  await folder?.[Symbol.asyncDispose]();
});

/** Whether GuardDuty is enabled for every account by itself, by region. */
async function isAutomatic(region: string): Promise<boolean> {
  const { security } = stacks.sandbox.accounts;
  const guardduty = new GuardDutyClient(await stacks.client(security, undefined, region));
  try {
    const { DetectorIds } = await guardduty.send(new ListDetectorsCommand({}));
    const configuration = new DescribeOrganizationConfigurationCommand({ DetectorId: DetectorIds?.[0] });
    return (await guardduty.send(configuration)).AutoEnableOrganizationMembers === 'ALL';
  } finally {
    guardduty.destroy();
  }
}

it('leaves the other regions applied when one refuses, says which, and completes it when run again', async () => {
  const refusal = {
    action: 'guardduty:UpdateOrganizationConfiguration',
    region: failing,
    accountId: stacks.sandbox.accounts.security,
  };
  const attempt = refusing(organizations, refusal, () => folder.up());
  await expect(attempt).rejects.toThrow(
    new RegExp(`^security production failed with profile security: .*threat-detection-${failing}`, 's'),
  );
  expect(await Promise.all(regions.map(isAutomatic))).toEqual([true, false]);

  const reported = await folder.up();
  expect(await Promise.all(regions.map(isAutomatic))).toEqual([true, true]);
  expect(reported.find((line) => /^security production: \d/.test(line))).toMatch(
    /^[^,]*\d+ (create|same), \d+ (create|same)$/,
  );
});

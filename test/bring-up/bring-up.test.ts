import { AttachGroupPolicyCommand, CreateGroupCommand, IAMClient } from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SandboxStacks } from '../baseline/sandbox-stacks.ts';
import { OrganizationFolder } from './organization-folder.ts';

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

/** Writes the organization's file; order and credentials are the same with less to make. */
async function write(different: Record<string, unknown> = {}): Promise<void> {
  const settings = { regions: ['us-east-1'], alarms: false, changeMonitor: false, guardrails: [] };
  const payments = {
    accountName: 'payments',
    email: 'aws+payments@example.com',
    organizationalUnitId: stacks.sandbox.rootId,
  };
  await folder.write(settings, { accounts: { payments }, ...different });
}

describe('bringing an organization up', () => {
  it('refuses credentials of another account, and tries nothing that builds on the stack', async () => {
    await write({ profiles: { 'log-archive': 'security' } });
    const { logArchive } = stacks.sandbox.accounts;
    await expect(folder.up()).rejects.toThrow(
      new RegExp(
        `^log-archive production failed with profile security: .*${logArchive}.*` +
          'Not tried: organization production, security production, account payments$',
        's',
      ),
    );
  });

  it('runs all stacks in their order, each with its own profile, and names who may end trails', async () => {
    const iam = new IAMClient(await stacks.client(stacks.sandbox.accounts.security));
    await iam.send(new CreateGroupCommand({ GroupName: 'operators' }));
    const PolicyArn = 'arn:aws:iam::aws:policy/AWSCloudTrail_FullAccess';
    await iam.send(new AttachGroupPolicyCommand({ GroupName: 'operators', PolicyArn }));
    iam.destroy();
    await write();
    const reported = await folder.up();
    expect(reported.filter((line) => line.includes('AWSCloudTrail_FullAccess'))).toEqual([
      expect.stringMatching(/^security production: arn:aws:iam::[0-9]{12}:group\/operators has /),
    ]);
    expect(reported.filter((line) => line.includes(': up'))).toEqual([
      'log-archive production: up with profile log-archive',
      'organization production: up with profile management',
      'security production: up with profile security',
      'account payments: up with profile management',
    ]);
    expect(reported.filter((line) => / \d+ create/.test(line))).toHaveLength(4);
  }, 300_000);

  it('changes nothing the second time, as a preview tells', async () => {
    const reported = await folder.up(true);
    expect(reported.filter((line) => /: \d+ same$/.test(line))).toHaveLength(4);
  }, 300_000);
});

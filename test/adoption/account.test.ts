import {
  CreateAccountCommand,
  CreateOrganizationalUnitCommand,
  DescribeAccountCommand,
  ListAccountsCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { CreateDetectorCommand, GuardDutyClient, ListDetectorsCommand } from '@aws-sdk/client-guardduty';
import type { Stack } from '@pulumi/pulumi/automation/index.js';
import { embeddedPulumi } from '@trailguard/engine';
import { program } from '@trailguard/stacks/account';
import { type Adopted, adoptStack } from '@trailguard/stacks/adoption';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { configure, SandboxStacks } from '../baseline/sandbox-stacks.ts';

let stacks: SandboxStacks;
let organizations: OrganizationsClient;
let stack: Stack;
let unitId: string;
let accountId: string;
let detectorIds: (string | undefined)[];
beforeAll(async () => {
  stacks = await SandboxStacks.start({
    regions: ['us-east-1'],
    delays: { iam: 0, accounts: 0, trustedAccess: 0 },
  });
  const client = await stacks.client();
  organizations = new OrganizationsClient(client);
  const { OrganizationalUnit } = await organizations.send(
    new CreateOrganizationalUnitCommand({ ParentId: stacks.sandbox.rootId, Name: 'Payments' }),
  );
  unitId = OrganizationalUnit?.Id ?? '';
  await organizations.send(
    new CreateAccountCommand({ AccountName: 'payments-old', Email: 'payments@example.com' }),
  );
  accountId = await vi.waitFor(async () => {
    const made = (await accounts()).find(({ Email }) => Email === 'payments@example.com');
    if (made?.Id === undefined) throw new Error('the account is not made yet');
    return made.Id;
  }, 240_000);
  const guardduty = new GuardDutyClient(await stacks.client(accountId));
  detectorIds = [(await guardduty.send(new CreateDetectorCommand({ Enable: true }))).DetectorId];
  stack = await stacks.open('trailguard-account', program, client);
});
afterAll(async () => stacks?.[Symbol.asyncDispose]());

const accounts = async () => (await organizations.send(new ListAccountsCommand({}))).Accounts ?? [];

const configured = (adopted: Adopted) =>
  configure(
    stack,
    stacks.settings({
      ...{ accountName: 'payments-old', email: 'payments@example.com', organizationalUnitId: unitId },
      ...{ changeMonitor: 'false', configRecorder: 'false', adopt: JSON.stringify({ account: adopted }) },
    }),
  );

describe('an account that exists, with a detector of its own', () => {
  it('is found by its address, and is moved into its unit', async () => {
    const adoption = await adoptStack(stack, {}, configured, {
      accountId: stacks.sandbox.accounts.management,
      homeRegion: 'us-east-1',
      administratorAccountId: stacks.sandbox.accounts.security,
      pulumiCommand: embeddedPulumi(),
      accessTo: async (id) => {
        const { management } = stacks.sandbox.accounts;
        const { credentials, endpoint } = await stacks.client(id === management ? undefined : id);
        return { credentials, endpoint };
      },
    });
    expect(adoption.obstacles).toEqual([]);
    expect(adoption.adopted).toEqual({ 'aws:organizations/account:Account account': accountId });
    expect(adoption.changes).toContainEqual({
      resource: 'aws:organizations/account:Account account',
      ...{ property: 'parentId', from: stacks.sandbox.rootId, to: unitId },
    });
  });

  it('is taken over once, and its detector stays as it is', async () => {
    const { summary } = await stack.up();
    expect(summary.resourceChanges).toMatchObject({ import: 1, update: 1 });
    expect((await accounts()).filter(({ Email }) => Email === 'payments@example.com')).toHaveLength(1);
    const { Account } = await organizations.send(new DescribeAccountCommand({ AccountId: accountId }));
    expect(Account).toMatchObject({ Name: 'payments-old', Status: 'ACTIVE' });
    const guardduty = new GuardDutyClient(await stacks.client(accountId));
    expect((await guardduty.send(new ListDetectorsCommand({}))).DetectorIds).toEqual(detectorIds);
    expect((await stack.preview()).changeSummary).toEqual({ same: expect.any(Number) });
  });
});

import { AccountClient, GetAlternateContactCommand, ListRegionsCommand } from '@aws-sdk/client-account';
import { CreateRoleCommand, IAMClient, ListUsersCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import {
  EnablePolicyTypeCommand,
  ListParentsCommand,
  ListTagsForResourceCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import type { EngineEvent, Stack } from '@pulumi/pulumi/automation/index.js';
import { QuarantineUnit } from '@trailguard/baseline';
import { program } from '@trailguard/stacks/account';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyTwice, configure, SandboxStacks } from '../sandbox-stacks.ts';

let world: SandboxStacks;
let organizations: OrganizationsClient;
let unitId: string;
let account: Stack;
let accountId: string;
let first: Awaited<ReturnType<typeof applyTwice>>;

const options = {
  accountTags: '{"owner":"payments"}',
  optInRegions: '["ap-east-1"]',
  alternateContacts: JSON.stringify([
    {
      type: 'SECURITY',
      name: 'Security',
      title: 'On call',
      emailAddress: 'security@example.com',
      phoneNumber: '+49 30 1234',
    },
  ]),
  primaryContact: JSON.stringify({
    fullName: 'Ada Example',
    addressLine1: 'Main Street 1',
    city: 'Berlin',
    stateOrRegion: 'Berlin',
    postalCode: '10115',
    countryCode: 'DE',
    phoneNumber: '+49 30 1234',
  }),
};
const settings = (different: Record<string, string> = {}) =>
  world.settings({
    accountName: 'payments',
    email: 'aws+payments@example.com',
    organizationalUnitId: world.sandbox.rootId,
    regions: '["us-east-1"]',
    changeMonitor: 'false',
    // There is no log archive here, to which it would deliver.
    configRecorder: 'false',
    ...different,
  });

beforeAll(async () => {
  world = await SandboxStacks.start({ regions: ['us-east-1', 'eu-west-1'], delays: { iam: 0, accounts: 0 } });
  const management = await world.client();
  organizations = new OrganizationsClient(management);
  const { rootId } = world.sandbox;
  await organizations.send(
    new EnablePolicyTypeCommand({ RootId: rootId, PolicyType: 'SERVICE_CONTROL_POLICY' }),
  );
  const quarantine = await world.open(
    'quarantine',
    async () => ({
      unitId: new QuarantineUnit('quarantine', {
        namePrefix: 'trailguard',
        parentId: rootId,
        homeRegion: 'us-east-1',
        eventForwardRoleName: 'trailguard-event-forward',
      }).unitId,
    }),
    management,
  );
  unitId = String((await quarantine.up()).outputs.unitId?.value);

  account = await world.open('account', program, management);
  await configure(account, settings(options));
  first = await applyTwice(account);
  accountId = String((await account.outputs()).accountId?.value);
});
afterAll(async () => {
  organizations?.destroy();
  await world?.[Symbol.asyncDispose]();
});

describe('an account with all options on', () => {
  it('is made, and changes nothing the second time', () => {
    expect(first.first.create).toBeGreaterThan(10);
    expect(Object.keys(first.second)).toEqual(['same']);
  });

  it('has its tags, contact and region', async () => {
    const { Tags } = await organizations.send(new ListTagsForResourceCommand({ ResourceId: accountId }));
    expect(Tags).toEqual([{ Key: 'owner', Value: 'payments' }]);
    const client = new AccountClient(await world.client(accountId));
    const { AlternateContact } = await client.send(
      new GetAlternateContactCommand({ AlternateContactType: 'SECURITY' }),
    );
    expect(AlternateContact?.EmailAddress).toBe('security@example.com');
    const { Regions = [] } = await client.send(new ListRegionsCommand({}));
    client.destroy();
    expect(Regions.find(({ RegionName }) => RegionName === 'ap-east-1')?.RegionOptStatus).toBe('ENABLED');
  });
});

/** The operation on the account that a preview announces. */
async function announced(): Promise<string | undefined> {
  let found: string | undefined;
  const onEvent = ({ resourcePreEvent: event }: EngineEvent) => {
    if (event?.metadata.type === 'aws:organizations/account:Account') found = event.metadata.op;
  };
  await account.preview({ onEvent });
  return found;
}

describe('an account that is suspended', () => {
  const isDenied = async (roleName: string) => {
    const iam = new IAMClient(await world.client(accountId, roleName));
    try {
      await iam.send(new ListUsersCommand({}));
      return false;
    } catch (error) {
      expect((error as Error).message).toContain('explicit deny in a service control policy');
      return true;
    } finally {
      iam.destroy();
    }
  };
  const parent = async () =>
    (await organizations.send(new ListParentsCommand({ ChildId: accountId }))).Parents?.[0]?.Id;

  it('is moved, never replaced; its people are denied and its caretakers not; and it comes back as it was', async () => {
    await addWorker();
    expect(await isDenied('Worker')).toBe(false);

    await configure(account, settings({ ...options, organizationalUnitId: unitId }));
    expect(await announced()).toBe('update');
    const changed: string[] = [];
    const onEvent = ({ resourcePreEvent: event }: EngineEvent) => {
      if (event && event.metadata.op !== 'same') changed.push(`${event.metadata.op} ${event.metadata.type}`);
    };
    await account.up({ onEvent });
    expect(changed).toEqual(['update trailguard:index:Account', 'update aws:organizations/account:Account']);
    expect(await parent()).toBe(unitId);
    expect(await isDenied('Worker')).toBe(true);
    expect(await isDenied('OrganizationAccountAccessRole')).toBe(false);

    await configure(account, settings());
    expect(await announced()).toBe('update');
    await account.up();
    expect(await parent()).toBe(world.sandbox.rootId);
    expect(await isDenied('Worker')).toBe(false);
    expect(Object.keys((await account.up()).summary.resourceChanges ?? {})).toEqual(['same']);
  });
});

/** A role that may do everything in the account, as a workload's administrator has. */
async function addWorker(): Promise<void> {
  const iam = new IAMClient(await world.client(accountId));
  const trust = {
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${world.sandbox.accounts.management}:root` },
    Action: 'sts:AssumeRole',
  };
  const all = { Effect: 'Allow', Action: '*', Resource: '*' };
  const document = (Statement: object) => JSON.stringify({ Version: '2012-10-17', Statement });
  await iam.send(new CreateRoleCommand({ RoleName: 'Worker', AssumeRolePolicyDocument: document(trust) }));
  await iam.send(
    new PutRolePolicyCommand({ RoleName: 'Worker', PolicyName: 'all', PolicyDocument: document(all) }),
  );
  iam.destroy();
}

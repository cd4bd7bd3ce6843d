import {
  AttachPolicyCommand,
  CreateOrganizationalUnitCommand,
  CreatePolicyCommand,
  EnablePolicyTypeCommand,
  ListParentsCommand,
  MoveAccountCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { isUnknown } from '@trailguard/controls';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { sessionsOf } from '../../test/clients.ts';
import { fakeError, startFakeAws } from '../../test/fake-aws.ts';
import { useOrganization } from '../../test/use-organization.ts';
import { placesIn } from './account-place.ts';
import { readEffectivePolicies, readPolicies } from './control-policies.ts';
import { calls as treeCalls, readTree, readTreeFor } from './organization-tree.ts';
import { readAccounts, readOrganization } from './organizations.ts';
import { Reader } from './reader.ts';

const used = useOrganization();
const region = 'us-east-1';
let unit = '';
let policyId = '';

/** A policy at a unit below a unit, and the security account in it. */
beforeAll(async () => {
  const { administrators, sandbox } = used.parts;
  const organizations = await administrators.client(OrganizationsClient, sandbox.accounts.management);
  const RootId = sandbox.rootId;
  await organizations.send(new EnablePolicyTypeCommand({ RootId, PolicyType: 'SERVICE_CONTROL_POLICY' }));
  const below = async (ParentId: string, Name: string) => {
    const made = await organizations.send(new CreateOrganizationalUnitCommand({ ParentId, Name }));
    return made.OrganizationalUnit?.Id ?? '';
  };
  unit = await below(await below(RootId, 'core'), 'security');
  const ChildId = sandbox.accounts.security;
  const { Parents = [] } = await organizations.send(new ListParentsCommand({ ChildId }));
  await organizations.send(
    new MoveAccountCommand({
      AccountId: ChildId,
      SourceParentId: Parents[0]?.Id,
      DestinationParentId: unit,
    }),
  );
  const Content = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny', Action: 'organizations:LeaveOrganization', Resource: '*' }],
  });
  const { Policy } = await organizations.send(
    new CreatePolicyCommand({ Name: 'stay', Description: '', Content, Type: 'SERVICE_CONTROL_POLICY' }),
  );
  policyId = Policy?.PolicySummary?.Id ?? '';
  await organizations.send(new AttachPolicyCommand({ PolicyId: policyId, TargetId: unit }));
});

const scope = (enabledPolicyTypes: readonly string[] = []) => ({
  managementAccountId: used.parts.sandbox.accounts.management,
  homeRegion: region,
  enabledPolicyTypes,
  accountIds: [used.parts.sandbox.accounts.security],
});

describe('control policies', () => {
  it('are read with what they say and what they are attached to, without those of AWS', async () => {
    const reader = used.reader();
    const controlPolicies = await readPolicies(reader, used.parts.sandbox.accounts.management, region);
    expect(reader.failures).toEqual([]);
    expect(controlPolicies.complete).toBe(true);
    expect(controlPolicies.items).toMatchObject([
      {
        id: policyId,
        name: 'stay',
        type: 'SERVICE_CONTROL_POLICY',
        content: { Statement: [{ Action: 'organizations:LeaveOrganization' }] },
        targets: [unit],
      },
    ]);
  });
});

describe('the tree of the organization', () => {
  it('tells what is above each account, the root first', async () => {
    const { accounts, rootId, organizationId } = used.parts.sandbox;
    const reader = used.reader();
    const [described, listed, tree] = await Promise.all([
      readOrganization(reader, accounts.management, region),
      readAccounts(reader, accounts.management, region),
      readTree(reader, accounts.management, region),
    ]);
    const known = { described, listed, tree };
    const placeOf = placesIn(known);
    expect(placeOf(accounts.security)).toEqual({
      organizationId,
      ancestors: [rootId, expect.stringMatching(/^ou-/), unit],
    });
    expect(placeOf(accounts.management).ancestors).toEqual([rootId]);
    expect(placeOf('999999999999')).toEqual({ organizationId: null, ancestors: null });
    expect(described).toMatchObject({ enabledPolicyTypes: ['SERVICE_CONTROL_POLICY'] });
  });
});

describe('the tree of an organization of which no chosen control needs it', () => {
  const leftOut = new Set(treeCalls.map(({ call }) => call));

  it.each([
    ['a unit, since whom that binds the tree tells', () => unit, true],
    ['the root, which binds everybody', () => used.parts.sandbox.rootId, false],
  ])('knows whom policies bind that are attached to %s', async (_where, target, isRead) => {
    const { management } = used.parts.sandbox.accounts;
    const reader = new Reader(sessionsOf(used.parts.sandbox), { leftOut });
    const policies = readPolicies(used.reader(), management, region).then(({ items, complete }) => ({
      items: items.map((policy) => ({ ...policy, targets: [target()] })),
      complete,
    }));
    const tree = await readTreeFor(reader, management, region, policies);
    reader.close();
    expect([!isUnknown(tree), reader.failures]).toEqual([isRead, []]);
  });
});

describe('policies of services', () => {
  afterEach(() => vi.stubEnv('AWS_ENDPOINT_URL', used.parts.sandbox.endpoint));

  it('are asked for where their type is enabled, and may be none', async () => {
    await using aws = await startFakeAws(({ operation }) =>
      operation === 'DescribeEffectivePolicy'
        ? { status: 200, body: { EffectivePolicy: { PolicyContent: '{"guardduty":{}}' } } }
        : { status: 200, body: { Policies: [] } },
    );
    vi.stubEnv('AWS_ENDPOINT_URL', aws.endpoint);
    const reader = new Reader(async () => ({ accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' }));
    const asked = await readEffectivePolicies(reader, scope(['GUARDDUTY_POLICY', 'TAG_POLICY']));
    expect(asked.items).toMatchObject([{ type: 'GUARDDUTY_POLICY', content: { guardduty: {} } }]);
    expect(await readEffectivePolicies(reader, scope())).toEqual({ items: [], complete: true });
    reader.close();
  });

  it('are not there when AWS finds none', async () => {
    await using aws = await startFakeAws(({ operation }) =>
      operation === 'DescribeEffectivePolicy'
        ? fakeError(400, 'EffectivePolicyNotFoundException')
        : { status: 200, body: { Policies: [] } },
    );
    vi.stubEnv('AWS_ENDPOINT_URL', aws.endpoint);
    const reader = new Reader(async () => ({ accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' }));
    const { items } = await readEffectivePolicies(reader, scope(['GUARDDUTY_POLICY']));
    expect([items[0]?.content, reader.failures]).toEqual([null, []]);
    reader.close();
  });
});

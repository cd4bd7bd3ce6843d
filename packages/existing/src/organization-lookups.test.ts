import {
  CreateOrganizationalUnitCommand,
  CreatePolicyCommand,
  EnablePolicyTypeCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { type Sandbox, startSandbox } from '@trailguard/sandbox';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { managementScope } from '../test/management-scope.ts';
import { clientOptions, type LookupScope } from './lookup-scope.ts';
import { naturalId } from './natural-keys.ts';

let sandbox: Sandbox;
let scope: LookupScope;
let organizations: OrganizationsClient;
beforeAll(async () => {
  sandbox = await startSandbox();
  scope = managementScope(sandbox);
  organizations = new OrganizationsClient(clientOptions(scope));
});
afterAll(async () => {
  organizations?.destroy();
  await sandbox?.stop();
});

it('finds an interrupted organizational unit by its name below its parent', async () => {
  const inputs = { name: 'Quarantine', parentId: sandbox.rootId };
  const find = (differing = {}) =>
    naturalId('aws:organizations/organizationalUnit:OrganizationalUnit', { ...inputs, ...differing }, scope);
  expect(await find()).toBeNull();
  const { OrganizationalUnit: made } = await organizations.send(
    new CreateOrganizationalUnitCommand({ Name: 'Quarantine', ParentId: sandbox.rootId }),
  );
  expect(await find()).toBe(made?.Id);
  expect(await find({ name: 'Suspended' })).toBeNull();
  expect(await find({ parentId: made?.Id })).toBeNull();
});

it('finds an interrupted policy of the organization by name and type', async () => {
  const PolicyType = 'SERVICE_CONTROL_POLICY';
  await organizations.send(new EnablePolicyTypeCommand({ RootId: sandbox.rootId, PolicyType }));
  const find = (type: string) =>
    naturalId('aws:organizations/policy:Policy', { name: 'trailguard-quarantine', type }, scope);
  expect(await find(PolicyType)).toBeNull();
  const { Policy: made } = await organizations.send(
    new CreatePolicyCommand({
      Name: 'trailguard-quarantine',
      Description: '',
      Type: PolicyType,
      Content: '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}',
    }),
  );
  expect(await find(PolicyType)).toBe(made?.PolicySummary?.Id);
  expect(await find('RESOURCE_CONTROL_POLICY')).toBeNull();
});

it.each([
  ['aws:organizations/policyAttachment:PolicyAttachment', { policyId: 'p-1', targetId: 'ou-1' }, 'ou-1:p-1'],
  [
    'aws:organizations/delegatedAdministrator:DelegatedAdministrator',
    { accountId: '333333333333', servicePrincipal: 'config.amazonaws.com' },
    '333333333333/config.amazonaws.com',
  ],
  [
    'aws:cloudtrail/organizationDelegatedAdminAccount:OrganizationDelegatedAdminAccount',
    { accountId: '333333333333' },
    '333333333333',
  ],
  ['aws:account/alternativeContact:AlternativeContact', { alternateContactType: 'SECURITY' }, 'SECURITY'],
  ['aws:account/region:Region', { regionName: 'ap-east-1' }, 'ap-east-1'],
])('derives the id of %s', async (type, inputs, id) => {
  expect(await naturalId(type, inputs, scope)).toBe(id);
});

it('takes the account for the id of its primary contact', async () => {
  expect(await naturalId('aws:account/primaryContact:PrimaryContact', {}, scope)).toBe(scope.accountId);
});

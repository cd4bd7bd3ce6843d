import { setTimeout as sleep } from 'node:timers/promises';
import type { Example, World } from '../world.ts';
import { policy } from './policies.ts';

/** Lets the request arrive, then moves AWS's clock. */
const passTime = async (sandbox: World['sandbox'], milliseconds: number) => {
  await sleep(500);
  await sandbox.clock.advance(milliseconds);
};

/** Service control policies are off in a new organization. */
export const allowPolicies = async (world: World) => {
  const plugin = world.plugin();
  const token = 'aws:organizations/organization:Organization';
  const found = await plugin.read({ token, name: 'organization', id: world.sandbox.organizationId });
  if (!found) throw new Error('the sandbox has no organization');
  const { awsServiceAccessPrincipals = [] } = found.outputs;
  const enabledPolicyTypes = ['SERVICE_CONTROL_POLICY'];
  const updated = await plugin.update(found, { awsServiceAccessPrincipals, enabledPolicyTypes });
  if (String(updated.outputs.enabledPolicyTypes) !== 'SERVICE_CONTROL_POLICY')
    throw new Error('the policy type is not enabled');
};

const deny = (Action: string) => policy({ Effect: 'Deny', Action, Resource: '*' });
const trustedAccess = (world: World, servicePrincipal: string) =>
  world.need('aws:organizations/awsServiceAccess:AwsServiceAccess', { servicePrincipal });

export const organizations: Example[] = [
  {
    token: 'aws:organizations/organizationalUnit:OrganizationalUnit',
    prepare: async ({ sandbox }) => ({
      inputs: { name: 'Sales', parentId: sandbox.rootId, tags: { team: 'a' } },
      changed: { name: 'Shops', parentId: sandbox.rootId, tags: { owner: 'b' } },
    }),
  },
  {
    token: 'aws:organizations/account:Account',
    prepare: async (world) => {
      const unit = await world.need('aws:organizations/organizationalUnit:OrganizationalUnit', {
        parentId: world.sandbox.rootId,
      });
      const inputs = { name: 'shop', email: 'shop@example.com', closeOnDeletion: true, tags: { team: 'a' } };
      return {
        inputs: { ...inputs, parentId: unit.id },
        changed: { ...inputs, parentId: world.sandbox.rootId, tags: { owner: 'b' } },
      };
    },
    unread: ['closeOnDeletion'],
    // An account is pending closure for a while before it is suspended.
    removing: ({ sandbox }) => passTime(sandbox, 60_000),
  },
  {
    token: 'aws:organizations/policy:Policy',
    prepare: async (world) => {
      await allowPolicies(world);
      return {
        inputs: { content: deny('cloudtrail:StopLogging'), description: 'keep logging', tags: { team: 'a' } },
        changed: { content: deny('cloudtrail:DeleteTrail'), tags: { owner: 'b' } },
      };
    },
  },
  {
    token: 'aws:organizations/policyAttachment:PolicyAttachment',
    prepare: async (world) => {
      await allowPolicies(world);
      const unit = await world.need('aws:organizations/organizationalUnit:OrganizationalUnit', {
        parentId: world.sandbox.rootId,
      });
      const made = await world.need('aws:organizations/policy:Policy', {
        content: deny('cloudtrail:StopLogging'),
      });
      return { inputs: { policyId: made.id, targetId: unit.id } };
    },
  },
  {
    token: 'aws:organizations/awsServiceAccess:AwsServiceAccess',
    prepare: async () => ({ inputs: { servicePrincipal: 'config.amazonaws.com' } }),
  },
  {
    token: 'aws:organizations/delegatedAdministrator:DelegatedAdministrator',
    prepare: async (world) => {
      await trustedAccess(world, 'config.amazonaws.com');
      return { inputs: { accountId: world.accountId('security'), servicePrincipal: 'config.amazonaws.com' } };
    },
  },
];

export const others: Example[] = [
  {
    token: 'aws:ebs/encryptionByDefault:EncryptionByDefault',
    prepare: async () => ({
      inputs: { region: 'eu-west-1' },
      changed: { region: 'eu-west-1', enabled: false },
    }),
    importId: () => 'default@eu-west-1',
    stays: 'the switch is always there, and off',
  },
  {
    token: 'aws:account/alternativeContact:AlternativeContact',
    prepare: async () => {
      const inputs = {
        alternateContactType: 'SECURITY',
        emailAddress: 'security@example.com',
        name: 'Security',
        phoneNumber: '+4912345',
        title: 'On call',
      };
      return { inputs, changed: { ...inputs, title: 'Officer' } };
    },
  },
  {
    token: 'aws:account/primaryContact:PrimaryContact',
    prepare: async () => {
      const inputs = {
        addressLine1: 'Main Street 1',
        city: 'Berlin',
        companyName: 'Example',
        countryCode: 'DE',
        fullName: 'Security',
        phoneNumber: '+4912345',
        postalCode: '10115',
        stateOrRegion: 'Berlin',
      };
      return { inputs, changed: { ...inputs, addressLine1: 'Side Street 2' } };
    },
    stays: 'an account always has a contact',
  },
  {
    token: 'aws:account/region:Region',
    prepare: async () => ({
      inputs: { regionName: 'ap-east-1', enabled: true },
      changed: { regionName: 'ap-east-1', enabled: false },
    }),
    stays: 'the region is there, enabled or not',
  },
];

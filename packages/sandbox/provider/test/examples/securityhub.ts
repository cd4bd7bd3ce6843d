import type { Example, World } from '../world.ts';

const asSecurity = { actor: 'security' } as const;
const standard = (name: string) => `arn:aws:securityhub:us-east-1::standards/${name}`;
const foundational = standard('aws-foundational-security-best-practices/v/1.0.0');

const hub = (world: World) =>
  world.need('aws:securityhub/account:Account', { enableDefaultStandards: false }, asSecurity);

const trustedAccess = (world: World) =>
  world.need('aws:organizations/awsServiceAccess:AwsServiceAccess', {
    servicePrincipal: 'securityhub.amazonaws.com',
  });

/** The security account as Security Hub's administrator, with its hub. */
const administrator = async (world: World) => {
  await hub(world);
  await trustedAccess(world);
  await world.need('aws:securityhub/organizationAdminAccount:OrganizationAdminAccount', {
    adminAccountId: world.accountId('security'),
  });
};

const central = {
  autoEnable: false,
  autoEnableStandards: 'NONE',
  organizationConfiguration: { configurationType: 'CENTRAL' },
};

/** The administrator with findings of all Regions, so that it can configure centrally. */
const aggregated = async (world: World) => {
  await administrator(world);
  await world.need(
    'aws:securityhub/findingAggregator:FindingAggregator',
    { linkingMode: 'ALL_REGIONS' },
    asSecurity,
  );
};

const centrallyConfigured = async (world: World) => {
  await aggregated(world);
  await world.need(
    'aws:securityhub/organizationConfiguration:OrganizationConfiguration',
    central,
    asSecurity,
  );
};

const policy = (disabledControlIdentifiers: string[]) => ({
  configurationPolicy: {
    serviceEnabled: true,
    enabledStandardArns: [foundational],
    securityControlsConfiguration: { disabledControlIdentifiers },
  },
});

export const securityhub: Example[] = [
  {
    token: 'aws:securityhub/account:Account',
    prepare: async () => ({
      inputs: { enableDefaultStandards: false },
      changed: {
        enableDefaultStandards: false,
        autoEnableControls: false,
        controlFindingGenerator: 'STANDARD_CONTROL',
      },
    }),
    unread: ['enableDefaultStandards'],
  },
  {
    token: 'aws:securityhub/organizationAdminAccount:OrganizationAdminAccount',
    prepare: async (world) => {
      await hub(world);
      await trustedAccess(world);
      return { inputs: { adminAccountId: world.accountId('security') } };
    },
  },
  {
    token: 'aws:securityhub/organizationConfiguration:OrganizationConfiguration',
    actor: 'security',
    prepare: async (world) => {
      await aggregated(world);
      return { inputs: { autoEnable: true, autoEnableStandards: 'DEFAULT' }, changed: central };
    },
    stays: 'the real provider makes it local again and leaves it at that',
  },
  {
    token: 'aws:securityhub/findingAggregator:FindingAggregator',
    actor: 'security',
    prepare: async (world) => {
      await hub(world);
      return {
        inputs: { linkingMode: 'ALL_REGIONS' },
        changed: { linkingMode: 'SPECIFIED_REGIONS', specifiedRegions: ['us-west-2', 'eu-west-1'] },
      };
    },
  },
  {
    token: 'aws:securityhub/standardsSubscription:StandardsSubscription',
    actor: 'security',
    prepare: async (world) => {
      await hub(world);
      return { inputs: { standardsArn: foundational } };
    },
  },
  {
    token: 'aws:securityhub/productSubscription:ProductSubscription',
    actor: 'security',
    prepare: async (world) => {
      await hub(world);
      return { inputs: { productArn: 'arn:aws:securityhub:us-east-1::product/aws/inspector' } };
    },
  },
  {
    token: 'aws:securityhub/configurationPolicy:ConfigurationPolicy',
    actor: 'security',
    prepare: async (world) => {
      await centrallyConfigured(world);
      return {
        inputs: { name: 'all-accounts', ...policy([]) },
        changed: { name: 'everyone', description: 'without one control', ...policy(['CloudTrail.3']) },
      };
    },
  },
  {
    token: 'aws:securityhub/configurationPolicyAssociation:ConfigurationPolicyAssociation',
    actor: 'security',
    prepare: async (world) => {
      await centrallyConfigured(world);
      const made = await world.need(
        'aws:securityhub/configurationPolicy:ConfigurationPolicy',
        policy([]),
        asSecurity,
      );
      const targetId = world.sandbox.rootId;
      return {
        inputs: { policyId: made.id, targetId },
        changed: { policyId: 'SELF_MANAGED_SECURITY_HUB', targetId },
      };
    },
  },
];

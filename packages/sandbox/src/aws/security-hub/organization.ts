import type { Call } from '../call.ts';
import { AwsError } from '../error.ts';
import type { SandboxContext, Service } from '../service.ts';
import { administratorIn } from './central-configuration.ts';
import { requireHub } from './hubs.ts';
import {
  invalidInput,
  listing,
  newHub,
  type OrganizationConfiguration,
  placeOf,
  SecurityHubPrincipal,
  stateOf,
} from './state.ts';

const OrganizationsRegion = 'us-east-1';

/** The delegated administrator, and how it treats the organization's accounts. */
export const organizationOperations: Service['operations'] = {
  EnableOrganizationAdminAccount: (call, sandbox) => enableAdministrator(call, sandbox),
  DisableOrganizationAdminAccount: (call, sandbox) => {
    requireManagement(call, sandbox);
    const { administrators, configurations } = stateOf(sandbox);
    if (administrators[call.region] !== call.input.AdminAccountId)
      throw invalidInput('The account does not administer Security Hub.');
    delete administrators[call.region];
    delete configurations[call.region];
    return {};
  },
  ListOrganizationAdminAccounts: (call, sandbox) => {
    const administrator = administratorIn(sandbox, call.region);
    const found = administrator === undefined ? [] : [{ AccountId: administrator, Status: 'ENABLED' }];
    return { ...listing('AdminAccounts', found, call, 10), Feature: 'SecurityHub' };
  },
  DescribeOrganizationConfiguration: (call, sandbox) => {
    const { autoEnable, autoEnableStandards, configurationType } = configurationOf(call, sandbox);
    const isPending = isStillPending(call, sandbox);
    return {
      AutoEnable: autoEnable,
      MemberAccountLimitReached: false,
      AutoEnableStandards: autoEnableStandards,
      OrganizationConfiguration: {
        ConfigurationType: configurationType,
        Status: isPending ? 'PENDING' : 'ENABLED',
      },
    };
  },
  UpdateOrganizationConfiguration: (call, sandbox) => {
    updateConfiguration(call, sandbox);
    return {};
  },
  GetAdministratorAccount: async (call, sandbox) => {
    await requireHub(call, sandbox);
    const administrator = administratorIn(sandbox, call.region);
    if (administrator === undefined || administrator === call.caller.accountId) return {};
    return { Administrator: { AccountId: administrator, MemberStatus: 'Enabled' } };
  },
};

/** Whether central configuration was asked for and does not hold yet: it takes AWS a moment. */
export function isStillPending({ region }: Call, sandbox: SandboxContext): boolean {
  const configuration = stateOf(sandbox).configurations[region];
  return (
    configuration?.configurationType === 'CENTRAL' &&
    configuration.effectiveAt > sandbox.clock.now().toISOString()
  );
}

/** @throws AwsError unless the caller administers Security Hub CSPM in the Region. */
export function requireAdministrator({ caller, region }: Call, sandbox: SandboxContext): void {
  if (administratorIn(sandbox, region) === caller.accountId) return;
  throw new AwsError(
    'InvalidAccessException',
    `Account ${caller.accountId} is not an administrator for this organization`,
    401,
  );
}

/**
 * Designates the administrator of a Region, with a hub if it has none, and registers it with Organizations.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/designate-orgs-admin-account.html
 */
async function enableAdministrator(call: Call, sandbox: SandboxContext): Promise<object> {
  requireManagement(call, sandbox);
  const { organization } = sandbox;
  const { administrators, hubs } = stateOf(sandbox);
  const wanted = String(call.input.AdminAccountId);
  const before = administrators[call.region];
  if (before !== undefined && before !== wanted)
    throw invalidInput(`Account ${before} already administers Security Hub.`);
  if (!organization.hasTrustedAccess(SecurityHubPrincipal))
    throw new AwsError(
      'AccessDeniedException',
      'Trusted access for Security Hub is not enabled in AWS Organizations.',
      403,
    );
  if (!organization.accounts().some(({ id }) => id === wanted))
    throw invalidInput(`Account ${wanted} is not a member of the organization.`);
  if (
    wanted !== organization.managementAccountId &&
    !organization.isDelegatedAdministrator(wanted, SecurityHubPrincipal)
  ) {
    await sandbox.call(call.caller, OrganizationsRegion, 'organizations', 'RegisterDelegatedAdministrator', {
      AccountId: wanted,
      ServicePrincipal: SecurityHubPrincipal,
    });
  }
  administrators[call.region] = wanted;
  hubs[placeOf(wanted, call.region)] ??= newHub(sandbox.clock.now());
  return { AdminAccountId: wanted, Feature: 'SecurityHub' };
}

function requireManagement({ caller }: Call, { organization }: SandboxContext): void {
  if (caller.accountId === organization.managementAccountId) return;
  throw new AwsError(
    'AccessDeniedException',
    'Only the management account designates the administrator.',
    403,
  );
}

/** The administrator alone sees and changes it. */
function configurationOf(call: Call, sandbox: SandboxContext): OrganizationConfiguration {
  requireAdministrator(call, sandbox);
  const { configurations } = stateOf(sandbox);
  configurations[call.region] ??= {
    autoEnable: false,
    autoEnableStandards: 'DEFAULT',
    configurationType: 'LOCAL',
    effectiveAt: sandbox.clock.now().toISOString(),
  };
  return configurations[call.region] as OrganizationConfiguration;
}

/** https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_UpdateOrganizationConfiguration.html */
function updateConfiguration(call: Call, sandbox: SandboxContext): void {
  const configuration = configurationOf(call, sandbox);
  const input = call.input as {
    AutoEnable: boolean;
    AutoEnableStandards?: string;
    OrganizationConfiguration?: { ConfigurationType?: string };
  };
  const type = input.OrganizationConfiguration?.ConfigurationType ?? configuration.configurationType;
  const standards = input.AutoEnableStandards ?? configuration.autoEnableStandards;
  const { aggregators, associations } = stateOf(sandbox);
  if (type === 'CENTRAL') {
    if (input.AutoEnable || standards !== 'NONE')
      throw invalidInput('Central configuration needs AutoEnable false and AutoEnableStandards NONE.');
    if (call.caller.accountId === sandbox.organization.managementAccountId)
      throw invalidInput('Central configuration needs an administrator other than the management account.');
    if (aggregators[call.caller.accountId]?.region !== call.region)
      throw invalidInput('Central configuration needs a finding aggregator in this Region.');
  } else for (const target of Object.keys(associations)) delete associations[target];
  const isSwitched = type !== configuration.configurationType;
  Object.assign(configuration, {
    autoEnable: input.AutoEnable,
    autoEnableStandards: standards,
    configurationType: type,
    ...(isSwitched || input.AutoEnable
      ? {
          effectiveAt: new Date(
            sandbox.clock.now().getTime() + (isSwitched ? pendingFor(sandbox) : 0),
          ).toISOString(),
        }
      : {}),
  });
}

const pendingFor = ({ delays }: SandboxContext) => delays.trustedAccess;

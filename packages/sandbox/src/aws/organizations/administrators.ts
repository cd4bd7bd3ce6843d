import type { OrganizationState } from './state.ts';
import { findAccount } from './accounts.ts';
import { constraint, failure, invalidInput } from './errors.ts';
import type { Handler } from './service.ts';
import { accountView, page } from './view.ts';

/**
 * Services that work with an organization: the column of service principals in
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_integrate_services_list.html
 */
const trusted = new Set([
  'access-analyzer.amazonaws.com',
  'account.amazonaws.com',
  'auditmanager.amazonaws.com',
  'backup.amazonaws.com',
  'cloudtrail.amazonaws.com',
  'compute-optimizer.amazonaws.com',
  'config-multiaccountsetup.amazonaws.com',
  'config.amazonaws.com',
  'controltower.amazonaws.com',
  'detective.amazonaws.com',
  'fms.amazonaws.com',
  'guardduty.amazonaws.com',
  'health.amazonaws.com',
  'iam.amazonaws.com',
  'inspector2.amazonaws.com',
  'ipam.amazonaws.com',
  'license-manager.amazonaws.com',
  'macie.amazonaws.com',
  'malware-protection.guardduty.amazonaws.com',
  'member.org.stacksets.cloudformation.amazonaws.com',
  'observabilityadmin.amazonaws.com',
  'ram.amazonaws.com',
  'reporting.trustedadvisor.amazonaws.com',
  'resource-explorer-2.amazonaws.com',
  'security-ir.amazonaws.com',
  'securityhub.amazonaws.com',
  'securitylake.amazonaws.com',
  'servicecatalog.amazonaws.com',
  'servicequotas.amazonaws.com',
  'ssm.amazonaws.com',
  'sso.amazonaws.com',
  'stacksets.cloudformation.amazonaws.com',
  'storage-lens.s3.amazonaws.com',
  'tagpolicies.tag.amazonaws.com',
  'wellarchitected.amazonaws.com',
]);

/** Of those, the ones without a delegated administrator, by the same page. */
const withoutAdministrator = new Set([
  'controltower.amazonaws.com',
  'ram.amazonaws.com',
  'servicequotas.amazonaws.com',
]);

/** Most administrators of one service: CloudTrail has three, others one. https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-delegated-administrator.html */
const most: Readonly<Record<string, number>> = {
  'cloudtrail.amazonaws.com': 3,
  'config.amazonaws.com': 3,
  'config-multiaccountsetup.amazonaws.com': 3,
  'stacksets.cloudformation.amazonaws.com': 5,
  'member.org.stacksets.cloudformation.amazonaws.com': 5,
  'backup.amazonaws.com': 5,
  'account.amazonaws.com': 5,
};

/** Trusted access and delegated administrators. */
export const administratorOperations: Readonly<Record<string, Handler>> = {
  EnableAWSServiceAccess: (call, state, sandbox) => {
    const principal = servicePrincipal(call.input.ServicePrincipal);
    const now = sandbox.clock.now();
    state.trustedAccess[principal] ??= {
      enabledAt: now.toISOString(),
      effectiveAt: new Date(now.getTime() + sandbox.delays.trustedAccess).toISOString(),
    };
    return {};
  },
  DisableAWSServiceAccess: (call, state) => {
    const principal = servicePrincipal(call.input.ServicePrincipal);
    delete state.trustedAccess[principal];
    return {};
  },
  ListAWSServiceAccessForOrganization: (call, state) => {
    const { items, ...more } = page(Object.entries(state.trustedAccess), call.input);
    return {
      EnabledServicePrincipals: items.map(([principal, { enabledAt }]) => ({
        ServicePrincipal: principal,
        DateEnabled: enabledAt,
      })),
      ...more,
    };
  },
  RegisterDelegatedAdministrator: (call, state, sandbox) => {
    const principal = servicePrincipal(call.input.ServicePrincipal);
    const account = findAccount(state, call.input.AccountId);
    if (withoutAdministrator.has(principal)) {
      throw invalidInput(
        `You specified a service principal that has no delegated administrator: ${principal}`,
      );
    }
    if (account.id === state.managementAccountId) {
      throw constraint(
        'CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR',
        'You cannot register a master account/yourself as delegated administrator for your organization.',
      );
    }
    if (account.status !== 'ACTIVE')
      throw constraint(
        'CANNOT_REGISTER_SUSPENDED_ACCOUNT_AS_DELEGATED_ADMINISTRATOR',
        'The account is suspended.',
      );
    registerAdministrator(state, account.id, principal, sandbox.clock.now());
    return {};
  },
  DeregisterDelegatedAdministrator: (call, state) => {
    const principal = servicePrincipal(call.input.ServicePrincipal);
    const account = findAccount(state, call.input.AccountId);
    const index = state.delegatedAdministrators.findIndex(
      (entry) => entry.accountId === account.id && entry.servicePrincipal === principal,
    );
    if (index < 0) {
      throw failure(
        'AccountNotRegisteredException',
        'The specified account is not a delegated administrator for this AWS service.',
      );
    }
    state.delegatedAdministrators.splice(index, 1);
    return {};
  },
  ListDelegatedAdministrators: (call, state) => {
    const { ServicePrincipal: asked } = call.input as { ServicePrincipal?: string };
    const principal = asked === undefined ? undefined : servicePrincipal(asked);
    const since = new Map<string, string>();
    for (const entry of state.delegatedAdministrators) {
      if (principal !== undefined && entry.servicePrincipal !== principal) continue;
      if (!since.has(entry.accountId)) since.set(entry.accountId, entry.enabledAt);
    }
    const { items, ...more } = page([...since], call.input);
    return {
      DelegatedAdministrators: items.map(([id, enabledAt]) => ({
        ...accountView(state, findAccount(state, id)),
        DelegationEnabledDate: enabledAt,
      })),
      ...more,
    };
  },
  ListDelegatedServicesForAccount: (call, state) => {
    const account = findAccount(state, call.input.AccountId);
    const services = state.delegatedAdministrators.filter((entry) => entry.accountId === account.id);
    if (services.length === 0) {
      throw failure(
        'AccountNotRegisteredException',
        'The specified account is not a delegated administrator for this AWS service.',
      );
    }
    const { items, ...more } = page(services, call.input);
    return {
      DelegatedServices: items.map((entry) => ({
        ServicePrincipal: entry.servicePrincipal,
        DelegationEnabledDate: entry.enabledAt,
      })),
      ...more,
    };
  },
};

/**
 * Makes an account the administrator of a service.
 *
 * @throws AwsError `AccountAlreadyRegisteredException`, or `ConstraintViolationException` when the service has as many as it may.
 */
function registerAdministrator(
  state: OrganizationState,
  accountId: string,
  principal: string,
  now: Date,
): void {
  const entries = state.delegatedAdministrators.filter((entry) => entry.servicePrincipal === principal);
  if (entries.some((entry) => entry.accountId === accountId)) {
    throw failure(
      'AccountAlreadyRegisteredException',
      'The specified account is already a delegated administrator for this AWS service.',
    );
  }
  if (entries.length >= (most[principal] ?? 1)) {
    throw constraint(
      'MAX_DELEGATED_ADMINISTRATORS_FOR_SERVICE_LIMIT_EXCEEDED',
      `You have reached the limit on the number of delegated administrators for ${principal}.`,
    );
  }
  state.delegatedAdministrators.push({
    accountId,
    servicePrincipal: principal,
    enabledAt: now.toISOString(),
  });
}

function servicePrincipal(value: unknown): string {
  if (typeof value !== 'string' || !trusted.has(value)) {
    throw invalidInput('You specified an unrecognized service principal.');
  }
  return value;
}

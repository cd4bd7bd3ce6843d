import type {
  DisableOrganizationAdminAccountResponse,
  EnableOrganizationAdminAccountResponse,
  ListOrganizationAdminAccountsResponse,
} from '@aws-sdk/client-guardduty';
import type { Call } from '../../call.ts';
import type { SandboxContext } from '../../service.ts';
import { newDetector } from '../detectors.ts';
import { badRequest, Message } from '../errors.ts';
import { defaultFeatures, isOffered, OrganizationFeatures } from '../features.ts';
import { page } from '../page.ts';
import { ensureGuardDutyRole } from '../service-linked-role.ts';
import { GuardDutyPrincipal, isAssociated, type OrganizationConfiguration } from '../state.ts';
import { settle } from './settle.ts';

const OrganizationsRegion = 'us-east-1';

function assertManagement(call: Call, sandbox: SandboxContext): void {
  if (call.caller.accountId !== sandbox.organization.managementAccountId) {
    throw badRequest(Message.notManagement);
  }
}

/** Nothing is enabled by itself until the administrator says so. */
function emptyConfiguration(since: string, region: string): OrganizationConfiguration {
  return {
    autoEnable: 'NONE',
    since,
    features: Object.fromEntries(
      OrganizationFeatures.filter((feature) => isOffered(feature, region)).map((feature) => [
        feature.name,
        {
          autoEnable: 'NONE',
          since,
          additional: Object.fromEntries(
            feature.additional.map((name) => [name, { autoEnable: 'NONE', since }]),
          ),
        },
      ]),
    ),
  };
}

/**
 * Makes an account the delegated administrator of the region, with a detector if it has none. It is the
 * same account in all regions, and trusted access must be on before (only the console turns it on by itself).
 * https://docs.aws.amazon.com/guardduty/latest/ug/delegated-admin-designate.html
 * https://docs.aws.amazon.com/organizations/latest/userguide/services-that-can-integrate-guardduty.html
 */
export async function enableOrganizationAdminAccount(
  call: Call,
  sandbox: SandboxContext,
): Promise<EnableOrganizationAdminAccountResponse> {
  assertManagement(call, sandbox);
  const { organization } = sandbox;
  const accountId = String(call.input.AdminAccountId);
  const region = await settle(sandbox, call.region);
  if (region.administrator?.accountId === accountId) return {};
  const delegated = organization
    .accounts()
    .find((account) => organization.isDelegatedAdministrator(account.id, GuardDutyPrincipal));
  if (region.administrator || (delegated && delegated.id !== accountId)) {
    throw badRequest(Message.otherAdministrator);
  }
  if (!organization.hasTrustedAccess(GuardDutyPrincipal)) throw badRequest(Message.noTrustedAccess);
  if (!organization.accounts().some((account) => account.id === accountId)) {
    throw badRequest(Message.notInOrganization);
  }
  // Organizations refuses the management account as its own delegate; GuardDuty allows it, against advice.
  if (!delegated && accountId !== organization.managementAccountId) {
    await sandbox.call(call.caller, OrganizationsRegion, 'organizations', 'RegisterDelegatedAdministrator', {
      AccountId: accountId,
      ServicePrincipal: GuardDutyPrincipal,
    });
  }
  const at = sandbox.clock.now().toISOString();
  region.administrator = { accountId, configuration: emptyConfiguration(at, call.region) };
  const detector = region.detectors[accountId];
  if (!detector) {
    region.detectors[accountId] = newDetector(accountId, call.region, at, defaultFeatures(at, call.region));
    await ensureGuardDutyRole(sandbox, accountId);
  }
  return {};
}

/**
 * Ends the delegation in the region. Detectors stay and stand alone again. The account stays registered
 * in Organizations until it is deregistered there.
 * https://docs.aws.amazon.com/guardduty/latest/ug/change-guardduty-delegated-admin.html
 */
export async function disableOrganizationAdminAccount(
  call: Call,
  sandbox: SandboxContext,
): Promise<DisableOrganizationAdminAccountResponse> {
  assertManagement(call, sandbox);
  const region = await settle(sandbox, call.region);
  const accountId = String(call.input.AdminAccountId);
  if (region.administrator?.accountId !== accountId) throw badRequest(Message.invalidValue);
  delete region.administrator;
  const members = region.members[accountId] ?? {};
  for (const [id, member] of Object.entries(members)) {
    if (member.throughOrganization || !isAssociated(member)) delete members[id];
  }
  return {};
}

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_ListOrganizationAdminAccounts.html */
export async function listOrganizationAdminAccounts(
  call: Call,
  sandbox: SandboxContext,
): Promise<ListOrganizationAdminAccountsResponse> {
  assertManagement(call, sandbox);
  const { administrator } = await settle(sandbox, call.region);
  const { items, next } = page(administrator ? [administrator.accountId] : [], call.input);
  return {
    AdminAccounts: items.map((AdminAccountId) => ({ AdminAccountId, AdminStatus: 'ENABLED' })),
    ...next,
  };
}

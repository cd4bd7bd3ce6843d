import type { SandboxContext } from '../service.ts';
import type { OrganizationState } from './state.ts';

/** What the other services may know of the organization. */
export function organizationFacts(state: OrganizationState, now: () => Date): SandboxContext['organization'] {
  return {
    id: state.id,
    managementAccountId: state.managementAccountId,
    accounts: () => state.accounts,
    hasTrustedAccess: (servicePrincipal) => {
      const access = state.trustedAccess[servicePrincipal];
      return access !== undefined && Date.parse(access.effectiveAt) <= now().getTime();
    },
    isDelegatedAdministrator: (accountId, servicePrincipal) =>
      state.delegatedAdministrators.some(
        (entry) => entry.accountId === accountId && entry.servicePrincipal === servicePrincipal,
      ),
  };
}

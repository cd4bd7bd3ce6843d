import type { Call } from '../call.ts';
import type { SandboxContext, Service } from '../service.ts';
import { administratorIn } from './central-configuration.ts';
import { findHub } from './hubs.ts';
import { requireAdministrator } from './organization.ts';
import { listing } from './state.ts';

/** The accounts of the organization as the administrator sees them: each that has a hub in the Region. */
export const memberOperations: Service['operations'] = {
  ListMembers: async (call, sandbox) => {
    requireAdministrator(call, sandbox);
    return listing('Members', await membersOf(call, sandbox), call, 50);
  },
  GetMembers: async (call, sandbox) => {
    requireAdministrator(call, sandbox);
    const wanted = call.input.AccountIds as string[];
    const members = await membersOf(call, sandbox);
    const found = members.filter(({ AccountId }) => wanted.includes(AccountId));
    return {
      Members: found,
      UnprocessedAccounts: wanted
        .filter((id) => !found.some(({ AccountId }) => AccountId === id))
        .map((AccountId) => ({ AccountId, ProcessingResult: 'The account is no member.' })),
    };
  },
};

/** Ids of the accounts whose findings an account sees in a Region: its own, and its members' if it administers. */
export async function seenAccounts(
  { caller, region }: Pick<Call, 'caller' | 'region'>,
  sandbox: SandboxContext,
): Promise<readonly string[]> {
  const isAdministrator = administratorIn(sandbox, region) === caller.accountId;
  return isAdministrator ? sandbox.organization.accounts().map(({ id }) => id) : [caller.accountId];
}

async function membersOf({ caller, region }: Call, sandbox: SandboxContext) {
  const others = sandbox.organization.accounts().filter(({ id }) => id !== caller.accountId);
  const members = [];
  for (const { id, email } of others) {
    const hub = await findHub(sandbox, id, region);
    if (hub === undefined) continue;
    members.push({
      AccountId: id,
      Email: email,
      AdministratorId: caller.accountId,
      MasterId: caller.accountId,
      MemberStatus: 'Enabled',
      InvitedAt: new Date(hub.subscribedAt),
      UpdatedAt: new Date(hub.subscribedAt),
    });
  }
  return members;
}

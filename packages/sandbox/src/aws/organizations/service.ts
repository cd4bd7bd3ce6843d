import type { MotoCalls } from '../../gateway/moto-calls.ts';
import type { Call } from '../call.ts';
import type { SandboxContext, Service } from '../service.ts';
import { accountOperations } from './accounts.ts';
import { administratorOperations } from './administrators.ts';
import { createAccountTasks } from './create-account.ts';
import { failure } from './errors.ts';
import { policyOperations } from './policies.ts';
import { resourcePolicyOperations } from './resource-policy.ts';
import type { OrganizationState } from './state.ts';
import { structureOperations } from './structure.ts';
import { tagOperations } from './tags.ts';

/** A handler of the Organizations API. */
export type Handler = (
  call: Call,
  state: OrganizationState,
  sandbox: SandboxContext,
) => Promise<object> | object;

/** Operations that any account of the organization may call. */
const forMembers = new Set([
  'DescribeOrganization',
  'LeaveOrganization',
  'ListTagsForResource',
  'DescribeEffectivePolicy',
]);

/** Operations that a delegated administrator of any service may call: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_delegate_policies.html */
const forDelegated = /^(Describe|List)/;

/**
 * AWS Organizations, whole: moto's accepts duplicates, creates accounts at once, knows few service
 * principals and tells delegated administrators nothing.
 */
export function organizationsService(moto: MotoCalls): Service {
  const handlers: Record<string, Handler> = {
    ...structureOperations,
    ...accountOperations,
    ...administratorOperations,
    ...policyOperations,
    ...resourcePolicyOperations,
    ...tagOperations,
  };
  return {
    name: 'organizations',
    operations: Object.fromEntries(
      Object.entries(handlers).map(([name, handler]) => [
        name,
        (call: Call, sandbox: SandboxContext) => {
          const state = organizationState(sandbox);
          requireStanding(name, call, state);
          return handler(call, state, sandbox);
        },
      ]),
    ),
    tasks: createAccountTasks(moto),
  };
}

/** The organization of a running sandbox. */
export function organizationState(sandbox: SandboxContext): OrganizationState {
  return sandbox.state<OrganizationState>('organizations', () => {
    throw new Error('the sandbox has no organization yet');
  });
}

/** Refuses accounts outside the organization, and members that may not call this. */
function requireStanding(name: string, call: Call, state: OrganizationState): void {
  const { accountId } = call.caller;
  if (!state.accounts.some((account) => account.id === accountId)) {
    throw failure('AWSOrganizationsNotInUseException', 'Your account is not a member of an organization.');
  }
  if (accountId === state.managementAccountId || call.caller.kind === 'service' || forMembers.has(name))
    return;
  if (forDelegated.test(name) && state.delegatedAdministrators.some((entry) => entry.accountId === accountId))
    return;
  throw failure('AccessDeniedException', "You don't have permissions to access this resource.");
}

import type { MotoCalls } from '../../gateway/moto-calls.ts';
import type { Call } from '../call.ts';
import type { SandboxContext, Service } from '../service.ts';
import { accountAccessRole, createAccountAccessRole } from './bootstrap.ts';
import { failure, invalidInput } from './errors.ts';
import { organizationState } from './service.ts';
import { type CreateAccountStatus, newAccountId, type OrganizationState, randomId } from './state.ts';
import { statusView } from './view.ts';

/** Accounts that can be created at a time: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html */
const mostAtOnce = 5;

/**
 * Begins to create an account: nothing is known to be wrong before the request ends, as in AWS.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreateAccount.html
 */
export function createAccount(call: Call, state: OrganizationState, sandbox: SandboxContext): object {
  const {
    Email: email,
    AccountName: accountName,
    RoleName: roleName = accountAccessRole,
    Tags: tags = [],
  } = call.input as {
    Email: string;
    AccountName: string;
    RoleName?: string;
    Tags?: { Key: string; Value: string }[];
  };
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email ?? '') || email.length < 6 || email.length > 64) {
    throw invalidInput('You provided an email address that is not valid.');
  }
  if (!accountName || accountName.length > 50)
    throw invalidInput('The account name must have 1 to 50 characters.');
  if (!/^[\w+=,.@-]{1,64}$/.test(roleName)) throw invalidInput('You provided a role name that is not valid.');
  if (state.createAccountStatuses.filter((status) => status.state === 'IN_PROGRESS').length >= mostAtOnce) {
    throw failure(
      'TooManyRequestsException',
      'You have sent too many requests in too short a period of time.',
    );
  }
  const now = sandbox.clock.now();
  const status: CreateAccountStatus = {
    id: `car-${randomId(32)}`,
    accountName,
    email,
    roleName,
    state: 'IN_PROGRESS',
    requestedAt: now.toISOString(),
    tags,
  };
  state.createAccountStatuses.push(status);
  sandbox.schedule(
    new Date(now.getTime() + sandbox.delays.accounts),
    'organizations:finish-account',
    status.id,
  );
  return { CreateAccountStatus: statusView(status) };
}

/** What happens after a request to create or close an account. */
export function createAccountTasks(moto: MotoCalls): NonNullable<Service['tasks']> {
  return {
    'organizations:finish-account': async (id: string, sandbox) => {
      const state = organizationState(sandbox);
      const status = state.createAccountStatuses.find((candidate) => candidate.id === id);
      if (status?.state === 'IN_PROGRESS') await finish(status, state, sandbox, moto);
    },
    'organizations:suspend-account': (id: string, sandbox) => {
      const account = organizationState(sandbox).accounts.find((candidate) => candidate.id === id);
      if (account?.status === 'PENDING_CLOSURE') account.status = 'SUSPENDED';
      return Promise.resolve();
    },
  };
}

/** Completes a request, or fails it: https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreateAccountStatus.html */
async function finish(
  status: CreateAccountStatus,
  state: OrganizationState,
  sandbox: SandboxContext,
  moto: MotoCalls,
): Promise<void> {
  const failureReason = reasonToFail(status, state);
  if (failureReason === undefined) {
    const id = newAccountId(state.accounts);
    await createAccountAccessRole(moto, id, state.managementAccountId, status.roleName);
    state.accounts.push({
      id,
      name: status.accountName,
      email: status.email,
      status: 'ACTIVE',
      joinedMethod: 'CREATED',
      joinedAt: sandbox.clock.now().toISOString(),
      parentId: state.rootId,
    });
    state.tags[id] = Object.fromEntries(status.tags.map((tag) => [tag.Key, tag.Value]));
    for (const policy of state.policies) {
      if (policy.awsManaged) policy.targets.push(id);
    }
    status.accountId = id;
  } else {
    status.failureReason = failureReason;
  }
  status.completedAt = sandbox.clock.now().toISOString();
  status.state = failureReason === undefined ? 'SUCCEEDED' : 'FAILED';
}

/** An address stays taken after its account was closed. */
function reasonToFail(status: CreateAccountStatus, state: OrganizationState): string | undefined {
  const email = status.email.toLowerCase();
  if (state.accounts.some((account) => account.email.toLowerCase() === email)) return 'EMAIL_ALREADY_EXISTS';
  if (state.accounts.length >= state.accountLimit) return 'ACCOUNT_LIMIT_EXCEEDED';
  return undefined;
}

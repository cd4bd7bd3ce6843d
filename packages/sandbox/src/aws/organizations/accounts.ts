import { createAccount } from './create-account.ts';
import { constraint, failure, notFound } from './errors.ts';
import type { Handler } from './service.ts';
import type { Account, OrganizationState } from './state.ts';
import { accountView, page, statusView } from './view.ts';

/** How long a closed account is `PENDING_CLOSURE` before it is `SUSPENDED`; AWS: minutes. Unverified. */
const closureMilliseconds = 60_000;

/** Accounts: creation, listing, closing, leaving. */
export const accountOperations: Readonly<Record<string, Handler>> = {
  CreateAccount: createAccount,
  DescribeCreateAccountStatus: (call, state) => {
    const status = state.createAccountStatuses.find(
      (candidate) => candidate.id === call.input.CreateAccountRequestId,
    );
    if (!status) {
      throw failure(
        'CreateAccountStatusNotFoundException',
        "We can't find a create account request with the CreateAccountRequestId that you specified.",
      );
    }
    return { CreateAccountStatus: statusView(status) };
  },
  ListCreateAccountStatus: (call, state) => {
    const { States: states } = call.input as { States?: string[] };
    const found = state.createAccountStatuses.filter(
      (status) => !states?.length || states.includes(status.state),
    );
    const { items, ...more } = page(found, call.input);
    return { CreateAccountStatuses: items.map(statusView), ...more };
  },
  ListAccounts: (call, state) => {
    const { items, ...more } = page(state.accounts, call.input);
    return { Accounts: items.map((account) => accountView(state, account)), ...more };
  },
  DescribeAccount: (call, state) => ({
    Account: accountView(state, findAccount(state, call.input.AccountId)),
  }),
  CloseAccount: (call, state, sandbox) => {
    const account = findAccount(state, call.input.AccountId);
    if (account.id === state.managementAccountId) {
      throw constraint('CANNOT_CLOSE_MANAGEMENT_ACCOUNT', 'You cannot close the management account.');
    }
    if (account.status !== 'ACTIVE') {
      throw failure(
        'AccountAlreadyClosedException',
        'You attempted to close an account that is already closed.',
      );
    }
    if (state.delegatedAdministrators.some((entry) => entry.accountId === account.id)) {
      throw constraint('ACCOUNT_IS_DELEGATED_ADMINISTRATOR', 'Deregister the delegated administrator first.');
    }
    requireClosureQuota(state, sandbox.clock.now());
    account.status = 'PENDING_CLOSURE';
    state.closures.push(sandbox.clock.now().toISOString());
    sandbox.schedule(
      new Date(sandbox.clock.now().getTime() + closureMilliseconds),
      'organizations:suspend-account',
      account.id,
    );
    return {};
  },
  RemoveAccountFromOrganization: (call, state) => {
    const account = findAccount(state, call.input.AccountId);
    if (account.id === state.managementAccountId) {
      throw failure(
        'MasterCannotLeaveOrganizationException',
        "You can't remove a management account from an organization.",
      );
    }
    // An account that the organization created has no contact or payment data of its own.
    throw constraint(
      'MEMBER_ACCOUNT_PAYMENT_INSTRUMENT_REQUIRED',
      'The account has no payment method of its own.',
    );
  },
  LeaveOrganization: (call, state) => {
    if (call.caller.accountId === state.managementAccountId) {
      throw failure(
        'MasterCannotLeaveOrganizationException',
        "You can't remove a management account from an organization.",
      );
    }
    throw constraint(
      'MEMBER_ACCOUNT_PAYMENT_INSTRUMENT_REQUIRED',
      'The account has no payment method of its own.',
    );
  },
};

/** @throws AwsError `AccountNotFoundException`. */
export function findAccount(state: OrganizationState, id: unknown): Account {
  const account = state.accounts.find((candidate) => candidate.id === id);
  if (!account) throw notFound.account();
  return account;
}

/**
 * A tenth of the members, at least 10 and at most 1000, in 30 days.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_close.html
 */
function requireClosureQuota(state: OrganizationState, now: Date): void {
  const since = now.getTime() - 30 * 24 * 3_600_000;
  const recent = state.closures.filter((at) => Date.parse(at) > since).length;
  const quota = Math.min(1000, Math.max(10, Math.floor((state.accounts.length - 1) / 10)));
  if (recent >= quota) {
    throw constraint(
      'CLOSE_ACCOUNT_QUOTA_EXCEEDED',
      'You have exceeded close account quota for the past 30 days.',
    );
  }
}

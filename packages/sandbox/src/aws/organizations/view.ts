import * as lists from '../page.ts';
import { invalidInput } from './errors.ts';
import type { Account, CreateAccountStatus, OrganizationState, Policy } from './state.ts';

/** ARNs of an organization's parts: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsorganizations.html */
export function arns(state: OrganizationState) {
  const prefix = `arn:aws:organizations::${state.managementAccountId}:`;
  return {
    organization: `${prefix}organization/${state.id}`,
    root: `${prefix}root/${state.id}/${state.rootId}`,
    account: (id: string) => `${prefix}account/${state.id}/${id}`,
    unit: (id: string) => `${prefix}ou/${state.id}/${id}`,
    policy: (policy: Policy) =>
      policy.awsManaged
        ? `arn:aws:organizations::aws:policy/${policy.type.toLowerCase()}/${policy.id}`
        : `${prefix}policy/${state.id}/${policy.type.toLowerCase()}/${policy.id}`,
    resourcePolicy: (id: string) => `${prefix}resourcepolicy/${state.id}/${id}`,
  };
}

/** An account as the API tells it. `Status` is the older of two fields: https://docs.aws.amazon.com/organizations/latest/APIReference/API_Account.html */
export function accountView(state: OrganizationState, account: Account): Record<string, unknown> {
  return {
    Id: account.id,
    Arn: arns(state).account(account.id),
    Email: account.email,
    Name: account.name,
    Status: account.status,
    State: account.status,
    JoinedMethod: account.joinedMethod,
    JoinedTimestamp: account.joinedAt,
  };
}

export function policySummary(state: OrganizationState, policy: Policy): Record<string, unknown> {
  return {
    Id: policy.id,
    Arn: arns(state).policy(policy),
    Name: policy.name,
    Description: policy.description,
    Type: policy.type,
    AwsManaged: policy.awsManaged,
  };
}

export function statusView(status: CreateAccountStatus): Record<string, unknown> {
  return {
    Id: status.id,
    AccountName: status.accountName,
    State: status.state,
    RequestedTimestamp: status.requestedAt,
    CompletedTimestamp: status.completedAt,
    AccountId: status.accountId,
    FailureReason: status.failureReason,
  };
}

/** One page of a list: 20 is the largest and the default. */
export function page<T>(
  items: readonly T[],
  input: Readonly<Record<string, unknown>>,
): { items: T[]; NextToken?: string } {
  const found = lists.page(items, input, {
    most: 20,
    invalid: () => invalidInput('You specified a page size or a token that is not valid.'),
  });
  return { items: found.items, ...found.next };
}

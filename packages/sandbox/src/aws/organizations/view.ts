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

/** One page of a list; the token is the place to go on from. */
export function page<T>(
  items: readonly T[],
  input: Readonly<Record<string, unknown>>,
  most = 20,
): { items: T[]; NextToken?: string } {
  const { NextToken: token, MaxResults: asked } = input as { NextToken?: string; MaxResults?: number };
  const start =
    token === undefined ? 0 : Number.parseInt(Buffer.from(token, 'base64url').toString('utf8'), 10);
  const end = start + Math.min(asked ?? most, most);
  return {
    items: items.slice(start, end),
    ...(end < items.length ? { NextToken: Buffer.from(String(end)).toString('base64url') } : {}),
  };
}

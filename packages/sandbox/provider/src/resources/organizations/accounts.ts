import {
  type Account,
  type CreateAccountStatus,
  Organizations,
  paginateListAccounts,
  paginateListCreateAccountStatus,
} from '@aws-sdk/client-organizations';
import type { ResourceContext } from '../../core/resource.ts';

/** An account as the outputs of organization resources show it. */
export function accountFromAws(account: Account) {
  return {
    arn: account.Arn ?? '',
    email: account.Email ?? '',
    id: account.Id ?? '',
    joinedMethod: account.JoinedMethod ?? '',
    joinedTimestamp: timestamp(account.JoinedTimestamp) ?? '',
    name: account.Name ?? '',
    state: account.State ?? account.Status ?? '',
    status: account.Status ?? '',
  };
}

/** A date as the real provider writes it (RFC 3339, whole seconds). */
export function timestamp(date: Date | undefined): string | undefined {
  return date?.toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** Every account of the organization. */
export async function listAccounts(context: Pick<ResourceContext, 'client'>): Promise<Account[]> {
  const accounts: Account[] = [];
  for await (const page of paginateListAccounts({ client: context.client(Organizations) }, {}))
    accounts.push(...(page.Accounts ?? []));
  return accounts;
}

/** Requests for new accounts that AWS has not finished. */
export async function requestsInProgress(
  context: Pick<ResourceContext, 'client'>,
): Promise<CreateAccountStatus[]> {
  const requests: CreateAccountStatus[] = [];
  const pages = paginateListCreateAccountStatus(
    { client: context.client(Organizations) },
    { States: ['IN_PROGRESS'] },
  );
  for await (const page of pages) requests.push(...(page.CreateAccountStatuses ?? []));
  return requests;
}

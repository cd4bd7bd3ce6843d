import { setTimeout as sleep } from 'node:timers/promises';
import {
  OrganizationsClient,
  paginateListAccounts,
  paginateListCreateAccountStatus,
} from '@aws-sdk/client-organizations';
import { type AwsAccess, clientOptions, type Inputs, type LookupScope, textOf } from './lookup-scope.ts';

/** An account as Organizations lists it. */
export interface ListedAccount {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly status: string;
}

/** The account of the organization that has an e-mail address; addresses are compared in lower case. */
export async function findAccountByEmail(
  email: string,
  access: AwsAccess,
): Promise<ListedAccount | undefined> {
  const organizations = new OrganizationsClient(clientOptions(access));
  try {
    for await (const page of paginateListAccounts({ client: organizations }, {})) {
      for (const account of page.Accounts ?? []) {
        if (account.Email?.toLowerCase() !== email.toLowerCase() || !account.Id) continue;
        return {
          id: account.Id,
          name: account.Name ?? '',
          email,
          status: account.Status ?? 'UNKNOWN',
        };
      }
    }
    return undefined;
  } finally {
    organizations.destroy();
  }
}

/** Whether AWS is still making an account of this name; CreateAccountStatus does not carry the address. */
async function isAccountBeingCreated(name: string, access: AwsAccess): Promise<boolean> {
  const organizations = new OrganizationsClient(clientOptions(access));
  try {
    for await (const page of paginateListCreateAccountStatus(
      { client: organizations },
      { States: ['IN_PROGRESS'] },
    )) {
      if (page.CreateAccountStatuses?.some((status) => status.AccountName === name)) return true;
    }
    return false;
  } finally {
    organizations.destroy();
  }
}

/** How long AWS may take to make an account before a job gives up waiting for it, milliseconds. */
const CreationMilliseconds = 10 * 60_000;

/**
 * The account whose creation was interrupted, once AWS has finished it.
 * @returns `null` when AWS has none and makes none.
 * @throws Error when AWS is still making it after ten minutes, or the job is to stop.
 */
export async function findInterruptedAccount(inputs: Inputs, scope: LookupScope): Promise<string | null> {
  const email = textOf(inputs, 'email') ?? '';
  const name = textOf(inputs, 'name') ?? '';
  const deadline = performance.now() + CreationMilliseconds;
  for (let absences = 0; ; ) {
    // Asked in this order: an account that is finished between the two questions is found at the next turn.
    const isBeingMade = await isAccountBeingCreated(name, scope);
    const found = await findAccountByEmail(email, scope);
    if (found !== undefined) return found.id;
    // A request that was accepted a moment ago need not be listed yet: absence counts when seen twice.
    absences = isBeingMade ? 0 : absences + 1;
    if (absences === 2) return null;
    if (performance.now() > deadline)
      throw new Error(
        `AWS has been making the account ${name} for ten minutes; try again when it has finished`,
      );
    await sleep(1_500, undefined, { signal: scope.signal });
  }
}

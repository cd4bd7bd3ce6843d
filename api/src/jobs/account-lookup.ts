import {
  OrganizationsClient,
  paginateListAccounts,
  paginateListCreateAccountStatus,
} from '@aws-sdk/client-organizations';
import type { Session } from './credentials.ts';

/** An account as Organizations lists it. */
export interface ListedAccount {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly status: string;
}

function client(region: string, session?: Session): OrganizationsClient {
  return new OrganizationsClient({
    region,
    maxAttempts: 5,
    ...(session === undefined
      ? {}
      : {
          credentials: {
            accessKeyId: session.AWS_ACCESS_KEY_ID,
            secretAccessKey: session.AWS_SECRET_ACCESS_KEY,
            sessionToken: session.AWS_SESSION_TOKEN,
          },
        }),
  });
}

/** The account of the organization that has an e-mail address; addresses are compared in lower case. */
export async function findAccountByEmail(
  region: string,
  email: string,
  session?: Session,
): Promise<ListedAccount | undefined> {
  const organizations = client(region, session);
  try {
    for await (const page of paginateListAccounts({ client: organizations }, {})) {
      for (const account of page.Accounts ?? []) {
        if (account.Email?.toLowerCase() !== email.toLowerCase() || !account.Id) continue;
        return { id: account.Id, name: account.Name ?? '', email, status: account.Status ?? 'UNKNOWN' };
      }
    }
    return undefined;
  } finally {
    organizations.destroy();
  }
}

/** Whether AWS is still making an account of this name; CreateAccountStatus does not carry the address. */
export async function isAccountBeingCreated(
  region: string,
  name: string,
  session?: Session,
): Promise<boolean> {
  const organizations = client(region, session);
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

import {
  DescribeOrganizationCommand,
  OrganizationsClient,
  paginateListAccounts,
  paginateListAWSServiceAccessForOrganization,
  paginateListDelegatedAdministrators,
  paginateListDelegatedServicesForAccount,
} from '@aws-sdk/client-organizations';
import type { AccountStatus, Fact, Organization } from '@trailguard/controls';
import { mapFact, type Reader } from './reader.ts';

/** IAM actions of this collector, in the management account. */
export const actions = [
  'organizations:DescribeOrganization',
  'organizations:ListAWSServiceAccessForOrganization',
  'organizations:ListAccounts',
  'organizations:ListDelegatedAdministrators',
  'organizations:ListDelegatedServicesForAccount',
] as const;

/** An account as Organizations lists it. */
export interface ListedAccount {
  readonly id: string;
  readonly name: string | null;
  readonly status: AccountStatus;
  readonly joinedAt: string | null;
}

/** The organization as its management account describes it; `null` for a standalone account. */
export async function readOrganization(
  reader: Reader,
  managementAccountId: string,
  region: string,
): Promise<Fact<Organization>> {
  const client = reader.client(OrganizationsClient, managementAccountId, region);
  const described = await reader.ask(
    `organizations:DescribeOrganization in ${managementAccountId}`,
    () => client.send(new DescribeOrganizationCommand({})),
    ['AWSOrganizationsNotInUseException'],
  );
  const trustedServices = await reader.ask(
    `organizations:ListAWSServiceAccessForOrganization in ${managementAccountId}`,
    async () => {
      const services: string[] = [];
      for await (const page of paginateListAWSServiceAccessForOrganization({ client }, {})) {
        for (const { ServicePrincipal } of page.EnabledServicePrincipals ?? []) {
          if (ServicePrincipal !== undefined) services.push(ServicePrincipal);
        }
      }
      return services.sort();
    },
  );
  const delegatedAdministrators = await reader.ask(
    `organizations:ListDelegatedAdministrators in ${managementAccountId}`,
    () => readAdministrators(client),
  );
  return mapFact(described, ({ Organization: organization }) => ({
    id: organization?.Id ?? '',
    managementAccountId: organization?.MasterAccountId ?? managementAccountId,
    trustedServices,
    delegatedAdministrators,
    observation: {
      arn: organization?.Arn ?? '',
      calls: {
        id: 'organizations:DescribeOrganization',
        managementAccountId: 'organizations:DescribeOrganization',
        trustedServices: 'organizations:ListAWSServiceAccessForOrganization',
        delegatedAdministrators: 'organizations:ListDelegatedAdministrators',
      },
      at: reader.clock.latest ?? '',
    },
  }));
}

async function readAdministrators(client: OrganizationsClient): Promise<Record<string, readonly string[]>> {
  const administrators: Record<string, string[]> = {};
  for await (const page of paginateListDelegatedAdministrators({ client }, {})) {
    for (const { Id } of page.DelegatedAdministrators ?? []) {
      if (Id === undefined) continue;
      for await (const services of paginateListDelegatedServicesForAccount({ client }, { AccountId: Id })) {
        for (const { ServicePrincipal } of services.DelegatedServices ?? []) {
          if (ServicePrincipal === undefined) continue;
          administrators[ServicePrincipal] = [...(administrators[ServicePrincipal] ?? []), Id];
        }
      }
    }
  }
  return administrators;
}

/** All accounts of the organization. */
export function readAccounts(
  reader: Reader,
  managementAccountId: string,
  region: string,
): Promise<Fact<readonly ListedAccount[]>> {
  const client = reader.client(OrganizationsClient, managementAccountId, region);
  return reader.ask(`organizations:ListAccounts in ${managementAccountId}`, async () => {
    const accounts: ListedAccount[] = [];
    for await (const page of paginateListAccounts({ client }, {})) {
      for (const account of page.Accounts ?? []) {
        if (account.Id === undefined) continue;
        accounts.push({
          id: account.Id,
          name: account.Name ?? null,
          status: (account.State ?? account.Status ?? 'ACTIVE') as AccountStatus,
          joinedAt: account.JoinedTimestamp?.toISOString() ?? null,
        });
      }
    }
    return accounts;
  });
}

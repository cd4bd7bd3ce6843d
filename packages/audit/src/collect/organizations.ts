import {
  DescribeOrganizationCommand,
  type Account as ListedByAws,
  OrganizationsClient,
  paginateListAccounts,
  paginateListAWSServiceAccessForOrganization,
  paginateListDelegatedAdministrators,
  paginateListDelegatedServicesForAccount,
} from '@aws-sdk/client-organizations';
import { type AccountStatus, type Fact, type Organization, unknownBecause } from '@trailguard/controls';
import { callsIn } from './collected-call.ts';
import { given } from './given.ts';
import { readRootAccessFeatures } from './iam.ts';
import { type OrganizationTree, readTree } from './organization-tree.ts';
import { type CallOptions, mapFact, type Reader } from './reader.ts';

/** Calls of this collector. */
export const calls = callsIn(
  'management account',
  'organizations:DescribeOrganization',
  'organizations:ListAWSServiceAccessForOrganization',
  'organizations:ListAccounts',
  'organizations:ListDelegatedAdministrators',
  'organizations:ListDelegatedServicesForAccount',
);

/** An account as Organizations lists it. */
export interface ListedAccount {
  readonly id: string;
  readonly name: string | null;
  readonly status: Fact<AccountStatus>;
  readonly joinedAt: string | null;
}

/** The organization as its management account describes it; `null` for a standalone account. */
export async function readOrganization(
  reader: Reader,
  managementAccountId: string,
  region: string,
  tree: Promise<Fact<OrganizationTree>> = readTree(reader, managementAccountId, region),
): Promise<Fact<Organization>> {
  const client = reader.client(OrganizationsClient, managementAccountId, region);
  const where = `in ${managementAccountId}`;
  const described = await reader.ask(
    `organizations:DescribeOrganization ${where}`,
    async (options) =>
      given((await client.send(new DescribeOrganizationCommand({}), options)).Organization, 'Organization'),
    [noOrganization],
  );
  if (described === null) return null;
  const [{ enabledPolicyTypes }, rootAccessFeatures, trustedServices, delegatedAdministrators] =
    await Promise.all([
      tree.then((read) => ({ enabledPolicyTypes: mapFact(read, (one) => one.enabledPolicyTypes) })),
      readRootAccessFeatures(reader, managementAccountId, region),
      reader.ask(`organizations:ListAWSServiceAccessForOrganization ${where}`, (options) =>
        readTrustedServices(client, options),
      ),
      reader.ask(`organizations:ListDelegatedAdministrators ${where}`, (options) =>
        readAdministrators(client, options),
      ),
    ]);
  return mapFact(described, (organization) => ({
    id: organization.Id ?? '',
    managementAccountId: organization.MasterAccountId ?? managementAccountId,
    trustedServices,
    delegatedAdministrators,
    featureSet: organization.FeatureSet ?? null,
    enabledPolicyTypes,
    rootAccessFeatures,
    observation: {
      arn: organization.Arn ?? '',
      calls: {
        id: 'organizations:DescribeOrganization',
        managementAccountId: 'organizations:DescribeOrganization',
        trustedServices: 'organizations:ListAWSServiceAccessForOrganization',
        delegatedAdministrators: 'organizations:ListDelegatedAdministrators',
        featureSet: 'organizations:DescribeOrganization',
        enabledPolicyTypes: 'organizations:ListRoots',
        rootAccessFeatures: 'iam:ListOrganizationsFeatures',
      },
      at: reader.clock.latest ?? '',
    },
  }));
}

async function readTrustedServices(client: OrganizationsClient, options: CallOptions): Promise<string[]> {
  const services: string[] = [];
  for await (const page of paginateListAWSServiceAccessForOrganization({ client }, {}, options)) {
    for (const { ServicePrincipal } of given(page.EnabledServicePrincipals, 'EnabledServicePrincipals')) {
      if (ServicePrincipal !== undefined) services.push(ServicePrincipal);
    }
  }
  return services.sort();
}

/** Service principal -> accounts that administer it. */
async function readAdministrators(
  client: OrganizationsClient,
  options: CallOptions,
): Promise<Record<string, readonly string[]>> {
  const administrators: Record<string, readonly string[]> = {};
  for await (const page of paginateListDelegatedAdministrators({ client }, {}, options)) {
    for (const { Id: AccountId } of given(page.DelegatedAdministrators, 'DelegatedAdministrators')) {
      if (AccountId === undefined) continue;
      const services = paginateListDelegatedServicesForAccount({ client }, { AccountId }, options);
      for await (const { DelegatedServices } of services) {
        for (const { ServicePrincipal } of given(DelegatedServices, 'DelegatedServices')) {
          if (ServicePrincipal === undefined) continue;
          administrators[ServicePrincipal] = [...(administrators[ServicePrincipal] ?? []), AccountId];
        }
      }
    }
  }
  return administrators;
}

/** All accounts of the organization; `null` for a standalone account. */
export function readAccounts(
  reader: Reader,
  managementAccountId: string,
  region: string,
): Promise<Fact<readonly ListedAccount[]>> {
  const client = reader.client(OrganizationsClient, managementAccountId, region);
  return reader.ask<ListedAccount[]>(
    `organizations:ListAccounts in ${managementAccountId}`,
    async (options) => {
      const accounts: ListedAccount[] = [];
      for await (const page of paginateListAccounts({ client }, {}, options)) {
        for (const account of given(page.Accounts, 'Accounts')) {
          if (account.Id === undefined) continue;
          accounts.push({
            id: account.Id,
            name: account.Name ?? null,
            status: statusOf(account),
            joinedAt: account.JoinedTimestamp?.toISOString() ?? null,
          });
        }
      }
      return accounts;
    },
    [noOrganization],
  );
}

const noOrganization = 'AWSOrganizationsNotInUseException';

/**
 * `State` has replaced `Status` and says more. A closed account stays listed for 90 days.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_Account.html
 */
function statusOf({ State, Status }: ListedByAws): Fact<AccountStatus> {
  const state = State ?? Status;
  switch (state) {
    case 'ACTIVE':
    case 'SUSPENDED':
    case 'PENDING_CLOSURE':
      return state;
    case 'CLOSED':
      return 'SUSPENDED';
    default:
      return unknownBecause(
        'not-read',
        `organizations:ListAccounts says that the account is ${state ?? 'there'}`,
      );
  }
}

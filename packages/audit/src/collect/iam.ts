import {
  GetAccountSummaryCommand,
  GetRoleCommand,
  IAMClient,
  ListOrganizationsFeaturesCommand,
  paginateGetAccountAuthorizationDetails,
} from '@aws-sdk/client-iam';
import {
  type AccountAccess,
  type Fact,
  type Identity,
  type IdentityPolicy,
  isUnknown,
  type RootUser,
} from '@trailguard/controls';
import { AuthorizationDetails } from './authorization-details.ts';
import { type CollectedCall, callsIn } from './collected-call.ts';
import { mapFact, type Reader } from './reader.ts';

/** Calls of this collector. */
export const calls: readonly CollectedCall[] = [
  ...callsIn('every account', 'iam:GetAccountAuthorizationDetails', 'iam:GetAccountSummary'),
  ...callsIn('owner of the bucket', 'iam:GetRole'),
  ...callsIn('management account', 'iam:ListOrganizationsFeatures'),
];

/** Identities of a page. */
const pageSize = 500;

/**
 * Who may do what in an account: one call a page, however many roles there are. Statements about services that no control
 * asks about are dropped page by page, so that memory does not grow with what policies allow of them.
 */
export async function readAccess(reader: Reader, accountId: string, region: string): Promise<AccountAccess> {
  const client = reader.client(IAMClient, accountId, region);
  const call = `iam:GetAccountAuthorizationDetails in ${accountId}`;
  const read = await reader.ask(call, async (options) => {
    const details = new AuthorizationDetails(call, () => reader.clock.latest ?? '');
    const pages = paginateGetAccountAuthorizationDetails({ client, pageSize }, {}, options);
    for await (const page of pages) details.add(page);
    return details;
  });
  const list = <T>(items: readonly T[]) =>
    isUnknown(read) ? { items: [], complete: read } : ({ items, complete: true } as const);
  const details = read === null || isUnknown(read) ? undefined : read;
  return {
    accountId,
    identities: list<Identity>(details?.identities ?? []),
    policies: list<IdentityPolicy>(details?.policies ?? []),
    observation: {
      arn: accountId,
      calls: {
        identities: 'iam:GetAccountAuthorizationDetails',
        policies: 'iam:GetAccountAuthorizationDetails',
      },
      at: reader.clock.latest ?? '',
    },
  };
}

/**
 * The accesses with what only GetRole tells of some roles: how long their sessions may last.
 * @param arns roles to ask for; in an account that was not read they are left out.
 */
export async function withSessionLengths(
  reader: Reader,
  accesses: readonly AccountAccess[],
  arns: readonly string[],
  region: string,
): Promise<readonly AccountAccess[]> {
  return Promise.all(
    accesses.map(async (access) => {
      if (!access.identities.items.some(({ observation }) => arns.includes(observation.arn ?? '')))
        return access;
      const client = reader.client(IAMClient, access.accountId, region);
      const items = await Promise.all(
        access.identities.items.map(async (identity) => {
          const { arn = '' } = identity.observation;
          if (!arns.includes(arn) || typeof identity.name !== 'string') return identity;
          const RoleName = identity.name;
          const answer = await reader.ask(`iam:GetRole for ${arn}`, (options) =>
            client.send(new GetRoleCommand({ RoleName }), options),
          );
          const seconds = mapFact(answer, ({ Role }) => Role?.MaxSessionDuration ?? null);
          return { ...identity, maximumSessionSeconds: seconds };
        }),
      );
      return { ...access, identities: { ...access.identities, items } };
    }),
  );
}

/** How the root user of an account is protected. */
export async function readRootUser(
  reader: Reader,
  accountId: string,
  region: string,
): Promise<Fact<RootUser>> {
  const client = reader.client(IAMClient, accountId, region);
  const summary = await reader.ask(`iam:GetAccountSummary in ${accountId}`, (options) =>
    client.send(new GetAccountSummaryCommand({}), options),
  );
  return mapFact(summary, ({ SummaryMap: map }) => {
    const password = (map as Record<string, number> | undefined)?.AccountPasswordPresent;
    return {
      hasMfa: map?.AccountMFAEnabled === 1,
      hasAccessKeys: map?.AccountAccessKeysPresent !== 0,
      hasPassword: password === undefined ? null : password !== 0,
    };
  });
}

/** What is managed centrally of members' root users; nothing where IAM has no trusted access. */
export async function readRootAccessFeatures(
  reader: Reader,
  managementAccountId: string,
  region: string,
): Promise<Fact<readonly string[]>> {
  const client = reader.client(IAMClient, managementAccountId, region);
  const answer = await reader.ask(
    `iam:ListOrganizationsFeatures in ${managementAccountId}`,
    (options) => client.send(new ListOrganizationsFeaturesCommand({}), options),
    ['ServiceAccessNotEnabledException', 'ServiceAccessNotEnabled'],
  );
  return answer === null ? [] : mapFact(answer, ({ EnabledFeatures }) => EnabledFeatures ?? []);
}

import { type Account, type Fact, isUnknown, type Organization, unknownBecause } from '@trailguard/controls';
import type { OrganizationTree } from './organization-tree.ts';
import type { ListedAccount } from './organizations.ts';
import { mapFact } from './reader.ts';

/** What the organization's management account tells of all accounts. */
export interface KnownOrganization {
  readonly described: Fact<Organization>;
  readonly listed: Fact<readonly ListedAccount[]>;
  readonly tree: Fact<OrganizationTree>;
}

/** Where an account is: the organization that lists it, and what is above it. */
export type AccountPlace = Pick<Account, 'ancestors' | 'organizationId'>;

/** Tells the place of an account, by what the management account tells; `null` for one that it does not list. */
export function placesIn({
  described,
  listed,
  tree,
}: KnownOrganization): (accountId: string) => AccountPlace {
  const ids = mapFact(listed, (accounts) => new Set(accounts.map(({ id }) => id)));
  return (accountId) => {
    const organizationId = mapFact(ids, (known) =>
      known.has(accountId) ? mapFact(described, ({ id }) => id) : null,
    );
    const isListed = typeof organizationId === 'string';
    return {
      organizationId,
      ancestors: mapFact(
        tree,
        ({ ancestors }) =>
          ancestors.get(accountId) ??
          (isListed || isUnknown(organizationId)
            ? unknownBecause('not-read', `organizations:ListAccountsForParent does not list ${accountId}`)
            : null),
      ),
    };
  };
}

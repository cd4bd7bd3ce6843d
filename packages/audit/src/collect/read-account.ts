import {
  type Account,
  type AccountAccess,
  type Collection,
  type EventDataStore,
  type Fact,
  isUnknown,
  unknownBecause,
} from '@trailguard/controls';
import { readEnabledRegions } from './account.ts';
import type { AccountPlace } from './account-place.ts';
import { readVisibleTrails, type TrailPlace } from './cloudtrail.ts';
import { readEventDataStores } from './event-data-stores.ts';
import { readAccess, readRootUser } from './iam.ts';
import type { ListedAccount } from './organizations.ts';
import type { Reader } from './reader.ts';

/** What an account itself tells. */
export interface ReadAccount {
  readonly fact: Account;
  readonly trails: Fact<readonly TrailPlace[]>;
  readonly eventDataStores: Collection<EventDataStore>;
  /** Who may do what in it; none for a closed account. */
  readonly access: readonly AccountAccess[];
}

/** An account as it is listed. */
export type Listed = Pick<Account, 'id' | 'name' | 'status' | 'joinedAt'>;

/** The accounts to judge. One that the organization does not list stays in: its facts are then unknown. */
export function accountsInScope(
  listed: Fact<readonly ListedAccount[]>,
  managementAccountId: string,
  scope: readonly string[] | undefined,
): readonly Listed[] {
  // A standalone account is listed by nobody, and nobody can have closed it.
  if (listed === null) {
    return (scope ?? [managementAccountId]).map((id) => ({
      id,
      name: null,
      status: id === managementAccountId ? 'ACTIVE' : unlisted,
      joinedAt: null,
    }));
  }
  const known = isUnknown(listed) ? [] : listed;
  const missing = isUnknown(listed) ? listed : unlisted;
  return scope === undefined
    ? known
    : [...new Set(scope)].map(
        (id) =>
          known.find((one) => one.id === id) ?? { id, name: missing, status: missing, joinedAt: missing },
      );
}

const unlisted = unknownBecause('not-read', 'organizations:ListAccounts does not list this account');

/** Tells an account that is closed or suspended: it answers no calls and is not judged. */
export function isClosed({ status }: Listed): boolean {
  return status === 'SUSPENDED' || status === 'PENDING_CLOSURE';
}

/** Why nothing is known of a closed account. */
function closed({ status }: Listed) {
  return unknownBecause('not-read', `the account is ${String(status)} and answers no calls`);
}

/** Regions that an account has enabled, as far as they are known. */
export function regionsOf({ enabledRegions }: Account): readonly string[] {
  return enabledRegions === null || isUnknown(enabledRegions) ? [] : enabledRegions;
}

/** Reads what only the account itself can tell. */
export async function readAccount(
  reader: Reader,
  listed: Listed,
  homeRegion: string,
  place: AccountPlace,
): Promise<ReadAccount> {
  const enabledRegions = isClosed(listed)
    ? closed(listed)
    : await readEnabledRegions(reader, listed.id, homeRegion);
  const regions = enabledRegions === null || isUnknown(enabledRegions) ? [] : enabledRegions;
  const trails = isClosed(listed) ? closed(listed) : await readVisibleTrails(reader, listed.id, homeRegion);
  const eventDataStores =
    isUnknown(enabledRegions) && !isClosed(listed)
      ? { items: [], complete: enabledRegions }
      : await readEventDataStores(reader, listed.id, regions);
  const fact: Account = {
    ...listed,
    enabledRegions,
    ...place,
    rootUser: isClosed(listed) ? closed(listed) : await readRootUser(reader, listed.id, homeRegion),
    visibleTrails: trails === null || isUnknown(trails) ? trails : trails.map(({ arn }) => arn),
    observation: {
      arn: listed.id,
      calls: {
        name: 'organizations:ListAccounts',
        status: 'organizations:ListAccounts',
        joinedAt: 'organizations:ListAccounts',
        enabledRegions: 'account:ListRegions',
        visibleTrails: 'cloudtrail:ListTrails',
        ancestors: 'organizations:ListAccountsForParent',
        organizationId: 'organizations:ListAccounts',
        rootUser: 'iam:GetAccountSummary',
      },
      at: reader.clock.latest ?? '',
    },
  };
  const access = isClosed(listed) ? [] : [await readAccess(reader, listed.id, homeRegion)];
  return { fact, trails, eventDataStores, access };
}

import { type Collection, isUnknown, type Trail, type Unknown, unknownBecause } from '@trailguard/controls';
import { readEnabledRegions } from './account.ts';
import { elsewhere, readOwnTrails, readTrail, type TrailPlace } from './cloudtrail.ts';
import type { AuditedOrganization } from './audited-organization.ts';
import { collectionOf } from './collection.ts';
import { isClosed, type ReadAccount } from './read-account.ts';
import { notNeeded, type Reader } from './reader.ts';

/**
 * Trails that any of the accounts sees, and those of the management account though none should see them; each
 * at its owner. What a closed account has is not asked for.
 * @param unlisted why there are accounts that nobody listed.
 */
export async function readTrails(
  reader: Reader,
  { managementAccountId, homeRegion }: AuditedOrganization,
  accounts: readonly ReadAccount[],
  unlisted: Unknown | undefined,
): Promise<Collection<Trail>> {
  const isRead = accounts.some(({ fact }) => fact.id === managementAccountId);
  const owned = isRead ? [] : await readOwnTrails(reader, managementAccountId, homeRegion);
  const lists = [owned, ...accounts.filter(({ fact }) => !isClosed(fact)).map(({ trails }) => trails)];
  const places = new Map<string, TrailPlace>();
  for (const list of lists) {
    if (list === null || isUnknown(list)) continue;
    for (const place of list) places.set(place.arn, place);
  }
  const owners = [...Map.groupBy(places.values(), ({ accountId }) => accountId)];
  const trails = await reader.eachAccount(
    owners,
    ([accountId]) => accountId,
    async ([accountId, its]) => {
      const regions = await regionsOfOwner(reader, accountId, homeRegion, accounts);
      return Promise.all(its.map((place) => readTrail(reader, place, regions)));
    },
  );
  return collectionOf(trails.flat(), unlisted ?? lists.find(isUnknown));
}

/** Regions to ask a trail's delivery in. An owner need not be among the accounts that are judged. */
async function regionsOfOwner(
  reader: Reader,
  accountId: string,
  homeRegion: string,
  accounts: readonly ReadAccount[],
): Promise<readonly string[] | Unknown> {
  if (reader.leavesOut(elsewhere)) return unknownBecause('not-read', `${elsewhere}: ${notNeeded}`);
  const judged = accounts.find(({ fact }) => fact.id === accountId);
  const regions = judged?.fact.enabledRegions ?? (await readEnabledRegions(reader, accountId, homeRegion));
  return regions ?? [];
}

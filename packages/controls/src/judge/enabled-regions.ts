import type { AccountRegion } from '../model/control.ts';
import type { Estate } from '../model/estate.ts';
import { isUnknown } from '../model/fact.ts';
import { type Found, hiddenOthers } from './found.ts';

/** Every enabled Region of every account that is in use; one entry for an account whose Regions are not known. */
export function enabledRegions<K extends 'region' | 'watchedRegion'>(
  { accounts }: Estate,
  kind: K,
): readonly Found<K>[] {
  const found = accounts.items.flatMap(({ id, status, enabledRegions, observation }): Found<K>[] => {
    const all = { id: `${id}/*`, observation };
    if (status === 'SUSPENDED' || status === 'PENDING_CLOSURE')
      return [{ ...all, absent: `account ${id} is ${status}` }];
    if (isUnknown(enabledRegions)) return [{ ...all, hidden: enabledRegions }];
    return (enabledRegions ?? []).map((region) => {
      const subject: AccountRegion = { accountId: id, region, observation };
      return { id: `${id}/${region}`, observation, subject: subject as never };
    });
  });
  return accounts.complete === true ? found : [...found, hiddenOthers(kind, accounts.complete)];
}

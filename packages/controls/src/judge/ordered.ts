import type { Estate } from '../model/estate.ts';
import type { Collection } from '../model/fact.ts';

/** The estate with each list in an order of its own, so that verdicts do not depend on how a lens listed things. */
export function ordered(estate: Estate): Estate {
  return {
    ...estate,
    accounts: sort(estate.accounts),
    trails: sort(estate.trails),
    buckets: sort(estate.buckets),
    keys: sort(estate.keys),
    detectors: sort(estate.detectors),
    detectionOrganizations: sort(estate.detectionOrganizations),
    records: sort(estate.records),
  };
}

function sort<T>({ items, complete }: Collection<T>): Collection<T> {
  const keyed = items.map((item) => ({ item, key: JSON.stringify(item) }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return { items: keyed.map(({ item }) => item), complete };
}

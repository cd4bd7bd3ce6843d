import { isUnknown, type Unknown } from '../model/fact.ts';

/**
 * Finds the things of a list that have a key, in the order of the list, without walking it for each question: an
 * organization has accounts x Regions of them, and each is asked about. The index is built at the first question
 * about a list and forgotten with it, so a list must not change once it was asked about. A list of a few things is walked:
 * of a single resource there are many such lists, and each is asked about once.
 *
 * @param keysOf what a thing can be found by
 */
export function listIndex<T>(
  keysOf: (item: T) => readonly unknown[],
): (items: readonly T[], key: unknown) => readonly T[] {
  const indexes = new WeakMap<readonly T[], ReadonlyMap<unknown, readonly T[]>>();
  return (items, key) => {
    if (items.length <= few) return items.filter((item) => keysOf(item).includes(key));
    let index = indexes.get(items);
    if (index === undefined) {
      index = indexed(items, keysOf);
      indexes.set(items, index);
    }
    return index.get(key) ?? none;
  };
}

/**
 * Finds what hides which thing is which in a list: the first of some facts that is unknown, looked for once a list.
 *
 * @param factsOf facts by which a thing would be found
 */
export function firstUnknown<T>(
  factsOf: (item: T) => readonly unknown[],
): (items: readonly T[]) => Unknown | undefined {
  const found = new WeakMap<readonly T[], { readonly hidden: Unknown | undefined }>();
  return (items) => {
    if (items.length <= few) return items.flatMap(factsOf).find(isUnknown);
    const known = found.get(items) ?? { hidden: items.flatMap(factsOf).find(isUnknown) };
    found.set(items, known);
    return known.hidden;
  };
}

const none = [] as const;
/** As many things are looked at sooner than an index of them is built. */
const few = 3;

function indexed<T>(
  items: readonly T[],
  keysOf: (item: T) => readonly unknown[],
): ReadonlyMap<unknown, readonly T[]> {
  const index = new Map<unknown, T[]>();
  for (const item of items) {
    for (const key of new Set(keysOf(item))) {
      const found = index.get(key);
      if (found === undefined) index.set(key, [item]);
      else found.push(item);
    }
  }
  return index;
}

import type { Estate } from '../model/estate.ts';
import type { Collection } from '../model/fact.ts';

/** The estate with each list in an order of its own, so that verdicts do not depend on how a lens listed things. */
export function ordered(estate: Estate): Estate {
  const known = orders.get(estate);
  if (known !== undefined) return known;
  const order = sortLists(estate);
  orders.set(estate, order);
  return order;
}

/** A lens that asks for one control after another gives the same estate each time. */
const orders = new WeakMap<Estate, Estate>();

/** A thing with all lists among its fields sorted, and those of the things in them. */
function sortLists<T>(thing: T): T {
  if (typeof thing !== 'object' || thing === null) return thing;
  const fields = Object.entries(thing);
  return fields.some(([, value]) => isCollection(value))
    ? (Object.fromEntries(
        fields.map(([name, value]) => [name, isCollection(value) ? sort(value) : value]),
      ) as T)
    : thing;
}

function isCollection(value: unknown): value is Collection<unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.hasOwn(value, 'complete') &&
    Array.isArray((value as Partial<Collection<unknown>>).items)
  );
}

function sort<T>({ items, complete }: Collection<T>): Collection<T> {
  const keyed = items.map(sortLists).map((item) => ({ item, key: JSON.stringify(item) }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return { items: keyed.map(({ item }) => item), complete };
}

import { type Memory, memoryKey } from '../estate/memory.ts';
import type { Estate } from '../model/estate.ts';
import type { Collection } from '../model/fact.ts';

/**
 * The estate with each list in an order of its own, so that verdicts do not depend on how a lens listed things. A list is
 * put in order when a control asks for it. Of one that is in order already it is the same.
 */
export function ordered(estate: Estate): Estate {
  if (memoryKey in estate) return estate;
  const memory: Memory = new Map();
  const parts = new Map<string | symbol, unknown>();
  return new Proxy(estate, {
    get(seen, name) {
      if (name === memoryKey) return memory;
      if (!parts.has(name)) parts.set(name, inOrder(Reflect.get(seen, name)));
      return parts.get(name);
    },
    has: (seen, name) => name === memoryKey || Reflect.has(seen, name),
  });
}

function inOrder(part: unknown): unknown {
  return isCollection(part) ? sort(part) : part;
}

/** A thing with all lists among its fields sorted, and those of the things in them; itself where that changes nothing. */
function sortLists<T>(thing: T): T {
  if (typeof thing !== 'object' || thing === null) return thing;
  let changed: Record<string, unknown> | undefined;
  for (const name of Object.keys(thing)) {
    const value = (thing as Record<string, unknown>)[name];
    if (!isCollection(value)) continue;
    const sorted = sort(value);
    if (sorted === value) continue;
    changed = { ...(changed ?? thing), [name]: sorted };
  }
  return (changed ?? thing) as T;
}

function isCollection(value: unknown): value is Collection<unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.hasOwn(value, 'complete') &&
    Array.isArray((value as Partial<Collection<unknown>>).items)
  );
}

/** Things that have the same list keep having the same one. */
const sortedLists = new WeakMap<Collection<unknown>, Collection<unknown>>();

function sort<T>(collection: Collection<T>): Collection<T> {
  const [first, second] = collection.items;
  if (second === undefined && sortLists(first) === first) return collection;
  const known = sortedLists.get(collection) as Collection<T> | undefined;
  const sorted = known ?? sortAnew(collection);
  sortedLists.set(collection, sorted);
  return sorted;
}

function sortAnew<T>(collection: Collection<T>): Collection<T> {
  const { items, complete } = collection;
  const sorted = items.map(sortLists);
  if (sorted.length > 1) {
    const heads = new Map(sorted.map((item) => [item, headOf(item)]));
    const texts = new Map<T, string>();
    sorted.sort(
      (a, b) =>
        compare(heads.get(a) ?? '', heads.get(b) ?? '') || compare(textOf(a, texts), textOf(b, texts)),
    );
  }
  return sorted.every((item, at) => item === items[at]) ? collection : { items: sorted, complete };
}

/** The first field tells most things apart: a bucket's name does, and its policy need not be written out. */
function headOf(item: unknown): string {
  const [first] = typeof item === 'object' && item !== null ? Object.keys(item) : [];
  return first === undefined ? '' : JSON.stringify([first, (item as Record<string, unknown>)[first]]);
}

function textOf<T>(item: T, known: Map<T, string>): string {
  const text = known.get(item) ?? JSON.stringify(item);
  known.set(item, text);
  return text;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

import { sameDocument } from './documents.ts';
import type { AnyResource, Property } from './resource.ts';
import { isObject, same, type Value, type Values } from './values.ts';

/** How one path changed. */
export type Change = 'add' | 'delete' | 'update';

/** What differs between the inputs in force and the new ones. */
export interface Difference {
  /** Path such as `rules[0].status` -> what happened to it and whether that replaces the resource. */
  readonly detailed: ReadonlyMap<string, { change: Change; replaces: boolean }>;
  /** Top-level properties that changed. */
  readonly changed: readonly string[];
  readonly replaces: readonly string[];
  /** The old one has to go first, because the new one takes its name. */
  readonly deleteBeforeReplace: boolean;
}

/**
 * Compares inputs the way the real provider's schema does: documents by meaning, sets without order, an empty list like none, a value
 * that AWS chose like none given.
 */
export function difference(
  definition: AnyResource,
  olds: Values,
  news: Values,
  ignoreChanges: readonly string[] = [],
): Difference {
  const detailed = new Map<string, { change: Change; replaces: boolean }>();
  const properties = definition.properties;
  const ignored = new Set(ignoreChanges.map((path) => path.split(/[.[]/)[0]));
  const names = [...new Set([...Object.keys(olds), ...Object.keys(news)])]
    .filter((name) => !name.startsWith('__'))
    .sort();
  const changed: string[] = [];
  for (const name of names) {
    const property = properties[name] ?? {};
    const [before, after] = [olds[name], news[name]];
    if (ignored.has(name) || (property.computed && after === undefined) || sameInput(property, before, after))
      continue;
    changed.push(name);
    const isWhole = property.json !== undefined || property.unordered === true || property.archive === true;
    for (const [path, change] of isWhole ? [whole(name, before, after)] : paths(name, before, after)) {
      const within = property.replacesWithin?.[path.slice(name.length + 1)];
      detailed.set(path, { change, replaces: (property.replaces ?? within) !== undefined });
    }
  }
  const replaces = changed.filter(
    (name) =>
      properties[name]?.replaces !== undefined ||
      Object.keys(properties[name]?.replacesWithin ?? {}).some((path) => detailed.has(`${name}.${path}`)),
  );
  return {
    detailed,
    changed,
    replaces,
    deleteBeforeReplace: replaces.length > 0 && keepsGivenName(properties, olds, news),
  };
}

/** Whether two inputs of a property mean the same. */
export function sameInput(property: Property, before: Value | undefined, after: Value | undefined): boolean {
  if (isEmpty(before) && isEmpty(after)) return true;
  if (property.json && typeof before === 'string' && typeof after === 'string')
    return sameDocument(property.json, before, after);
  if (property.archive && isObject(before) && isObject(after)) return before.hash === after.hash;
  if (property.unordered && Array.isArray(before) && Array.isArray(after))
    return same(sorted(before), sorted(after));
  return same(before, after);
}

/** Whether a value says no more than none at all. */
export function isEmpty(value: Value | undefined): boolean {
  return (
    value === undefined ||
    value === null ||
    value === '' ||
    (Array.isArray(value) && value.length === 0) ||
    (isObject(value) && Object.keys(value).length === 0)
  );
}

function sorted(list: readonly Value[]): Value[] {
  return list.toSorted((left, right) => (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1));
}

function* paths(
  path: string,
  before: Value | undefined,
  after: Value | undefined,
): Generator<[string, Change]> {
  if (same(before, after)) return;
  if (Array.isArray(before) && Array.isArray(after)) {
    for (let index = 0; index < Math.max(before.length, after.length); index++) {
      yield* paths(`${path}[${index}]`, before[index], after[index]);
    }
  } else if (isObject(before) && isObject(after)) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
      yield* paths(
        /^[A-Za-z_]\w*$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`,
        before[key],
        after[key],
      );
    }
  } else {
    yield whole(path, before, after);
  }
}

function whole(path: string, before: Value | undefined, after: Value | undefined): [string, Change] {
  return [path, before === undefined ? 'add' : after === undefined ? 'delete' : 'update'];
}

function keepsGivenName(
  properties: { readonly [name: string]: Property },
  olds: Values,
  news: Values,
): boolean {
  const madeUp = Array.isArray(news.__defaults) ? news.__defaults : [];
  return Object.entries(properties).some(
    ([name, property]) =>
      property.autoname && !madeUp.includes(name) && news[name] !== undefined && same(olds[name], news[name]),
  );
}

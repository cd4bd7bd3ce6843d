import { isObject, type PropertyMap, type PropertyValue } from './properties.ts';

/**
 * Paths as `ignoreChanges`, `replaceOnChanges` and detailed diffs write them: `a.b[0]["c.d"]`, with `*` or `[*]`
 * for any key or index.
 */
export type PropertyPath = (string | number)[];

/** Any key or index. */
export const wildcard = '*';

/** Parses a path. Throws with the path when it is malformed. */
export function parsePath(text: string): PropertyPath {
  const path: PropertyPath = [];
  let rest = text;
  while (rest) {
    const quoted = /^\["((?:[^"\\]|\\.)*)"\]/.exec(rest);
    const indexed = /^\[(\d+|\*)\]/.exec(rest);
    const named = /^\.?([^.[\]]+)/.exec(rest);
    const match = quoted ?? indexed ?? named;
    if (!match) throw new Error(`'${text}' is not a property path: nothing can be read at '${rest}'`);
    const part = match[1] ?? '';
    if (quoted) path.push(part.replace(/\\(.)/g, '$1'));
    else if (indexed) path.push(part === wildcard ? wildcard : Number(part));
    else path.push(part);
    rest = rest.slice(match[0].length);
  }
  return path;
}

/** Whether a pattern names a path or something above it. */
export function patternContains(pattern: PropertyPath, path: PropertyPath): boolean {
  return (
    pattern.length <= path.length &&
    pattern.every((part, index) => part === wildcard || String(part) === String(path[index]))
  );
}

/** Paths without wildcards that a pattern matches in any of the given values. */
function expandPath(pattern: PropertyPath, values: PropertyValue[]): PropertyPath[] {
  const [head, ...tail] = pattern;
  if (head === undefined) return [[]];
  const keys = head === wildcard ? [...new Set(values.flatMap(keysOf))] : [head];
  return keys.flatMap((key) => {
    const below = values.map((value) => childOf(value, key)).filter((value) => value !== undefined);
    return expandPath(tail, below).map((path) => [key, ...path]);
  });
}

const keysOf = (value: PropertyValue): (string | number)[] =>
  Array.isArray(value) ? value.map((_, index) => index) : isObject(value) ? Object.keys(value) : [];

function childOf(value: PropertyValue | undefined, key: string | number): PropertyValue | undefined {
  if (Array.isArray(value)) return typeof key === 'number' ? value[key] : undefined;
  return isObject(value) ? value[String(key)] : undefined;
}

/** Value at a path, or undefined. */
const getAtPath = (value: PropertyValue, path: PropertyPath): PropertyValue | undefined =>
  path.reduce<PropertyValue | undefined>(childOf, value);

/**
 * Copies what `olds` has at a path into `news`: sets it, or removes it where the old one is absent.
 * Answers false when `news` has no place for it (a parent is missing or a list too short).
 */
function resetAtPath(news: PropertyMap, olds: PropertyMap, path: PropertyPath): boolean {
  const last = path.at(-1);
  if (last === undefined) return false;
  const oldValue = getAtPath(olds, path);
  const parent = getAtPath(news, path.slice(0, -1));
  if (Array.isArray(parent) && typeof last === 'number') {
    if (oldValue === undefined) return last >= parent.length;
    if (last > parent.length) return false;
    parent[last] = oldValue;
    return true;
  }
  if (isObject(parent)) {
    if (oldValue === undefined) delete parent[String(last)];
    else parent[String(last)] = oldValue;
    return true;
  }
  return oldValue === undefined;
}

/** New inputs in which everything the patterns name has its old value again. Throws for a path that cannot be reset. */
export function ignoreChanges(news: PropertyMap, olds: PropertyMap, patterns: string[]): PropertyMap {
  if (!patterns.length) return news;
  const result = structuredClone(news);
  const invalid = patterns.filter((text) =>
    expandPath(parsePath(text), [result, olds]).some((path) => !resetAtPath(result, olds, path)),
  );
  if (invalid.length) {
    throw new Error(
      `cannot ignore changes to the following properties because one or more elements of the path are missing: ${invalid.map((path) => `"${path}"`).join(', ')}`,
    );
  }
  return result;
}

/** What Pulumi sends in place of a value that a preview cannot know yet. */
export const UNKNOWN = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';

/** Key that marks a wrapped value on the wire, and the marks this provider can meet. */
const SIGNATURE = '4dabf18193072939515e22adb298388d';
const SECRET = '1b47061264138c4ac30d75fd1eb44270';
const RESOURCE = '5cf8f73096256a8f31e491e813e4eb8e';
const OUTPUT = 'd0e6a833031e9bbcd3f4e8bde6ca49a4';

/** A value as JSON knows it, with {@link UNKNOWN} for what is not known yet. */
export type Value = null | boolean | number | string | Value[] | { [key: string]: Value };

/** Properties of a resource, an invoke or the provider. */
export type Values = { [key: string]: Value };

/** Whether a value is an object with named members. */
export function isObject(value: unknown): value is { [key: string]: Value } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether something inside the value is not known yet. */
export function hasUnknown(value: Value | undefined): boolean {
  if (value === UNKNOWN) return true;
  if (Array.isArray(value)) return value.some(hasUnknown);
  return isObject(value) && Object.values(value).some(hasUnknown);
}

/** The value without the wrappers of secrets, outputs and resource references: what the code of a resource sees. */
export function unwrap(value: Value): Value {
  if (Array.isArray(value)) return value.map(unwrap);
  if (!isObject(value)) return value;
  switch (value[SIGNATURE]) {
    case SECRET:
      return unwrap(value.value ?? null);
    case OUTPUT:
      return value.value === undefined ? UNKNOWN : unwrap(value.value);
    case RESOURCE:
      return value.id === undefined || value.id === '' ? UNKNOWN : unwrap(value.id);
    default:
      return mapValues(value, unwrap);
  }
}

/** {@link unwrap} for a set of named properties. */
export function unwrapAll(values: Values): Values {
  return mapValues(values, unwrap);
}

/**
 * Wraps as secret every part of `plain` that is secret in one of the `marked` values at the same path, so that what went in as a
 * secret comes out as one. A list that became secret in one element stays secret in that element alone.
 */
export function markSecrets(plain: Value, ...marked: (Value | undefined)[]): Value {
  const known = marked.filter((value) => value !== undefined);
  if (known.some(isSecret)) return { [SIGNATURE]: SECRET, value: plain };
  const inner = known.map((value) => (isObject(value) && value[SIGNATURE] === OUTPUT ? value.value : value));
  if (Array.isArray(plain)) {
    return plain.map((item, index) =>
      markSecrets(item, ...inner.map((value) => (Array.isArray(value) ? value[index] : undefined))),
    );
  }
  if (!isObject(plain)) return plain;
  return Object.fromEntries(
    Object.entries(plain).map(([key, item]) => [
      key,
      markSecrets(item, ...inner.map((value) => (isObject(value) ? value[key] : undefined))),
    ]),
  );
}

function isSecret(value: Value): boolean {
  return (
    isObject(value) && (value[SIGNATURE] === SECRET || (value[SIGNATURE] === OUTPUT && value.secret === true))
  );
}

/** Whether two values are the same, whatever the order of an object's members. */
export function same(left: Value | undefined, right: Value | undefined): boolean {
  if (left === right) return true;
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, index) => same(item, right[index]));
  }
  if (!isObject(left) || !isObject(right)) return false;
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => key in right && same(left[key], right[key]))
  );
}

/** Turns what a service answered into plain values: no `undefined`, dates as ISO text. */
function toValue(value: unknown): Value | undefined {
  if (value === undefined || typeof value === 'function') return undefined;
  if (value === null || typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number')
    return value;
  if (value instanceof Date) return value.toISOString().replace('.000Z', 'Z');
  if (Array.isArray(value)) return value.map((item) => toValue(item) ?? null);
  return toValues(value);
}

/** {@link toValue} for the members of an object. */
export function toValues(object: object): Values {
  const values: Values = {};
  for (const [key, item] of Object.entries(object)) {
    const value = toValue(item);
    if (value !== undefined) values[key] = value;
  }
  return values;
}

/** The object with each member changed by `change`. */
export function mapValues<T, R>(
  object: { [key: string]: T },
  change: (value: T, key: string) => R,
): { [key: string]: R } {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value, key)]));
}

import { UnknownValueError } from '@pulumi/policy';

/** Stands for a value that exists only after the update. */
export const unresolved = Symbol('unresolved');

/** A property's value in plain JSON, with {@link unresolved} wherever it is not known yet. */
export type Plain =
  | string
  | number
  | boolean
  | null
  | undefined
  | typeof unresolved
  | PlainList
  | PlainObject;
export type PlainList = readonly Plain[];
export interface PlainObject {
  readonly [name: string]: Plain;
}

/**
 * Copies the properties that a policy is handed. The SDK wraps them so that reading an unknown value throws, which
 * would turn the whole policy into an advisory note: each read is caught and the value marked instead.
 */
export function plainValues(properties: Readonly<Record<string, unknown>>): PlainObject {
  // `Object.fromEntries` defines own properties only, so a key `__proto__` stays a key.
  return Object.fromEntries(
    Object.keys(properties).map((name) => [name, plain(readOrUnresolved(() => properties[name]))]),
  );
}

function plain(value: unknown): Plain {
  if (Array.isArray(value)) {
    return Array.from({ length: value.length }, (_, index) => plain(readOrUnresolved(() => value[index])));
  }
  if (typeof value === 'object' && value !== null) return plainValues(value as Record<string, unknown>);
  return value as Plain;
}

function readOrUnresolved(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnknownValueError) return unresolved;
    throw error;
  }
}

/** An object, or `undefined` for anything else. */
export function objectOf(value: Plain): PlainObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as PlainObject)
    : undefined;
}

/** The items of a list; none for anything else. */
export function itemsOf(value: Plain): PlainList {
  return Array.isArray(value) ? value : [];
}

/** Tells whether a value, or anything in it, is not known yet. */
export function hasUnresolved(value: Plain): boolean {
  if (value === unresolved) return true;
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some(hasUnresolved);
}

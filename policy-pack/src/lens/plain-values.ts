/** Stands for a value that exists only after the update, or that is hidden as a secret. */
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

/** What the engine sends in place of a value that is not known yet: one text for each type of value. */
const sentinels: ReadonlySet<string> = new Set([
  '1c4a061d-8072-4f0a-a4cb-0ff528b18fe7',
  '3eeb2bf0-c639-47a8-9e75-3b44932eb421',
  '04da6b54-80e4-46f7-96ec-b56ff0331ba9',
  '6a19a0b0-7e62-4c92-b797-7f8e31da9cc2',
  '030794c1-ac77-496b-92df-f27374a8bd58',
  'e48ece36-62e2-4504-bad9-02848725956a',
  'dd056dcd-154b-4c76-9bd3-c8f88648b5ff',
]);

const sentinelLength = 36;

/** Key of an object that stands for something else, and the values of those that we meet. */
const signature = '4dabf18193072939515e22adb298388d';
const secretSignature = '1b47061264138c4ac30d75fd1eb44270';
const outputSignature = 'd0e6a833031e9bbcd3f4e8bde6ca49a4';
/** What `pulumi policy analyze` puts in place of a secret that it cannot decrypt, whatever its type. */
const redacted = '[secret]';

/**
 * Copies properties in the engine's own form (of a request to an analyzer, or of a saved state) into plain values:
 * what is not known yet, and what is encrypted, is {@link unresolved}; a secret that is there in clear is its value.
 */
export function plainValues(properties: Readonly<Record<string, unknown>>): PlainObject {
  // `Object.fromEntries` defines own properties only, so a key `__proto__` stays a key.
  return Object.fromEntries(Object.keys(properties).map((name) => [name, plain(properties[name])]));
}

function plain(value: unknown): Plain {
  if (typeof value === 'string') {
    // A set would read a whole policy to find it.
    const isSentinel = value.length === sentinelLength && sentinels.has(value);
    return isSentinel || value === redacted ? unresolved : value;
  }
  if (typeof value !== 'object' || value === null) return value as Plain;
  if (Array.isArray(value)) return value.map(plain);
  const special = Object.hasOwn(value, signature) ? (value as Record<string, unknown>)[signature] : undefined;
  if (special === secretSignature) return revealed(value as Record<string, unknown>);
  if (special === outputSignature) {
    return Object.hasOwn(value, 'value') ? plain((value as { value: unknown }).value) : unresolved;
  }
  return plainValues(value as Record<string, unknown>);
}

/** A secret: `value` in a request, `plaintext` (JSON text) in a state exported with its secrets, else ciphertext. */
function revealed(secret: Readonly<Record<string, unknown>>): Plain {
  if (Object.hasOwn(secret, 'value')) return plain(secret.value);
  if (typeof secret.plaintext !== 'string') return unresolved;
  try {
    return plain(JSON.parse(secret.plaintext));
  } catch {
    return unresolved;
  }
}

/** Tells a secret that nobody decrypted from a value that does not exist yet. */
export function isRedacted(value: unknown): boolean {
  return value === redacted;
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

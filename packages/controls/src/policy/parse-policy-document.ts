import type { PolicyDocument, PolicyStatement } from '../model/policy-document.ts';

/** Longest text that is read. AWS's largest policy (a bucket's) has 20 KB; the rest is room for whitespace. */
export const maximumPolicyLength = 1_048_576;
/** Most values that are read from an object, so that one given as an object has a limit too. */
const maximumValues = 100_000;

/** A text or object is no IAM policy document; the message says where and why. */
export class PolicyDocumentError extends Error {
  override readonly name = 'PolicyDocumentError';
}

const documentElements = ['Version', 'Id', 'Statement'];
const statementElements = [
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
];

/**
 * Reads an IAM policy document from its JSON text or from an object of the same shape. Values stay as they were
 * written; a single statement becomes a list of one.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 *
 * @throws PolicyDocumentError when it is not JSON, is larger than {@link maximumPolicyLength}, refers to itself,
 *   or departs from the grammar: an element that AWS does not know is refused, for it would be without effect.
 */
export function parsePolicyDocument(input: unknown): PolicyDocument {
  if (typeof input !== 'string') return readDocument(input);
  const known = remembered.get(input);
  if (known !== undefined) return known;
  const document = readDocument(parseText(input));
  if (input.length <= longestRemembered) {
    if (remembered.size >= mostRemembered) remembered.clear();
    remembered.set(input, document);
  }
  return document;
}

/** A preview shows each policy twice, with its resource and with the stack, and a role's again in each account. */
const remembered = new Map<string, PolicyDocument>();
const mostRemembered = 1000;
const longestRemembered = 20_480;

function readDocument(input: unknown): PolicyDocument {
  const reader = new Reader();
  const elements = elementsOf(entriesOf(input, 'the policy'), documentElements, 'the policy');
  const { Version, Id, Statement } = elements;
  if (Statement === undefined) throw new PolicyDocumentError('The policy has no Statement');
  const statements = Array.isArray(Statement) ? Statement : [Statement];
  const parsed = statements.map((statement, index) =>
    parseStatement(statement, `Statement[${index}]`, reader),
  );
  return {
    ...(Version === undefined ? {} : { Version: text(Version, 'Version') }),
    ...(Id === undefined ? {} : { Id: text(Id, 'Id') }),
    Statement: parsed,
  };
}

/** Counts values and notices cycles while an object is walked. */
class Reader {
  #values = 0;
  readonly #open = new Set<unknown>();

  inside<T>(value: unknown, read: () => T): T {
    this.#values += 1;
    if (this.#values > maximumValues)
      throw new PolicyDocumentError(`The policy has over ${maximumValues} values`);
    if (typeof value !== 'object' || value === null) return read();
    if (this.#open.has(value)) throw new PolicyDocumentError('The policy refers to itself');
    this.#open.add(value);
    const result = read();
    this.#open.delete(value);
    return result;
  }
}

function parseText(input: string): unknown {
  if (input.length > maximumPolicyLength) {
    throw new PolicyDocumentError(
      `The policy has ${input.length} characters; ${maximumPolicyLength} are read at most`,
    );
  }
  try {
    return JSON.parse(input);
  } catch (cause) {
    throw new PolicyDocumentError(`The policy is not JSON: ${(cause as Error).message}`, { cause });
  }
}

function parseStatement(input: unknown, place: string, reader: Reader): PolicyStatement {
  const value = elementsOf(entriesOf(input, place), statementElements, place);
  const { Effect } = value;
  if (Effect !== 'Allow' && Effect !== 'Deny') {
    throw new PolicyDocumentError(`${place}.Effect must be Allow or Deny, not ${show(Effect)}`);
  }
  return reader.inside(input, () => ({
    ...(value.Sid === undefined ? {} : { Sid: text(value.Sid, `${place}.Sid`) }),
    Effect,
    ...optional(value, 'Principal', place, (v, at) => principal(v, at, reader)),
    ...optional(value, 'NotPrincipal', place, (v, at) => principal(v, at, reader)),
    ...optional(value, 'Action', place, (v, at) => texts(v, at, reader)),
    ...optional(value, 'NotAction', place, (v, at) => texts(v, at, reader)),
    ...optional(value, 'Resource', place, (v, at) => texts(v, at, reader)),
    ...optional(value, 'NotResource', place, (v, at) => texts(v, at, reader)),
    ...optional(value, 'Condition', place, (v, at) => condition(v, at, reader)),
  }));
}

function optional<K extends string, T>(
  from: Readonly<Record<string, unknown>>,
  key: K,
  place: string,
  read: (value: unknown, place: string) => T,
): { [Key in K]?: T } {
  return from[key] === undefined ? {} : ({ [key]: read(from[key], `${place}.${key}`) } as { [Key in K]?: T });
}

function principal(value: unknown, place: string, reader: Reader): '*' | Record<string, string | string[]> {
  if (value === '*') return '*';
  return mapValues(value, place, reader, (item, at) => texts(item, at, reader));
}

function condition(value: unknown, place: string, reader: Reader) {
  return mapValues(value, place, reader, (keys, at) =>
    mapValues(keys, at, reader, (values, inner) => scalars(values, inner, reader)),
  );
}

/** `Object.fromEntries` defines own properties only, so a key `__proto__` stays a key. */
function mapValues<T>(
  value: unknown,
  place: string,
  reader: Reader,
  read: (value: unknown, place: string) => T,
): Record<string, T> {
  const entries = entriesOf(value, place);
  return reader.inside(value, () =>
    Object.fromEntries(entries.map(([key, item]) => [key, read(item, `${place}.${key}`)])),
  );
}

function texts(value: unknown, place: string, reader: Reader): string | string[] {
  return reader.inside(value, () =>
    Array.isArray(value) ? value.map((v) => text(v, place)) : text(value, place),
  );
}

function scalars(value: unknown, place: string, reader: Reader) {
  return reader.inside(value, () =>
    Array.isArray(value) ? value.map((v) => scalar(v, place)) : scalar(value, place),
  );
}

function text(value: unknown, place: string): string {
  if (typeof value !== 'string') throw new PolicyDocumentError(`${place} must be text, not ${show(value)}`);
  return value;
}

function scalar(value: unknown, place: string): string | number | boolean {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new PolicyDocumentError(`${place} must be text, a number or a boolean, not ${show(value)}`);
}

function entriesOf(value: unknown, place: string): [string, unknown][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new PolicyDocumentError(`${place} must be an object, not ${show(value)}`);
  }
  return Object.entries(value);
}

/** The elements of a document or statement. An inherited name such as `constructor` is none that AWS knows. */
function elementsOf(
  entries: readonly [string, unknown][],
  known: readonly string[],
  place: string,
): Record<string, unknown> {
  const strange = entries.find(([key]) => !known.includes(key));
  if (strange === undefined) return Object.fromEntries(entries);
  throw new PolicyDocumentError(`${place} has an element ${show(strange[0])}; AWS knows ${known.join(', ')}`);
}

function show(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  const shown = JSON.stringify(value) ?? String(value);
  return shown.length > 80 ? `${shown.slice(0, 80)}…` : shown;
}

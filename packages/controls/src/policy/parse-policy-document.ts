import type { PolicyDocument, PolicyStatement } from '../model/policy-document.ts';
import { KnownStatement } from './known-statement.ts';

/** Longest text that is read. AWS's largest policy (a bucket's) has 20 KB; the rest is room for whitespace. */
export const maximumPolicyLength = 1_048_576;
/** Most values that are read from an object, so that one given as an object has a limit too. */
const maximumValues = 100_000;
/** Deepest that such an object is read; AWS's grammar needs seven levels. */
const maximumDepth = 32;

/** A text or object is no IAM policy document; the message says where and why. */
export class PolicyDocumentError extends Error {
  override readonly name = 'PolicyDocumentError';
}

const documentElements: ReadonlySet<string> = new Set(['Version', 'Id', 'Statement']);
const statementElements: ReadonlySet<string> = new Set([
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
]);

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
  if (typeof input !== 'string') return readDocument(new Copying().of(input));
  const known = remembered.get(input);
  if (known !== undefined) return known;
  const document = readDocument(parseText(input));
  remember(input, document);
  return document;
}

/** A preview shows each policy twice, with its resource and with the stack, and a role's again in each account. */
const remembered = new Map<string, PolicyDocument>();
/** Characters of the texts that are remembered: some thousand policies of buckets, which take ten times as much when read. */
const mostRemembered = 4 * 1_048_576;
let rememberedLength = 0;

function remember(text: string, document: PolicyDocument): void {
  rememberedLength += text.length;
  if (rememberedLength > mostRemembered) {
    remembered.clear();
    rememberedLength = text.length;
  }
  remembered.set(text, document);
}

/** Reads what is nobody else's and refers nowhere to itself. */
function readDocument(document: unknown): PolicyDocument {
  const { Version, Id, Statement } = elementsOf(document, documentElements, 'the policy');
  if (Statement === undefined) throw new PolicyDocumentError('The policy has no Statement');
  const statements: readonly unknown[] = Array.isArray(Statement) ? Statement : [Statement];
  return {
    ...(Version === undefined ? {} : { Version: text(Version, 'Version') }),
    ...(Id === undefined ? {} : { Id: text(Id, 'Id') }),
    Statement: statements.map((statement, index) => readStatement(statement, `Statement[${index}]`)),
  };
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

/** Copies a value that others hold, within limits; one that holds itself has no end. */
class Copying {
  #values = 0;
  readonly #open = new Set<unknown>();

  of(value: unknown): unknown {
    this.#values += 1;
    if (this.#values > maximumValues)
      throw new PolicyDocumentError(`The policy has over ${maximumValues} values`);
    if (typeof value !== 'object' || value === null) return value;
    if (this.#open.has(value)) throw new PolicyDocumentError('The policy refers to itself');
    this.#open.add(value);
    if (this.#open.size > maximumDepth)
      throw new PolicyDocumentError(`The policy is nested over ${maximumDepth} levels deep`);
    const copy = Array.isArray(value) ? value.map((item) => this.of(item)) : this.#fieldsOf(value);
    this.#open.delete(value);
    return copy;
  }

  /** `Object.fromEntries` defines own properties only, so a key `__proto__` stays a key. */
  #fieldsOf(value: object): object {
    const given = Object.entries(value).filter(([, item]) => item !== undefined);
    return Object.fromEntries(given.map(([key, item]) => [key, this.of(item)]));
  }
}

/** A statement with its elements in AWS's order, however they were written. */
function readStatement(written: unknown, place: string): PolicyStatement {
  const value = elementsOf(written, statementElements, place);
  const { Effect } = value;
  if (Effect !== 'Allow' && Effect !== 'Deny') {
    throw new PolicyDocumentError(`${place}.Effect must be Allow or Deny, not ${show(Effect)}`);
  }
  const statement = new KnownStatement() as unknown as Record<string, unknown>;
  for (const element of statementElements) {
    const given = value[element];
    if (given === undefined) continue;
    checkElement(element, given, `${place}.${element}`);
    statement[element] = given;
  }
  return statement as unknown as PolicyStatement;
}

function checkElement(element: string, value: unknown, place: string): void {
  switch (element) {
    case 'Sid':
      text(value, place);
      break;
    case 'Principal':
    case 'NotPrincipal':
      if (value !== '*') checkValues(value, place, checkTexts);
      break;
    case 'Condition':
      checkValues(value, place, checkConditionKeys);
      break;
    case 'Effect':
      break;
    default:
      checkTexts(value, place);
  }
}

const checkConditionKeys = (keys: unknown, place: string) => checkValues(keys, place, checkScalars);

function checkValues(value: unknown, place: string, check: (value: unknown, place: string) => void): void {
  checkObject(value, place);
  for (const key of Object.keys(value)) check(value[key], `${place}.${key}`);
}

function checkTexts(value: unknown, place: string): void {
  if (!Array.isArray(value)) text(value, place);
  else for (const item of value) text(item, place);
}

function checkScalars(value: unknown, place: string): void {
  if (!Array.isArray(value)) checkScalar(value, place);
  else for (const item of value) checkScalar(item, place);
}

function text(value: unknown, place: string): string {
  if (typeof value !== 'string') throw new PolicyDocumentError(`${place} must be text, not ${show(value)}`);
  return value;
}

function checkScalar(value: unknown, place: string): void {
  if (typeof value === 'string' || typeof value === 'boolean') return;
  if (typeof value === 'number' && Number.isFinite(value)) return;
  throw new PolicyDocumentError(`${place} must be text, a number or a boolean, not ${show(value)}`);
}

function checkObject(value: unknown, place: string): asserts value is Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return;
  throw new PolicyDocumentError(`${place} must be an object, not ${show(value)}`);
}

/** The elements of a document or statement. An inherited name such as `constructor` is none that AWS knows. */
function elementsOf(value: unknown, known: ReadonlySet<string>, place: string): Record<string, unknown> {
  checkObject(value, place);
  for (const name of Object.keys(value)) {
    if (known.has(name)) continue;
    throw new PolicyDocumentError(
      `${place} has an element ${show(name)}; AWS knows ${[...known].join(', ')}`,
    );
  }
  return value;
}

function show(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  const shown = JSON.stringify(value) ?? String(value);
  return shown.length > 80 ? `${shown.slice(0, 80)}…` : shown;
}

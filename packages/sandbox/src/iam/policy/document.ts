import { arnMatcher } from './arn-pattern.ts';
import { type Condition, compileCondition } from './condition.ts';
import { anyRun, globMatcher, globParts, type Matcher } from './glob.ts';
import type { PrincipalElement } from './principal.ts';
import { type KeyLookup, template } from './variables.ts';

/** A policy ready to be asked many times. */
export interface CompiledPolicy {
  readonly statements: readonly CompiledStatement[];
}

export interface CompiledStatement {
  readonly effect: 'Allow' | 'Deny';
  /** Absent in the policies of identities and organizations. */
  readonly principal?: { readonly element: PrincipalElement; readonly except: boolean };
  /** Takes the action in lower case. */
  readonly coversAction: Matcher;
  /** Absent in trust policies, which speak of their own role. */
  readonly coversResource?: (resource: string, lookup: KeyLookup) => boolean;
  readonly conditions: readonly Condition[];
}

/** A policy's text is no policy: the evaluator refuses whatever depends on it. */
export class UnreadablePolicy extends Error {
  override readonly name = 'UnreadablePolicy';
}

/** Far above the largest quota of AWS (managed key and bucket policies, 32 KB); longer text is not even parsed. */
const longestText = 256 * 1024;
/** Longer texts are compiled each time: none of them is within a quota. */
const longestCached = 64 * 1024;
const cachedPolicies = 2_000;
const cache = new Map<string, CompiledPolicy | UnreadablePolicy>();

/**
 * Parses and compiles a policy, once for each text; the least recently used of 2,000 is forgotten.
 * @throws UnreadablePolicy naming what is wrong.
 */
export function compilePolicy(text: string): CompiledPolicy {
  let compiled = cache.get(text);
  if (compiled === undefined) {
    compiled = tryCompile(text);
    if (cache.size >= cachedPolicies) cache.delete(cache.keys().next().value ?? '');
  } else cache.delete(text);
  if (text.length <= longestCached) cache.set(text, compiled);
  if (compiled instanceof UnreadablePolicy) throw compiled;
  return compiled;
}

function tryCompile(text: string): CompiledPolicy | UnreadablePolicy {
  try {
    if (text.length > longestText) throw new UnreadablePolicy(`it is longer than ${longestText} characters`);
    return compileDocument(JSON.parse(text));
  } catch (error) {
    if (error instanceof UnreadablePolicy) return error;
    return new UnreadablePolicy(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

/** Compiles a parsed policy document. @throws UnreadablePolicy */
function compileDocument(document: unknown): CompiledPolicy {
  if (!isObject(document)) throw new UnreadablePolicy('it is no JSON object');
  const variables = own(document, 'Version') === '2012-10-17';
  const statements = own(document, 'Statement');
  if (statements === undefined) throw new UnreadablePolicy('it has no Statement');
  return { statements: listOf(statements).map((statement) => compileStatement(statement, variables)) };
}

function compileStatement(statement: unknown, variables: boolean): CompiledStatement {
  if (!isObject(statement)) throw new UnreadablePolicy('a Statement is no object');
  const effect = own(statement, 'Effect');
  if (effect !== 'Allow' && effect !== 'Deny') {
    throw new UnreadablePolicy(`a Statement's Effect is neither Allow nor Deny`);
  }
  const principal = compilePrincipal(statement);
  const coversResource = compileResource(statement, variables, effect);
  return {
    effect,
    coversAction: compileAction(statement),
    conditions: compileConditions(own(statement, 'Condition'), variables, effect),
    ...(principal && { principal }),
    ...(coversResource && { coversResource }),
  };
}

function compileAction(statement: object): Matcher {
  const not = own(statement, 'NotAction');
  const patterns = strings(not ?? own(statement, 'Action'), not === undefined ? 'Action' : 'NotAction');
  const exact = new Set<string>();
  const globs: Matcher[] = [];
  for (const pattern of patterns.map((text) => text.toLowerCase())) {
    if (pattern.includes('*') || pattern.includes('?')) globs.push(globMatcher(globParts(pattern)));
    else exact.add(pattern);
  }
  const covers: Matcher = (action) => exact.has(action) || globs.some((matches) => matches(action));
  return not === undefined ? covers : (action) => !covers(action);
}

function compileResource(
  statement: object,
  variables: boolean,
  effect: 'Allow' | 'Deny',
): CompiledStatement['coversResource'] {
  const not = own(statement, 'NotResource');
  const value = not ?? own(statement, 'Resource');
  if (value === undefined) return undefined;
  // A variable without a value names no resource; beside NotResource that would let an Allow reach everything.
  const unresolved = not !== undefined && effect === 'Allow';
  const patterns = strings(value, not === undefined ? 'Resource' : 'NotResource').map((text) => {
    const pattern = template(text, variables);
    if (pattern.constant) return arnMatcher(pattern.resolve(() => undefined) ?? [], true);
    return (resource: string, lookup: KeyLookup) => {
      const parts = pattern.resolve(lookup);
      if (parts) return arnMatcher(parts, true)(resource);
      return unresolved && arnMatcher(pattern.resolve(lookup, anyRun) ?? [], true)(resource);
    };
  });
  const covers = (resource: string, lookup: KeyLookup) =>
    patterns.some((matches) => matches(resource, lookup));
  return not === undefined ? covers : (resource, lookup) => !covers(resource, lookup);
}

function compilePrincipal(statement: object): CompiledStatement['principal'] {
  const not = own(statement, 'NotPrincipal');
  const value = not ?? own(statement, 'Principal');
  if (value === undefined) return undefined;
  return { element: readPrincipal(value), except: not !== undefined };
}

/** Reads a Principal element. @throws UnreadablePolicy */
export function readPrincipal(value: unknown): PrincipalElement {
  if (value === '*') return { ...nobody(), everyone: true };
  if (!isObject(value)) throw new UnreadablePolicy('a Principal is neither "*" nor an object');
  const element = nobody();
  for (const [kind, names] of Object.entries(value)) {
    const list = strings(names, `Principal ${kind}`);
    if (kind === 'AWS') for (const name of list) element.aws.add(name);
    else if (kind === 'Service') for (const name of list) element.service.add(name);
    else if (kind === 'Federated') for (const name of list) element.federated.add(name);
    else if (kind === 'CanonicalUser') for (const name of list) element.canonicalUser.add(name);
    else throw new UnreadablePolicy(`a Principal has the unknown kind ${JSON.stringify(kind)}`);
  }
  return { ...element, everyone: element.aws.has('*') };
}

function nobody() {
  return {
    everyone: false,
    aws: new Set<string>(),
    service: new Set<string>(),
    federated: new Set<string>(),
    canonicalUser: new Set<string>(),
  };
}

function compileConditions(block: unknown, variables: boolean, effect: 'Allow' | 'Deny'): Condition[] {
  if (block === undefined) return [];
  if (!isObject(block)) throw new UnreadablePolicy('a Condition is no object');
  return Object.entries(block).flatMap(([operator, keys]) => {
    if (!isObject(keys)) throw new UnreadablePolicy(`the Condition ${operator} is no object`);
    return Object.entries(keys).map(([key, values]) =>
      compileCondition(operator, key, scalars(values, `Condition ${operator} ${key}`), variables, effect),
    );
  });
}

/** `Object.entries` and own properties alone are read, so a key named `__proto__` or `constructor` is a key. */
function own(object: object, key: string): unknown {
  return Object.hasOwn(object, key) ? (object as Record<string, unknown>)[key] : undefined;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

function strings(value: unknown, element: string): readonly string[] {
  const list = listOf(value);
  if (list.length === 0 || !list.every((item) => typeof item === 'string')) {
    throw new UnreadablePolicy(`${element} is neither a text nor a list of texts`);
  }
  return list as readonly string[];
}

function scalars(value: unknown, element: string): readonly string[] {
  return listOf(value).map((item) => {
    if (typeof item === 'string' || typeof item === 'number' || typeof item === 'boolean')
      return String(item);
    throw new UnreadablePolicy(`${element} has a value that is no text, number or truth value`);
  });
}

import type { OneOrMany, PolicyStatement } from '../model/policy-document.ts';
import { coversPattern, matchesPattern } from './wildcard.ts';

/** One or several values as a list. */
export function listOf<T>(values: OneOrMany<T> | undefined): readonly T[] {
  if (values === undefined) return [];
  return Array.isArray(values) ? values : [values as T];
}

/** Tells whether a statement names an AWS service as its principal. */
export function namesService({ Principal }: PolicyStatement, service: string): boolean {
  return typeof Principal === 'object' && listOf(Principal.Service).includes(service);
}

/** Tells whether a statement speaks of everyone: `*`, or `AWS` with `*`. */
export function namesEveryone({ Principal }: PolicyStatement): boolean {
  if (Principal === '*') return true;
  return typeof Principal === 'object' && listOf(Principal.AWS).includes('*');
}

/** Tells whether a statement takes in an action, such as `s3:DeleteObject`. Names of actions know no case. */
export function coversAction(statement: PolicyStatement, action: string): boolean {
  const { isNegated, names, patterns } = actionsOf(statement);
  if (names === undefined) return false;
  const wanted = lowerCaseOf(action);
  return (names.has(wanted) || patterns.some((pattern) => matchesPattern(pattern, wanted))) !== isNegated;
}

/** Names of actions in lower case: controls ask about the same few, of statement after statement. */
const lowerCase = new Map<string, string>();
const mostNames = 1000;

function lowerCaseOf(action: string): string {
  const known = lowerCase.get(action);
  if (known !== undefined) return known;
  const lower = action.toLowerCase();
  if (lowerCase.size >= mostNames) lowerCase.clear();
  lowerCase.set(action, lower);
  return lower;
}

interface Actions {
  /** All but these. */
  readonly isNegated: boolean;
  /** Those named in full, in lower case; left out where the statement names none in either way. */
  readonly names?: ReadonlySet<string>;
  /** Those with wildcards, in lower case. */
  readonly patterns: readonly string[];
}

/** What was read of a statement, as many controls ask about the same. */
interface Reading {
  actions?: Actions;
  conditions?: readonly ConditionClause[];
}

const readings = new WeakMap<PolicyStatement, Reading>();

function readingOf(statement: PolicyStatement): Reading {
  const known = readings.get(statement);
  if (known !== undefined) return known;
  const reading: Reading = {};
  readings.set(statement, reading);
  return reading;
}

function actionsOf(statement: PolicyStatement): Actions {
  const reading = readingOf(statement);
  reading.actions ??= readActions(statement);
  return reading.actions;
}

function readActions({ Action, NotAction }: PolicyStatement): Actions {
  const named = Action ?? NotAction;
  const isNegated = Action === undefined;
  if (named === undefined) return { isNegated, patterns: [] };
  const names = new Set<string>();
  const patterns: string[] = [];
  for (const written of listOf(named)) {
    const name = written.toLowerCase();
    if (name.includes('*') || name.includes('?')) patterns.push(name);
    else names.add(name);
  }
  return { isNegated, names, patterns };
}

/** Tells whether a statement takes in all actions of a service, such as `s3`. */
export function coversService(statement: PolicyStatement, service: string): boolean {
  const { Action, NotAction } = statement;
  if (Action !== undefined) {
    const all = `${service.toLowerCase()}:*`;
    return actionsOf(statement).patterns.some((pattern) => coversPattern(pattern, all));
  }
  // An action that is left out takes nothing from the service when it is plainly another service's.
  return (
    NotAction !== undefined &&
    listOf(NotAction).every((pattern) => {
      const [other, ...names] = pattern.toLowerCase().split(':');
      return names.length > 0 && !/[*?]/.test(other ?? '*') && other !== service.toLowerCase();
    })
  );
}

/** Tells whether a statement takes in every resource of a pattern, such as `arn:aws:s3:::logs/*`. */
export function coversResource({ Resource, NotResource }: PolicyStatement, pattern: string): boolean {
  // What NotResource leaves out could be part of the pattern: not proven, so not covered.
  if (NotResource !== undefined) return false;
  return listOf(Resource).some((resource) => coversPattern(resource, pattern));
}

/** A condition of a statement: all of them must hold, and of one's values any. */
export interface ConditionClause {
  /** Operator without `IfExists` and without a set prefix, as AWS writes it: `StringEquals`. */
  readonly operator: string;
  /** Condition key in lower case: keys know no case. */
  readonly key: string;
  readonly values: readonly string[];
  /** It also holds when the request has no such key. */
  readonly ifExists: boolean;
  /** `ForAllValues` holds for a request without the key too. */
  readonly set: 'ForAllValues' | 'ForAnyValue' | null;
}

/** Operators by which a denial excepts the principals that it names. */
const exceptingOperators: ReadonlySet<string> = new Set([
  'StringNotEquals',
  'StringNotLike',
  'ArnNotEquals',
  'ArnNotLike',
]);

/** The conditions of a statement, one by one. */
export function conditionsOf(statement: PolicyStatement): readonly ConditionClause[] {
  const reading = readingOf(statement);
  reading.conditions ??= takeApart(statement);
  return reading.conditions;
}

function takeApart({ Condition }: PolicyStatement): readonly ConditionClause[] {
  return Object.entries(Condition ?? {}).flatMap(([name, keys]) => {
    const [prefix, rest] = name.includes(':') ? (name.split(':', 2) as [string, string]) : ['', name];
    const ifExists = rest.endsWith('IfExists');
    const operator = ifExists ? rest.slice(0, -'IfExists'.length) : rest;
    const set = prefix === 'ForAllValues' || prefix === 'ForAnyValue' ? prefix : null;
    return Object.entries(keys).map(([key, values]) => ({
      operator,
      key: key.toLowerCase(),
      values: listOf(values).map(String),
      ifExists,
      set,
    }));
  });
}

/** Tells whether a condition of a denial does nothing but except the principals that it names. */
export function exceptsPrincipals({ key, operator, set }: ConditionClause): boolean {
  return set === null && key === 'aws:principalarn' && exceptingOperators.has(operator);
}

/** A short name of a statement for a reader: its Sid, else its place. */
export function nameOfStatement(statement: PolicyStatement, index: number): string {
  return statement.Sid === undefined ? `statement ${index + 1}` : `statement "${statement.Sid}"`;
}

import type { OneOrMany, PolicyStatement } from '../model/policy-document.ts';
import { type Actions, type ConditionClause, KnownStatement } from './known-statement.ts';
import { coversPattern, matchesPattern } from './wildcard.ts';

export type { ConditionClause };

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

function actionsOf(statement: PolicyStatement): Actions {
  const reading = KnownStatement.readingOf(statement);
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

/** Operators by which a denial excepts the principals that it names. */
const exceptingOperators: ReadonlySet<string> = new Set([
  'StringNotEquals',
  'StringNotLike',
  'ArnNotEquals',
  'ArnNotLike',
]);

/** The conditions of a statement, one by one. */
export function conditionsOf(statement: PolicyStatement): readonly ConditionClause[] {
  const reading = KnownStatement.readingOf(statement);
  reading.conditions ??= takeApart(statement);
  return reading.conditions;
}

function takeApart({ Condition }: PolicyStatement): readonly ConditionClause[] {
  const clauses: ConditionClause[] = [];
  for (const [name, keys] of Object.entries(Condition ?? {})) {
    const [prefix, rest] = name.includes(':') ? (name.split(':', 2) as [string, string]) : ['', name];
    const ifExists = rest.endsWith('IfExists');
    const operator = ifExists ? rest.slice(0, -'IfExists'.length) : rest;
    const set = prefix === 'ForAllValues' || prefix === 'ForAnyValue' ? prefix : null;
    for (const [key, given] of Object.entries(keys)) {
      const values = listOf(given).map(String);
      clauses.push({ operator, key: key.toLowerCase(), values, ifExists, set });
    }
  }
  return clauses;
}

/** Tells whether a condition of a denial does nothing but except the principals that it names. */
export function exceptsPrincipals({ key, operator, set }: ConditionClause): boolean {
  return set === null && key === 'aws:principalarn' && exceptingOperators.has(operator);
}

/** A short name of a statement for a reader: its Sid, else its place. */
export function nameOfStatement(statement: PolicyStatement, index: number): string {
  return statement.Sid === undefined ? `statement ${index + 1}` : `statement "${statement.Sid}"`;
}

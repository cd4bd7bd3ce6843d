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
  const { isNegated, patterns } = actionsOf(statement);
  const wanted = action.toLowerCase();
  return patterns !== undefined && patterns.some((pattern) => matchesPattern(pattern, wanted)) !== isNegated;
}

interface Actions {
  /** All but these. */
  readonly isNegated: boolean;
  /** In lower case; left out where the statement names none in either way. */
  readonly patterns?: readonly string[];
}

const actions = new WeakMap<PolicyStatement, Actions>();

/** The actions of a statement, read once, as many controls ask about many actions. */
function actionsOf(statement: PolicyStatement): Actions {
  const known = actions.get(statement) ?? readActions(statement);
  actions.set(statement, known);
  return known;
}

function readActions({ Action, NotAction }: PolicyStatement): Actions {
  const named = Action ?? NotAction;
  const isNegated = Action === undefined;
  if (named === undefined) return { isNegated };
  return { isNegated, patterns: listOf(named).map((pattern) => pattern.toLowerCase()) };
}

/** Tells whether a statement takes in all actions of a service, such as `s3`. */
export function coversService({ Action, NotAction }: PolicyStatement, service: string): boolean {
  const all = `${service.toLowerCase()}:*`;
  if (Action !== undefined)
    return listOf(Action).some((pattern) => coversPattern(pattern.toLowerCase(), all));
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

const clausesOf = new WeakMap<PolicyStatement, readonly ConditionClause[]>();

/** The conditions of a statement, one by one; taken apart once, as many controls ask. */
export function conditionsOf(statement: PolicyStatement): readonly ConditionClause[] {
  const known = clausesOf.get(statement) ?? takeApart(statement);
  clausesOf.set(statement, known);
  return known;
}

function takeApart({ Condition }: PolicyStatement): readonly ConditionClause[] {
  return Object.entries(Condition ?? {}).flatMap(([name, keys]) => {
    const [prefix, rest] = name.includes(':') ? (name.split(':', 2) as [string, string]) : ['', name];
    const operator = rest.replace(/IfExists$/, '');
    const set = prefix === 'ForAllValues' || prefix === 'ForAnyValue' ? prefix : null;
    return Object.entries(keys).map(([key, values]) => ({
      operator,
      key: key.toLowerCase(),
      values: listOf(values).map(String),
      ifExists: rest.endsWith('IfExists'),
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

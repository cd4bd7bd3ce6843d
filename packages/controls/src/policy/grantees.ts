import type { PolicyStatement } from '../model/policy-document.ts';
import { type ConditionClause, conditionsOf, listOf } from './statement.ts';

/** Whom a statement speaks of, as far as it narrows it down by itself. */
export type Grantee =
  | { readonly kind: 'service'; readonly name: string }
  /** ARN of a role, user or account root, or a pattern of such; an account's id stands for its root. */
  | { readonly kind: 'principal'; readonly name: string }
  /** All principals of an organization. */
  | { readonly kind: 'organization'; readonly name: string }
  /** Anyone, or all but those that `NotPrincipal` names. */
  | { readonly kind: 'everyone'; readonly name: string }
  /** An identity provider or a canonical user. */
  | { readonly kind: 'other'; readonly name: string };

const equalling = new Set(['StringEquals', 'StringLike', 'StringEqualsIgnoreCase', 'ArnEquals', 'ArnLike']);

/**
 * Whom a statement speaks of. Where `aws:PrincipalArn` narrows accounts or everyone to certain roles, these are named
 * in their place; where only `aws:PrincipalOrgID` does, the organization. Other conditions narrow nothing here.
 */
export function granteesOf(statement: PolicyStatement): readonly Grantee[] {
  const { Principal } = statement;
  if (Principal === undefined) return [{ kind: 'everyone', name: 'NotPrincipal' }];
  const clauses = conditionsOf(statement);
  const roles = requiredValues(clauses, 'aws:principalarn');
  const organizations = requiredValues(clauses, 'aws:principalorgid');
  const people = (names: readonly string[]): readonly Grantee[] => {
    if (names.length === 0) return [];
    if (roles !== undefined) return roles.map((name) => ({ kind: 'principal', name }));
    const known: readonly Grantee[] = names
      .filter((name) => name !== '*')
      .map((name) => ({ kind: 'principal', name }));
    if (!names.includes('*')) return known;
    const open: readonly Grantee[] =
      organizations === undefined
        ? [{ kind: 'everyone', name: '*' }]
        : organizations.map((name) => ({ kind: 'organization', name }));
    return [...known, ...open];
  };
  if (Principal === '*') return people(['*']);
  return Object.entries(Principal).flatMap(([type, values]): readonly Grantee[] => {
    const names = listOf(values);
    if (type === 'AWS') return people(names);
    return names.map((name) => ({ kind: type === 'Service' ? 'service' : 'other', name }));
  });
}

/** Values that a key of the request must have one of; `undefined` where the statement holds without. */
function requiredValues(clauses: readonly ConditionClause[], key: string): readonly string[] | undefined {
  return clauses.find(
    (clause) =>
      clause.key === key &&
      equalling.has(clause.operator) &&
      !clause.ifExists &&
      clause.set !== 'ForAllValues',
  )?.values;
}

/** The account that a principal of a policy belongs to; `undefined` where its name leaves that open. */
export function accountOfPrincipal(name: string): string | undefined {
  if (/^\d{12}$/.test(name)) return name;
  const [prefix, , , , accountId] = name.split(':');
  return prefix === 'arn' && accountId !== undefined && /^\d{12}$/.test(accountId) ? accountId : undefined;
}

/** Tells whether a name is one role in full: no wildcard, no account, no user. */
export function isOneRole(name: string): boolean {
  return /^arn:[^:]+:iam::\d{12}:role\/./.test(name) && !/[*?]|\$\{/.test(name);
}

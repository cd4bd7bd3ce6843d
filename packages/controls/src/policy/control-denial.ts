import type { PolicyDocument, PolicyStatement } from '../model/policy-document.ts';
import { conditionsOf, coversAction, coversResource, exceptsPrincipals, namesEveryone } from './statement.ts';
import { coversPattern } from './wildcard.ts';

/** What a control policy must deny, on what. */
export interface DeniedAction {
  readonly action: string;
  /** ARN or pattern that the denial must cover; `*` for everything. */
  readonly resource: string;
}

/** How control policies treat an action. */
export type ControlDenial =
  | { readonly kind: 'denied' }
  /** No statement denies it. */
  | { readonly kind: 'open' }
  /** Denied, but for others than those who are approved, or under other conditions only. */
  | { readonly kind: 'weak'; readonly reason: string };

/**
 * How control policies that bind an account together treat an action. One statement that denies it to all but approved
 * roles suffices, wherever on the path to the account it stands: nothing below can allow it again.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html
 *
 * @param approved names of roles, or patterns of ARNs, that may be excepted
 */
export function controlDenialOf(
  documents: readonly PolicyDocument[],
  { action, resource }: DeniedAction,
  approved: readonly string[],
): ControlDenial {
  const statements = documents
    .flatMap(({ Statement }) => Statement)
    .filter(
      (statement) =>
        statement.Effect === 'Deny' &&
        (statement.Principal === undefined || namesEveryone(statement)) &&
        coversAction(statement, action) &&
        coversResource(statement, resource),
    );
  const reasons = statements.map((statement) => weaknessOf(statement, approved));
  if (reasons.includes(undefined)) return { kind: 'denied' };
  const [reason] = reasons;
  return reason === undefined ? { kind: 'open' } : { kind: 'weak', reason };
}

/** Tells whether a pattern of principals takes in none but approved roles. */
function isApprovedRole(pattern: string, approved: readonly string[]): boolean {
  return approved.some((role) =>
    coversPattern(role.startsWith('arn:') ? role : `arn:*:iam::*:role/${role}`, pattern),
  );
}

function weaknessOf(statement: PolicyStatement, approved: readonly string[]): string | undefined {
  const clauses = conditionsOf(statement);
  const other = clauses.find((clause) => !exceptsPrincipals(clause));
  if (other !== undefined) return `only under a condition on ${other.key}`;
  const strangers = clauses
    .flatMap(({ values }) => values)
    .filter((pattern) => !isApprovedRole(pattern, approved));
  return strangers.length === 0 ? undefined : `but not to ${strangers.join(', ')}, which is not approved`;
}

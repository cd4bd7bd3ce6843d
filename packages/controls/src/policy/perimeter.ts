import type { PolicyDocument, PolicyStatement } from '../model/policy-document.ts';
import type { DeniedAction } from './control-denial.ts';
import {
  type ConditionClause,
  conditionsOf,
  coversAction,
  coversResource,
  namesEveryone,
} from './statement.ts';

/** Who is inside, and who of those outside is let in. */
export interface Perimeter {
  /** `undefined` while it is not known: then whichever is named counts. */
  readonly organizationId: string | undefined;
  /** Accounts outside the organization. */
  readonly partners: readonly string[];
}

/**
 * Why documents let a principal from outside the organization do something; `undefined` when they deny it. Requests
 * without credentials carry none of the keys, so that conditions must hold for these as well: negated operators do by
 * themselves, `Bool` only with `IfExists`.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_data-perimeters.html
 */
export function perimeterWeakness(
  documents: readonly PolicyDocument[],
  { action, resource }: DeniedAction,
  perimeter: Perimeter,
): string | undefined {
  const statements = documents
    .flatMap(({ Statement }) => Statement)
    .filter(
      (statement) =>
        statement.Effect === 'Deny' &&
        namesEveryone(statement) &&
        coversAction(statement, action) &&
        coversResource(statement, resource) &&
        conditionsOf(statement).some(({ key }) => key === 'aws:principalorgid'),
    );
  const weaknesses = statements.map((statement) => weaknessOf(statement, perimeter));
  return statements.length === 0
    ? 'not denied to principals from outside the organization'
    : weaknesses.includes(undefined)
      ? undefined
      : weaknesses[0];
}

function weaknessOf(statement: PolicyStatement, perimeter: Perimeter): string | undefined {
  const reasons = conditionsOf(statement).flatMap((clause) => reasonOf(clause, perimeter) ?? []);
  return reasons[0];
}

function reasonOf(
  { operator, key, values, ifExists, set }: ConditionClause,
  { organizationId, partners }: Perimeter,
): string | undefined {
  const strangers = (allowed: readonly string[]) => values.filter((value) => !allowed.includes(value));
  const isNegated = set === null && (operator === 'StringNotEquals' || operator === 'StringNotLike');
  switch (key) {
    case 'aws:principalorgid': {
      const others = organizationId === undefined ? [] : strangers([organizationId]);
      return isNegated && others.length === 0
        ? undefined
        : `denied by a statement that is not about our organization alone`;
    }
    case 'aws:principalaccount': {
      const others = strangers(partners);
      return isNegated && others.length === 0
        ? undefined
        : `not denied to ${others.join(', ')}, which is no approved partner`;
    }
    case 'aws:principalisawsservice':
      return set === null && operator === 'Bool' && ifExists && values.every((value) => value === 'false')
        ? undefined
        : 'not denied to requests without credentials: BoolIfExists is missing';
    default:
      return `denied only under a condition on ${key}`;
  }
}

/**
 * Tells whether documents keep AWS services, CloudTrail among them, from doing something too. A service is no principal
 * of any organization or account: a denial to all outside is one to services unless it excepts them.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalisawsservice
 */
export function shutsOutServices(
  documents: readonly PolicyDocument[],
  { action, resource }: DeniedAction,
): boolean {
  return documents
    .flatMap(({ Statement }) => Statement)
    .some(
      (statement) =>
        statement.Effect === 'Deny' &&
        namesEveryone(statement) &&
        coversAction(statement, action) &&
        coversResource(statement, resource) &&
        conditionsOf(statement).every(holdsForServices),
    );
}

/** Other conditions may be about requests that no service makes. */
function holdsForServices({ operator, key, set }: ConditionClause): boolean {
  return (
    set === null &&
    (operator === 'StringNotEquals' || operator === 'StringNotLike') &&
    (key === 'aws:principalorgid' || key === 'aws:principalaccount')
  );
}

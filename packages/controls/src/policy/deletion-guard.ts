import type { PolicyDocument, PolicyStatement } from '../model/policy-document.ts';
import { conditionsOf, coversAction, coversResource, exceptsPrincipals, namesEveryone } from './statement.ts';

/** How a policy denies an action to everyone. */
export type Denial =
  /** No Deny for everyone covers it. */
  | { readonly kind: 'none' }
  /** A Deny that other conditions narrow, so that it can be walked around. */
  | { readonly kind: 'narrowed'; readonly statement: PolicyStatement }
  /** Denied but for these principals; none means nobody is excepted. */
  | { readonly kind: 'denied'; readonly excepted: readonly string[]; readonly statement: PolicyStatement };

/**
 * How a policy denies an action on all resources of any of some patterns. Of several statements that deny it, each one is
 * given: a principal is kept out when any of them does.
 *
 * The role of an assumed-role session is what `aws:PrincipalArn` holds, so that an exception names the role.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn
 */
export function denialsOf(
  { Statement }: PolicyDocument,
  action: string,
  resources: readonly string[],
): readonly Denial[] {
  const denials = Statement.filter(
    (statement) =>
      statement.Effect === 'Deny' &&
      namesEveryone(statement) &&
      coversAction(statement, action) &&
      resources.some((resource) => coversResource(statement, resource)),
  ).map(denialOf);
  return denials.length === 0 ? [{ kind: 'none' }] : denials;
}

function denialOf(statement: PolicyStatement): Denial {
  const clauses = conditionsOf(statement);
  // Several exceptions in one statement must all hold, so that each takes more principals out of the Deny.
  return clauses.every(exceptsPrincipals)
    ? { kind: 'denied', excepted: clauses.flatMap(({ values }) => values), statement }
    : { kind: 'narrowed', statement };
}

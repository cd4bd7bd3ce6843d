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

/** How a policy denies actions on some resources. */
export type Denials = (action: string) => readonly Denial[];

/**
 * How a policy denies actions on all resources of any of some patterns. Of several statements that deny one, each is given: a
 * principal is kept out when any of them does. The resources are looked for once, however many actions are asked about.
 *
 * The role of an assumed-role session is what `aws:PrincipalArn` holds, so that an exception names the role.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn
 */
export function denialsOn({ Statement }: PolicyDocument, resources: readonly string[]): Denials {
  const denials = Statement.filter(
    (statement) =>
      statement.Effect === 'Deny' &&
      namesEveryone(statement) &&
      resources.some((resource) => coversResource(statement, resource)),
  ).map(denialOf);
  return (action) => {
    const found = denials.filter(({ statement }) => coversAction(statement, action));
    return found.length === 0 ? none : found;
  };
}

const none: readonly Denial[] = [{ kind: 'none' }];

function denialOf(statement: PolicyStatement): Exclude<Denial, { kind: 'none' }> {
  const clauses = conditionsOf(statement);
  // Several exceptions in one statement must all hold, so that each takes more principals out of the Deny.
  return clauses.every(exceptsPrincipals)
    ? { kind: 'denied', excepted: clauses.flatMap(({ values }) => values), statement }
    : { kind: 'narrowed', statement };
}

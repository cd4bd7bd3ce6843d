import type { AuthorizationRequest } from '../request.ts';

export type Principal = AuthorizationRequest['principal'];

/** Principal or NotPrincipal element, by kind; `everyone` for `*` and `{"AWS": "*"}`. */
export interface PrincipalElement {
  readonly everyone: boolean;
  readonly aws: ReadonlySet<string>;
  readonly service: ReadonlySet<string>;
  readonly federated: ReadonlySet<string>;
  readonly canonicalUser: ReadonlySet<string>;
}

/**
 * How a statement names the principal; what it grants depends on it.
 * - `account`: its account, which hands the decision to the account's own identity policies.
 * - `role`: the role behind a session: boundary and session policies still limit the grant.
 * - `direct`: the user, the session itself, the service, or everyone.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export type PrincipalMatch = 'none' | 'account' | 'role' | 'direct';

export function matchPrincipal(element: PrincipalElement, principal: Principal): PrincipalMatch {
  if (element.everyone) return 'direct';
  switch (principal.kind) {
    case 'anonymous':
      return 'none';
    case 'service':
      return principal.service !== undefined && element.service.has(principal.service) ? 'direct' : 'none';
    case 'federated':
      return element.federated.has(principal.arn) ? 'direct' : 'none';
    case 'root':
      return namesAccount(element, principal) ? 'direct' : 'none';
    case 'user':
    case 'role':
      if (principal.sessionArn !== undefined && element.aws.has(principal.sessionArn)) return 'direct';
      if (element.aws.has(principal.arn)) return principal.sessionArn === undefined ? 'direct' : 'role';
      return namesAccount(element, principal) ? 'account' : 'none';
  }
}

/**
 * Does NotPrincipal leave this principal out? AWS checks the account first, then the role or user, then the
 * session, and each has to be in the list, or the statement takes hold.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
export function isExcepted(element: PrincipalElement, principal: Principal): boolean {
  if (element.everyone) return true;
  switch (principal.kind) {
    case 'user':
    case 'role':
      return (
        namesAccount(element, principal) &&
        element.aws.has(principal.arn) &&
        (principal.sessionArn === undefined || element.aws.has(principal.sessionArn))
      );
    default:
      return matchPrincipal(element, principal) !== 'none';
  }
}

function namesAccount(element: PrincipalElement, principal: Principal): boolean {
  if (principal.canonicalUserId !== undefined && element.canonicalUser.has(principal.canonicalUserId))
    return true;
  if (element.aws.has(principal.accountId)) return true;
  const partition = principal.arn.split(':')[1] ?? 'aws';
  return element.aws.has(`arn:${partition}:iam::${principal.accountId}:root`);
}

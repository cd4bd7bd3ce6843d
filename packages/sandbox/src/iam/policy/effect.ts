import { isAssumption } from '../message.ts';
import type { CompiledPolicy, CompiledStatement } from './document.ts';
import { isExcepted, matchPrincipal, type Principal, type PrincipalMatch } from './principal.ts';
import type { KeyLookup } from './variables.ts';

/** What a statement is asked. */
export interface Question {
  /** In lower case. */
  readonly action: string;
  readonly resource: string;
  readonly principal: Principal;
  readonly hasBoundary: boolean;
  readonly lookup: KeyLookup;
}

/** What a resource's policy gives the principal, the strongest of its statements. */
export type Grant = PrincipalMatch;

const strength: Record<Grant, number> = { none: 0, account: 1, role: 2, direct: 3 };

/** Asks a policy that belongs to its principal (identity, boundary, session, SCP, RCP). */
export function evaluatePermissions(policy: CompiledPolicy, question: Question): 'allow' | 'deny' | 'none' {
  let effect: 'allow' | 'none' = 'none';
  for (const statement of policy.statements) {
    if (effect === 'allow' && statement.effect === 'Allow') continue;
    if (!applies(statement, question, false)) continue;
    if (statement.effect === 'Deny') return 'deny';
    effect = 'allow';
  }
  return effect;
}

/** Asks the policy of a resource, which names its principals. */
export function evaluateResourcePolicy(policy: CompiledPolicy, question: Question): Grant | 'deny' {
  let grant: Grant = 'none';
  for (const statement of policy.statements) {
    const match = principalMatch(statement, question);
    if (match === 'none' || !applies(statement, question, isAssumption(question.action))) continue;
    if (statement.effect === 'Deny') return 'deny';
    if (strength[match] > strength[grant]) grant = match;
  }
  return grant;
}

function principalMatch(statement: CompiledStatement, { principal, hasBoundary }: Question): PrincipalMatch {
  // A statement of a resource policy that names nobody is malformed: it denies everyone and allows no one.
  if (statement.principal === undefined) return statement.effect === 'Deny' ? 'direct' : 'none';
  const { element, except } = statement.principal;
  if (!except) return matchPrincipal(element, principal);
  // A principal with a permissions boundary is denied whatever NotPrincipal lists.
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
  if (statement.effect === 'Deny') return !hasBoundary && isExcepted(element, principal) ? 'none' : 'direct';
  return matchPrincipal(element, principal) === 'none' ? 'direct' : 'none';
}

/** `selfEvident`: a statement may leave its resource out, as a trust policy does. What else is missing never allows. */
function applies(statement: CompiledStatement, question: Question, selfEvident: boolean): boolean {
  if (!statement.coversAction(question.action)) return false;
  const covered =
    statement.coversResource?.(question.resource, question.lookup) ??
    (selfEvident || statement.effect === 'Deny');
  if (!covered) return false;
  return statement.conditions.every((condition) => condition(question.lookup));
}

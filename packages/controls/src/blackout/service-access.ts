import type { PolicyDocument, PolicyStatement } from '../model/policy-document.ts';
import {
  conditionsOf,
  coversAction,
  nameOfStatement,
  namesEveryone,
  namesService,
} from '../policy/statement.ts';

const service = 'cloudtrail.amazonaws.com';

/**
 * Why a resource policy keeps CloudTrail from an action: nothing allows it, or a `Deny` takes it in. `undefined` when
 * nothing does, as far as conditions can be read.
 */
export function refusalOf(policy: PolicyDocument, action: string): string | undefined {
  const index = policy.Statement.findIndex(
    (statement) =>
      statement.Effect === 'Deny' && coversAction(statement, action) && meetsCloudTrail(statement),
  );
  if (index >= 0)
    return `${nameOfStatement(policy.Statement[index] as PolicyStatement, index)} denies ${action}`;
  const isAllowed = policy.Statement.some(
    (statement) =>
      statement.Effect === 'Allow' &&
      coversAction(statement, action) &&
      (namesService(statement, service) || namesEveryone(statement)),
  );
  return isAllowed ? undefined : `no statement allows ${action}`;
}

/** Whether a `Deny` is about CloudTrail's calls, by its principal and by conditions that such a call meets. */
function meetsCloudTrail(statement: PolicyStatement): boolean {
  const { NotPrincipal } = statement;
  const isAddressed =
    NotPrincipal === undefined
      ? namesService(statement, service) || namesEveryone(statement)
      : !namesService({ ...statement, Principal: NotPrincipal }, service);
  return isAddressed && conditionsOf(statement).every(isMet);
}

type Clause = ReturnType<typeof conditionsOf>[number];

/** Keys of a principal that is a person or a role; a service's call lacks them. */
const ofPrincipals = new Set([
  'aws:principalarn',
  'aws:principalorgid',
  'aws:principalaccount',
  'aws:multifactorauthpresent',
  'aws:userid',
  'aws:username',
]);

/**
 * Whether CloudTrail's delivery meets a condition. It comes over TLS, as a service, without a principal's keys, and with
 * the encryption that the trail asks for; a condition of another kind is taken as not met, since most such statements
 * are about something else.
 */
function isMet({ operator, key, values, ifExists, set }: Clause): boolean {
  const says = (value: string) => values.some((one) => one.toLowerCase() === value);
  if (key === 'aws:securetransport') return operator === 'Bool' && says('true');
  if (key === 'aws:principalisawsservice') return operator === 'Bool' && says('true');
  if (key === 'aws:principalservicename') {
    const isNamed = says(service);
    return /Not/.test(operator) ? !isNamed : isNamed;
  }
  if (ofPrincipals.has(key)) {
    if (operator === 'Null') return says('true');
    // A negated operator holds for a request without the key; `IfExists` and `ForAllValues` do so too.
    return /Not/.test(operator) || ifExists || set === 'ForAllValues';
  }
  return false;
}

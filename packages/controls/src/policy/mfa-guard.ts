import type { PolicyDocument, PolicyStatement } from '../model/policy-document.ts';
import {
  type ConditionClause,
  conditionsOf,
  coversAction,
  coversResource,
  exceptsPrincipals,
  namesEveryone,
} from './statement.ts';
import { coversPattern } from './wildcard.ts';

/** How a request without a second factor looks: long-term keys carry no such key, sessions carry `false`. */
type WithoutMfa = 'absent' | 'false';

/** A Deny for everyone: the requests without a second factor that it refuses, and whom it excepts. */
interface Refusal {
  readonly holdsFor: ReadonlySet<WithoutMfa>;
  readonly excepted: readonly string[];
}

/**
 * Who may take an action on a resource without a second factor, as far as the refusals of a policy decide: ARNs or
 * patterns of them, or `everyone`. Each Deny for everyone keeps all out but those whom it excepts, so that only who
 * is excepted from all of them is free. A Deny that other conditions narrow is not counted.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent
 */
export function freeOfMfa(
  { Statement }: PolicyDocument,
  action: string,
  resource: string,
): 'everyone' | readonly string[] {
  const refusals = Statement.filter(
    (statement) =>
      statement.Effect === 'Deny' &&
      namesEveryone(statement) &&
      coversAction(statement, action) &&
      coversResource(statement, resource),
  ).flatMap((statement) => refusalOf(statement) ?? []);
  const free = (['absent', 'false'] as const).map((state) =>
    refusals
      .filter(({ holdsFor }) => holdsFor.has(state))
      .map(({ excepted }) => excepted)
      .reduce<'everyone' | readonly string[]>(
        (before, excepted) => (before === 'everyone' ? excepted : common(before, excepted)),
        'everyone',
      ),
  );
  return free.includes('everyone')
    ? 'everyone'
    : [...new Set(free.flatMap((names) => names as readonly string[]))];
}

function refusalOf(statement: PolicyStatement): Refusal | undefined {
  const holdsFor = new Set<WithoutMfa>(['absent', 'false']);
  const excepted: string[] = [];
  for (const clause of conditionsOf(statement)) {
    if (exceptsPrincipals(clause)) {
      excepted.push(...clause.values);
    } else if (clause.key === 'aws:multifactorauthpresent' && clause.set === null) {
      for (const state of ['absent', 'false'] as const) if (!holds(clause, state)) holdsFor.delete(state);
    } else if (!isAboutPeople(clause)) {
      return undefined;
    }
  }
  return { holdsFor, excepted };
}

function holds({ operator, values, ifExists }: ConditionClause, state: WithoutMfa): boolean {
  const named = (wanted: string) => values.some((value) => value.toLowerCase() === wanted);
  if (operator === 'Null') return named(state === 'absent' ? 'true' : 'false');
  return operator === 'Bool' && (state === 'absent' ? ifExists : named('false'));
}

/** Leaves out AWS's own services only, which never carry a second factor. */
function isAboutPeople({ key, operator, values, set }: ConditionClause): boolean {
  return (
    key === 'aws:principalisawsservice' &&
    operator === 'Bool' &&
    set === null &&
    values.some((value) => value.toLowerCase() === 'false')
  );
}

/** Most pairs of names that are compared; AWS's largest policy has far fewer. */
const maximumPairs = 1_000_000;

/** Who is in both lists of patterns; of two that may overlap without one holding the other, both are kept. */
function common(some: readonly string[], others: readonly string[]): readonly string[] {
  if (some.length * others.length > maximumPairs) return [...some, ...others];
  const shared = some.flatMap((one) =>
    others.flatMap((other) => {
      if (coversPattern(other, one)) return [one];
      if (coversPattern(one, other)) return [other];
      return hasWildcard(one) && hasWildcard(other) ? [one, other] : [];
    }),
  );
  return [...new Set(shared)];
}

function hasWildcard(name: string): boolean {
  return /[*?]|\$\{/.test(name);
}

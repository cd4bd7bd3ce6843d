import { type Comparison, operators } from './comparison.ts';
import type { KeyLookup } from './variables.ts';

/** One line of a Condition block: an operator, a key and the values it may have. */
export type Condition = (lookup: KeyLookup) => boolean;

export interface OperatorName {
  readonly qualifier: 'ForAllValues' | 'ForAnyValue' | undefined;
  /** In lower case, without qualifier and `IfExists`. */
  readonly base: string;
  readonly ifExists: boolean;
}

/** Takes `ForAnyValue:StringLikeIfExists` apart; `undefined` for an operator that AWS does not know. */
export function readOperator(name: string): OperatorName | undefined {
  const parts = /^(?:(ForAllValues|ForAnyValue):)?([A-Za-z]+?)(IfExists)?$/i.exec(name);
  const base = parts?.[2]?.toLowerCase();
  if (base === undefined || (base !== 'null' && !operators.has(base))) return undefined;
  if (base === 'null' && parts?.[3] !== undefined) return undefined;
  const qualifier = parts?.[1]?.toLowerCase();
  return {
    base,
    ifExists: parts?.[3] !== undefined,
    qualifier:
      qualifier === 'forallvalues' ? 'ForAllValues' : qualifier === 'foranyvalue' ? 'ForAnyValue' : undefined,
  };
}

/**
 * Compiles one line. What cannot be understood (an operator or a value that AWS rejects when the policy is
 * written, a variable without a value beside a negated operator) never lets an Allow through and never holds a
 * Deny back.
 *
 * Keys without a value in the request: a plain operator fails, a negated one and `…IfExists` hold,
 * `ForAllValues` holds, `ForAnyValue` fails.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
export function compileCondition(
  operator: string,
  key: string,
  policyValues: readonly string[],
  variables: boolean,
  effect: 'Allow' | 'Deny',
): Condition {
  const notUnderstood: Condition = () => effect === 'Deny';
  const name = readOperator(operator);
  if (name === undefined || policyValues.length === 0) return notUnderstood;
  const keyName = key.toLowerCase();
  if (name.base === 'null') return compileNull(keyName, policyValues) ?? notUnderstood;

  const { compile, negated } = operators.get(name.base) ?? {};
  const comparisons: Comparison[] = [];
  for (const value of policyValues) {
    const comparison = compile?.(value, variables);
    if (comparison === undefined) return notUnderstood;
    comparisons.push(comparison);
  }
  const unresolved = negated === true && effect === 'Allow';
  const holds = (value: string, lookup: KeyLookup) =>
    comparisons.some((compares) => compares(value, lookup) ?? unresolved) !== negated;

  return (lookup) => {
    const values = lookup(keyName);
    const present = values !== undefined && values.length > 0;
    if (name.qualifier === 'ForAllValues') return !present || values.every((value) => holds(value, lookup));
    if (!present) return name.ifExists || (negated === true && name.qualifier === undefined);
    // A key with several values and no qualifier: one that fits is enough, none may fit a negated operator.
    return name.qualifier === undefined && negated
      ? values.every((value) => holds(value, lookup))
      : values.some((value) => holds(value, lookup));
  };
}

/** `"Null": {"key": "true"}` asks for a key that is not there. */
function compileNull(key: string, policyValues: readonly string[]): Condition | undefined {
  const wanted = new Set<boolean>();
  for (const value of policyValues) {
    const lower = value.toLowerCase();
    if (lower !== 'true' && lower !== 'false') return undefined;
    wanted.add(lower === 'true');
  }
  return (lookup) => wanted.has((lookup(key)?.length ?? 0) === 0);
}

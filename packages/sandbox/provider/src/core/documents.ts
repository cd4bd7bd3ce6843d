import { isObject, same, type Value } from './values.ts';

/** Members of a statement whose lists have no order and in which a single value may stand for a list of one. */
const UNORDERED = new Set(['Action', 'NotAction', 'Resource', 'NotResource']);

/**
 * Whether two JSON texts mean the same. For a policy the order of actions, resources, principals and condition values does not count,
 * nor whether one value is a list: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function sameDocument(kind: 'policy' | 'document', left: string, right: string): boolean {
  if (left === right) return true;
  const [one, other] = [parse(left), parse(right)];
  if (one === undefined || other === undefined) return false;
  return kind === 'policy' ? same(canonicalPolicy(one), canonicalPolicy(other)) : same(one, other);
}

function parse(text: string): Value | undefined {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return undefined;
  }
}

function canonicalPolicy(document: Value): Value {
  if (!isObject(document)) return document;
  const { Statement } = document;
  const statements = Array.isArray(Statement) ? Statement : Statement === undefined ? [] : [Statement];
  return { ...document, Statement: statements.map(canonicalStatement) };
}

function canonicalStatement(statement: Value): Value {
  if (!isObject(statement)) return statement;
  return Object.fromEntries(
    Object.entries(statement)
      .filter(([key, value]) => !(key === 'Sid' && value === ''))
      .map(([key, value]) => [key, canonicalMember(key, value)]),
  );
}

function canonicalMember(key: string, value: Value): Value {
  if (UNORDERED.has(key)) return setOf(value);
  if (key === 'Principal' || key === 'NotPrincipal') {
    // `*` and {"AWS": "*"} are the same principal in a resource policy.
    return value === '*' ? { AWS: ['*'] } : isObject(value) ? mapSets(value, principal) : value;
  }
  if (key === 'Condition' && isObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([operator, keys]) => [operator, isObject(keys) ? mapSets(keys) : keys]),
    );
  }
  return value;
}

const mapSets = (object: { [key: string]: Value }, each: (item: Value) => Value = (item) => item) =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, setOf(value, each)]));

function setOf(value: Value, each: (item: Value) => Value = (item) => item): Value {
  const list = (Array.isArray(value) ? value : [value]).map((item) => each(item));
  return [...new Set(list.map((item) => (typeof item === 'string' ? item : String(item))))].sort();
}

/** An account's id stands for its root: AWS stores the second. */
function principal(item: Value): Value {
  const root = typeof item === 'string' ? /^arn:[^:]+:iam::(\d{12}):root$/.exec(item) : null;
  return root?.[1] ?? item;
}

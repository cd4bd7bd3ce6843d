import {
  and,
  differs,
  type Expression,
  exists,
  isLike,
  isText,
  type NumberOperator,
  not,
  or,
  undecided,
} from './expression.ts';
import { remembered } from './remembered.ts';

/** Longest pattern that is read: EventBridge takes 2048 characters, and more for those who ask. */
export const longestEventPattern = 4096;

/** The text is no event pattern. */
class EventPatternError extends Error {}

/**
 * Reads the event pattern of a rule. Fields are named from the event's top: `detail.eventName`. Comparisons that are
 * not understood (`cidr`, `equals-ignore-case`) are `undecided`, as is text that is no pattern.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export const readEventPattern = remembered((pattern: string): Expression => {
  if (pattern.length > longestEventPattern)
    return undecided(`it has more than ${longestEventPattern} characters`);
  try {
    return conditionsOf(JSON.parse(pattern), '');
  } catch (error) {
    if (error instanceof EventPatternError) return undecided(error.message);
    if (error instanceof SyntaxError) return undecided(`it is not JSON: ${error.message}`);
    throw error;
  }
});

type Json = Readonly<Record<string, unknown>>;

function conditionsOf(pattern: unknown, at: string): Expression {
  if (!isObject(pattern)) throw new EventPatternError(`${at || 'the pattern'} is no object`);
  return and(
    ...Object.entries(pattern).map(([name, wanted]) => {
      if (name === '$or') return alternatives(wanted, at);
      const field = at === '' ? name : `${at}.${name}`;
      if (Array.isArray(wanted)) return or(...wanted.map((filter) => filterOf(field, filter)));
      return conditionsOf(wanted, field);
    }),
  );
}

function alternatives(wanted: unknown, at: string): Expression {
  if (!Array.isArray(wanted)) throw new EventPatternError('$or is no list');
  return or(...wanted.map((each) => conditionsOf(each, at)));
}

function filterOf(field: string, filter: unknown): Expression {
  if (typeof filter === 'string') return isText(field, filter);
  if (Number.isFinite(filter)) return { kind: 'number', field, operator: '=', value: Number(filter) };
  if (typeof filter === 'boolean' || filter === null) return { kind: 'is', field, value: filter };
  if (!isObject(filter)) throw new EventPatternError(`${field} holds a list in a list`);
  return and(...Object.entries(filter).map(([name, wanted]) => comparison(field, name, wanted)));
}

function comparison(field: string, name: string, wanted: unknown): Expression {
  switch (name) {
    case 'prefix':
      return eachText(field, name, wanted, (text) => [text, '']);
    case 'suffix':
      return eachText(field, name, wanted, (text) => ['', text]);
    case 'wildcard':
      return listOf(wanted).every((item) => isString(item) && !item.includes('\\'))
        ? or(...listOf(wanted).map((item) => isLike(field, String(item))))
        : undecided(`${field}: a wildcard with an escaped character`);
    case 'exists':
      return wanted === false ? not(exists(field)) : exists(field);
    case 'numeric':
      return numeric(field, wanted);
    case 'anything-but':
      return differs(field, or(...listOf(wanted).map((item) => filterOf(field, item))));
    default:
      return undecided(`${field}: ${name} is not understood`);
  }
}

function eachText(
  field: string,
  name: string,
  wanted: unknown,
  piecesOf: (text: string) => readonly string[],
): Expression {
  const texts = listOf(wanted);
  if (!texts.every(isString)) return undecided(`${field}: ${name} of an object is not understood`);
  return or(...texts.map((text): Expression => ({ kind: 'text', field, pieces: piecesOf(text) })));
}

function numeric(field: string, wanted: unknown): Expression {
  const items = listOf(wanted);
  const pairs = Array.from({ length: Math.floor(items.length / 2) }, (_, index) => index * 2);
  return and(
    ...pairs.map((index): Expression => {
      const [operator, value] = [items[index], items[index + 1]];
      if (!Number.isFinite(value) || !/^(=|[<>]=?)$/.test(String(operator)))
        throw new EventPatternError(`${field}: ${String(operator)} ${String(value)} is no comparison`);
      return { kind: 'number', field, operator: operator as NumberOperator, value: Number(value) };
    }),
  );
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function isString(value: unknown): value is string {
  return typeof value === 'string';
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

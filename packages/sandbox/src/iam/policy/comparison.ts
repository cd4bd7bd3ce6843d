import { BlockList, isIP } from 'node:net';
import { arnMatcher } from './arn-pattern.ts';
import { type GlobPart, globMatcher, type Matcher } from './glob.ts';
import { type KeyLookup, literalText, template } from './variables.ts';

/**
 * Does a value of the request equal, resemble, precede … the value written in the policy? `undefined` when the
 * policy's value has a variable that the request gives no value for.
 */
export type Comparison = (value: string, lookup: KeyLookup) => boolean | undefined;

/** `undefined`: the policy's value is no number, date, address … at all. */
export type CompileComparison = (policyValue: string, variables: boolean) => Comparison | undefined;

/** Text operators take policy variables; the others read their value as it stands. */
const text =
  (compile: (parts: readonly GlobPart[]) => Matcher): CompileComparison =>
  (policyValue, variables) => {
    const pattern = template(policyValue, variables);
    if (pattern.constant) return compile(pattern.resolve(() => undefined) ?? []);
    return (value, lookup) => {
      const parts = pattern.resolve(lookup);
      return parts && compile(parts)(value);
    };
  };

const equals = text((parts) => {
  const expected = literalText(parts);
  return (value) => value === expected;
});

const equalsIgnoreCase = text((parts) => {
  const expected = literalText(parts).toLowerCase();
  return (value) => value.toLowerCase() === expected;
});

const like = text(globMatcher);

/** `ArnEquals` and `ArnLike` behave alike, wildcards included. */
const arn = text((parts) => arnMatcher(parts, false));

const ordered =
  (
    read: (text: string) => number | undefined,
    holds: (value: number, limit: number) => boolean,
  ): CompileComparison =>
  (policyValue) => {
    const limit = read(policyValue);
    if (limit === undefined) return undefined;
    return (value) => {
      const number = read(value);
      return number !== undefined && holds(number, limit);
    };
  };

const number = (text: string): number | undefined =>
  /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?$/.test(text) ? Number(text) : undefined;

const isoDate = /^\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?)?)?)?$/;

/** Milliseconds of an ISO 8601 date (UTC where it names no zone) or of UNIX seconds. */
function date(text: string): number | undefined {
  if (isoDate.test(text)) {
    const zoned = text.includes('T') && !/(Z|[+-]\d\d:?\d\d)$/.test(text) ? `${text}Z` : text;
    const parsed = Date.parse(zoned);
    return Number.isNaN(parsed) ? undefined : parsed;
  }
  const seconds = number(text);
  return seconds === undefined ? undefined : seconds * 1000;
}

const bool: CompileComparison = (policyValue) => {
  const expected = policyValue.toLowerCase();
  if (expected !== 'true' && expected !== 'false') return undefined;
  return (value) => value.toLowerCase() === expected;
};

const binary: CompileComparison = (policyValue) => {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(policyValue)) return undefined;
  const expected = Buffer.from(policyValue, 'base64');
  return (value) => Buffer.from(value, 'base64').equals(expected);
};

const ipAddress: CompileComparison = (policyValue) => {
  const [network = '', prefix, ...rest] = policyValue.split('/');
  const family = isIP(network);
  const longest = family === 4 ? 32 : 128;
  const length = prefix === undefined ? longest : /^\d{1,3}$/.test(prefix) ? Number(prefix) : Number.NaN;
  if (family === 0 || rest.length > 0 || !(length <= longest)) return undefined;
  const block = new BlockList();
  block.addSubnet(network, length, family === 4 ? 'ipv4' : 'ipv6');
  return (value) => {
    const valueFamily = isIP(value);
    return valueFamily !== 0 && block.check(value, valueFamily === 4 ? 'ipv4' : 'ipv6');
  };
};

interface Operator {
  readonly compile: CompileComparison;
  /** `Not…`: holds when no value of the policy compares. */
  readonly negated: boolean;
}

const plain = (compile: CompileComparison): Operator => ({ compile, negated: false });
const negated = (compile: CompileComparison): Operator => ({ compile, negated: true });

const equal = (value: number, limit: number) => value === limit;
const less = (value: number, limit: number) => value < limit;
const lessOrEqual = (value: number, limit: number) => value <= limit;
const greater = (value: number, limit: number) => value > limit;
const greaterOrEqual = (value: number, limit: number) => value >= limit;

/**
 * Condition operators by name in lower case; `Null` is apart, as it asks for presence and compares nothing.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export const operators: ReadonlyMap<string, Operator> = new Map([
  ['stringequals', plain(equals)],
  ['stringnotequals', negated(equals)],
  ['stringequalsignorecase', plain(equalsIgnoreCase)],
  ['stringnotequalsignorecase', negated(equalsIgnoreCase)],
  ['stringlike', plain(like)],
  ['stringnotlike', negated(like)],
  ['numericequals', plain(ordered(number, equal))],
  ['numericnotequals', negated(ordered(number, equal))],
  ['numericlessthan', plain(ordered(number, less))],
  ['numericlessthanequals', plain(ordered(number, lessOrEqual))],
  ['numericgreaterthan', plain(ordered(number, greater))],
  ['numericgreaterthanequals', plain(ordered(number, greaterOrEqual))],
  ['dateequals', plain(ordered(date, equal))],
  ['datenotequals', negated(ordered(date, equal))],
  ['datelessthan', plain(ordered(date, less))],
  ['datelessthanequals', plain(ordered(date, lessOrEqual))],
  ['dategreaterthan', plain(ordered(date, greater))],
  ['dategreaterthanequals', plain(ordered(date, greaterOrEqual))],
  ['bool', plain(bool)],
  ['binaryequals', plain(binary)],
  ['ipaddress', plain(ipAddress)],
  ['notipaddress', negated(ipAddress)],
  ['arnequals', plain(arn)],
  ['arnlike', plain(arn)],
  ['arnnotequals', negated(arn)],
  ['arnnotlike', negated(arn)],
]);

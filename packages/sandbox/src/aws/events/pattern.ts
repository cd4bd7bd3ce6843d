import { BlockList, isIP } from 'node:net';
import { AwsError } from '../error.ts';

/** A filter in a pattern's list: a plain value, or one that compares. */
type Filter = null | boolean | number | string | Readonly<Record<string, unknown>>;
type Pattern = { readonly [field: string]: unknown };

const comparisons: Readonly<Record<string, (value: unknown, wanted: unknown) => boolean>> = {
  prefix: (value, wanted) => affix(value, wanted, (text, part) => text.startsWith(part)),
  suffix: (value, wanted) => affix(value, wanted, (text, part) => text.endsWith(part)),
  'equals-ignore-case': (value, wanted) =>
    typeof value === 'string' && value.toLowerCase() === String(wanted).toLowerCase(),
  wildcard: (value, wanted) => typeof value === 'string' && wildcard(String(wanted)).test(value),
  cidr: (value, wanted) => typeof value === 'string' && inBlock(value, String(wanted)),
  numeric: (value, wanted) => typeof value === 'number' && inRange(value, wanted as unknown[]),
  'anything-but': (value, wanted) => !anyOf(wanted).some((each) => passes(value, each as Filter)),
};

/**
 * Whether an event passes a pattern.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export function matchesPattern(pattern: Pattern, event: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(pattern).every(([field, wanted]) => {
    if (field === '$or') return (wanted as Pattern[]).some((each) => matchesPattern(each, event));
    const value = event[field];
    if (Array.isArray(wanted)) return wanted.some((filter: Filter) => passesAny(value, filter));
    // A list of objects matches when one of them does.
    const inner = Array.isArray(value) ? value : [value];
    return inner.some((each) => matchesPattern(wanted as Pattern, isObject(each) ? each : {}));
  });
}

/** A list in an event passes when one of its values does. */
function passesAny(value: unknown, filter: Filter): boolean {
  if (isObject(filter) && 'exists' in filter) {
    const exists = value !== undefined && !isObject(value);
    return exists === filter.exists;
  }
  if (value === undefined) return false;
  return Array.isArray(value) ? value.some((each) => passes(each, filter)) : passes(value, filter);
}

function passes(value: unknown, filter: Filter): boolean {
  if (!isObject(filter)) return value === filter;
  return Object.entries(filter).every(([name, wanted]) => comparisons[name]?.(value, wanted) ?? false);
}

/**
 * Reads the text of a pattern.
 *
 * @throws AwsError `InvalidEventPatternException` with what is wrong
 */
export function parsePattern(text: string): Pattern {
  let pattern: unknown;
  try {
    pattern = JSON.parse(text);
  } catch {
    throw invalid('The pattern is no JSON');
  }
  if (!isObject(pattern)) throw invalid('Filter is not an object');
  requirePattern(pattern, '');
  return pattern;
}

function requirePattern(pattern: Pattern, at: string): void {
  if (Object.keys(pattern).length === 0) throw invalid('Empty objects are not allowed');
  for (const [field, wanted] of Object.entries(pattern)) {
    const name = at === '' ? field : `${at}.${field}`;
    if (field === '$or') {
      if (!Array.isArray(wanted) || !wanted.every(isObject))
        throw invalid(`"${name}" must be a list of patterns`);
      for (const each of wanted) requirePattern(each as Pattern, at);
    } else if (isObject(wanted)) requirePattern(wanted, name);
    else if (!Array.isArray(wanted)) throw invalid(`"${name}" must be an object or an array`);
    else if (wanted.length === 0) throw invalid(`Empty arrays are not allowed: "${name}"`);
    else for (const filter of wanted) requireFilter(filter, name);
  }
}

function requireFilter(filter: unknown, at: string): void {
  if (Array.isArray(filter)) throw invalid(`"${at}" holds a list in a list`);
  if (!isObject(filter)) return;
  const names = Object.keys(filter);
  const [name = ''] = names;
  if (names.length !== 1 || !(name === 'exists' || name in comparisons)) {
    throw invalid(`Unrecognized match type ${name} at "${at}"`);
  }
  const wanted = filter[name];
  if (name === 'exists' && typeof wanted !== 'boolean')
    throw invalid(`"exists" at "${at}" must be a boolean`);
  if (name === 'numeric' && !(Array.isArray(wanted) && wanted.length > 0 && wanted.length % 2 === 0)) {
    throw invalid(`Value of "numeric" at "${at}" must be pairs of comparison and number`);
  }
  if (name === 'cidr' && !/^[0-9a-fA-F.:]+\/\d+$/.test(String(wanted)))
    throw invalid(`Malformed CIDR at "${at}"`);
}

const invalid = (reason: string) =>
  new AwsError('InvalidEventPatternException', `Event pattern is not valid. Reason: ${reason}`);

function affix(value: unknown, wanted: unknown, test: (text: string, part: string) => boolean): boolean {
  if (typeof value !== 'string') return false;
  if (isObject(wanted)) return test(value.toLowerCase(), String(wanted['equals-ignore-case']).toLowerCase());
  return anyOf(wanted).some((part) => test(value, String(part)));
}

const anyOf = (wanted: unknown): readonly unknown[] => (Array.isArray(wanted) ? wanted : [wanted]);

function wildcard(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's');
}

function inBlock(address: string, block: string): boolean {
  const [network = '', bits] = block.split('/');
  const kind = isIP(network);
  if (kind === 0 || isIP(address) !== kind) return false;
  const list = new BlockList();
  list.addSubnet(network, Number(bits), kind === 6 ? 'ipv6' : 'ipv4');
  return list.check(address, kind === 6 ? 'ipv6' : 'ipv4');
}

function inRange(value: number, pairs: readonly unknown[]): boolean {
  for (let at = 0; at + 1 < pairs.length; at += 2) {
    const bound = Number(pairs[at + 1]);
    const holds =
      pairs[at] === '='
        ? value === bound
        : pairs[at] === '<'
          ? value < bound
          : pairs[at] === '<='
            ? value <= bound
            : pairs[at] === '>'
              ? value > bound
              : pairs[at] === '>=' && value >= bound;
    if (!holds) return false;
  }
  return true;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

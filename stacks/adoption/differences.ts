import { isDeepStrictEqual } from 'node:util';
import { type PlannedUpdate, Unknown } from './plan.ts';

/** One property that would change. */
export interface Difference {
  /** Path in the inputs, such as `tags.Owner`; a statement of a policy goes by its Sid. */
  readonly property: string;
  /** `undefined`: it is not set. */
  readonly from: unknown;
  readonly to: unknown;
}

/** Each property that an update would change, as deep as both sides have the same shape. */
export function differencesOf({ properties, before, after }: Omit<PlannedUpdate, 'resource'>): Difference[] {
  return properties.flatMap((name) => differences(name, before[name], after[name]));
}

function differences(property: string, from: unknown, to: unknown): Difference[] {
  if (isDeepStrictEqual(from, to)) return [];
  const [before, after] = [partsOf(from), partsOf(to)];
  if (before === undefined || after === undefined) return [{ property, from, to }];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
    differences(`${property}.${key}`, before[key], after[key]),
  );
}

/** What a value has parts by: an object's keys, a document's, or the Sids of a list of statements. */
function partsOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof value === 'string' && /^\s*[[{]/.test(value)) {
    try {
      return partsOf(JSON.parse(value));
    } catch {
      return undefined;
    }
  }
  if (Array.isArray(value)) {
    const sids = value.map((item: { Sid?: unknown } | null) => item?.Sid);
    const named = sids.every((sid) => typeof sid === 'string') && new Set(sids).size === sids.length;
    return named && value.length > 0 ? Object.fromEntries(value.map((item) => [item.Sid, item])) : undefined;
  }
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
}

/** Longest text of a value in a line, characters. */
const LongestValue = 160;

/** A difference in a line: `tags.Owner: (none) -> "security"`. */
export function describeDifference({ property, from, to }: Difference): string {
  return `${property}: ${textOf(from)} -> ${textOf(to)}`;
}

function textOf(value: unknown): string {
  if (value === undefined) return '(none)';
  if (value === Unknown) return '(known after the update)';
  const text = JSON.stringify(value);
  return text.length > LongestValue ? `${text.slice(0, LongestValue)}…` : text;
}

import { isDeepStrictEqual } from 'node:util';
import { CausalOrder } from './causal-order.ts';
import { type Field, fields, type Json, type Trace } from './model.ts';

/** A field of a step that is not as recorded. */
export interface Mismatch {
  field: Field;
  /** The first place where they part. */
  detail: string;
}

/**
 * Compares a step with its trace. Of a field that differed between the recorded runs each variant is right,
 * and a stretch marked `unordered` may come in any order that keeps the order within one URN. Records of
 * independent resources may come in any order at all: see {@link CausalOrder}.
 * @param previous what the step before did: it has the resources that this one deleted
 */
export function compareStep(actual: Trace, expected: Trace, previous?: Trace): Mismatch[] {
  const states = [expected['state'], ...(expected['stateVariants'] ?? []), previous?.['state'], actual['state']];
  const order = new CausalOrder(states.flatMap((state) => (Array.isArray(state) ? (state as Json[]) : [])));
  const mismatches: Mismatch[] = [];
  for (const field of fields) {
    // Text was not kept by variant: of unstable text one variant is known, so nothing can be held against it.
    if (field === 'stdout' && expected.instability?.includes('stdout: differs')) continue;
    const variants = [expected[field], ...(expected[`${field}Variants`] ?? [])];
    const [first, ...others] = variants.map((variant) => difference(actual[field], variant, order));
    const isRight = first === undefined || others.some((other) => other === undefined);
    if (!isRight) mismatches.push({ field, detail: first });
  }
  return mismatches;
}

/** Undefined when equal, or what the first difference is. */
function difference(actual: unknown, expected: unknown, order: CausalOrder): string | undefined {
  if (Array.isArray(actual) && Array.isArray(expected)) return listDifference(actual, expected, order);
  if (isDeepStrictEqual(actual, expected)) return undefined;
  return `expected ${show(expected)}\n     got ${show(actual)}`;
}

function listDifference(actual: unknown[], expected: unknown[], order: CausalOrder): string | undefined {
  const groups = expected.map((item) => (unorderedGroup(item) ?? [item]) as Json[]);
  if (order.allows(actual as Json[], groups)) return undefined;
  let at = 0;
  for (const item of expected) {
    const group = unorderedGroup(item);
    const length = group?.length ?? 1;
    const given = actual.slice(at, at + length);
    const same = group ? sameUnordered(given, group) : isDeepStrictEqual(given[0], item);
    if (!same) return describe(at, given, group ?? [item]);
    at += length;
  }
  if (at < actual.length) return `at ${at}: ${actual.length - at} more than recorded: ${show(actual[at])}`;
  return undefined;
}

function unorderedGroup(item: unknown): unknown[] | undefined {
  const group = (item as { unordered?: unknown[] } | null)?.unordered;
  return Array.isArray(group) ? group : undefined;
}

/** Equal as sets, with the order kept within each URN. */
function sameUnordered(given: unknown[], group: unknown[]): boolean {
  return isDeepStrictEqual(byKey(given), byKey(group));
}

function byKey(items: unknown[]): unknown[] {
  return items
    .map((item) => item as Json)
    .toSorted((a, b) => {
      const [left, right] = [keyOf(a), keyOf(b)];
      return left < right ? -1 : left > right ? 1 : 0;
    });
}

function keyOf(item: Json): string {
  return String(item['urn'] ?? item['tok'] ?? '');
}

function describe(at: number, given: unknown[], expected: unknown[]): string {
  const missing = expected.filter((item) => !given.some((other) => isDeepStrictEqual(item, other)));
  const extra = given.filter((item) => !expected.some((other) => isDeepStrictEqual(item, other)));
  if (missing.length === 0 && extra.length === 0) return `at ${at}: another order`;
  return `at ${at}: expected ${missing.map(show).join('\n         ')}\n     got ${extra.map(show).join('\n         ') || 'nothing'}`;
}

function show(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}

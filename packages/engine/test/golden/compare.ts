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
  const listOf = (state: unknown) => (Array.isArray(state) ? (state as Json[]) : []);
  const after = [expected.state, ...(expected.stateVariants ?? []), actual.state].flatMap(listOf);
  const order = new CausalOrder(after, listOf(previous?.state));
  const mismatches: Mismatch[] = [];
  for (const field of fields) {
    // Text was not kept by variant: of unstable text one variant is known, so nothing can be held against it.
    if (field === 'stdout' && expected.instability?.includes('stdout: differs')) continue;
    const variants = [expected[field], ...(expected[`${field}Variants`] ?? [])];
    const [first, ...others] = variants.map((variant) =>
      difference(comparable(field, actual[field]), comparable(field, variant), order),
    );
    const isRight = first === undefined || others.some((other) => other === undefined);
    if (!isRight) mismatches.push({ field, detail: first });
  }
  return mismatches;
}

/** The CLI walks over a map to print diagnostics: in which order resources have their paragraph is up to chance. */
function comparable(field: Field, value: unknown): unknown {
  // How many steps had ended when one failed is a matter of time.
  if (field === 'events' && Array.isArray(value)) return value.map(withoutSteps);
  if (field !== 'stdout' || typeof value !== 'string') return value;
  return value.replace(/(?<=^Diagnostics:\n)(?: .*\n|\n(?= ))* .*$/m, (section) =>
    section
      .split(/\n\n(?= {2}\S)/)
      .toSorted()
      .join('\n\n'),
  );
}

function withoutSteps(item: Json): Json {
  if (Array.isArray(item.unordered)) return { unordered: (item.unordered as Json[]).map(withoutSteps) };
  const { steps: _steps, ...rest } = item;
  return rest;
}

/** Undefined when equal, or what the first difference is. */
function difference(actual: unknown, expected: unknown, order: CausalOrder): string | undefined {
  if (Array.isArray(actual) && Array.isArray(expected)) return listDifference(actual, expected, order);
  if (isDeepStrictEqual(actual, expected)) return undefined;
  return `expected ${show(expected)}\n     got ${show(actual)}`;
}

function listDifference(actual: unknown[], expected: unknown[], order: CausalOrder): string | undefined {
  const groups = expected.map((item) => (unorderedGroup(item) ?? [item]) as Json[]);
  const misplaced = order.misplaced(actual as Json[], groups);
  if (!misplaced) return undefined;
  const { missing, extra } = unmatched(actual, groups.flat());
  if (missing.length + extra.length === 0) return `another order: ${show(misplaced)}`;
  return `expected ${missing.map(show).join('\n         ') || 'nothing else'}\n     got ${extra.map(show).join('\n         ') || 'nothing else'}`;
}

function unorderedGroup(item: unknown): unknown[] | undefined {
  const group = (item as { unordered?: unknown[] } | null)?.unordered;
  return Array.isArray(group) ? group : undefined;
}

function unmatched(actual: unknown[], expected: unknown[]): { missing: unknown[]; extra: unknown[] } {
  const extra = [...actual];
  const missing = expected.filter((item) => {
    const at = extra.findIndex((other) => isDeepStrictEqual(item, other));
    if (at >= 0) extra.splice(at, 1);
    return at < 0;
  });
  return { missing, extra };
}

function show(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}

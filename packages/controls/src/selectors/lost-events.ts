import {
  describeRepresentative,
  isUnnamed,
  meets,
  type Representative,
  representativesOf,
} from './field-values.ts';
import type { EventSlice } from './recorded-events.ts';

/** Events of one source. */
export interface EventGroup {
  /** `management events`, `data events of AWS::S3::Object` or `network activity of kms.amazonaws.com`. */
  readonly source: string;
  readonly access: 'reads' | 'writes' | 'reads and writes';
  /** Which of them, such as `resources.ARN not arn:aws:s3:::logs/*`; empty for all. */
  readonly which: string;
}

/** Slices that are compared at most; selectors have 500 values, so only made-up ones have more. */
const maximumPieces = 20_000;

/**
 * What is taken in by some slices and by none of the others: coverage before minus coverage after. Empty when nothing
 * is lost. Exact, whatever the operators: a start that is covered by shorter ones or by an exclusion elsewhere is not
 * lost.
 *
 * @throws when the slices cut each other into more than 20,000 pieces.
 */
export function lostEvents(
  before: readonly EventSlice[],
  after: readonly EventSlice[],
): readonly EventGroup[] {
  if (before.every((slice) => after.some((other) => isWithin(slice, other)))) return [];
  const fields = [...new Set(['eventCategory', ...[...before, ...after].flat().map(({ field }) => field)])];
  const axes = fields.map((field) => axisOf(field, [...before, ...after]));
  const kept = different(after).map((slice) => boxOf(slice, axes));
  let lost = before.map((slice) => boxOf(slice, axes)).filter((box) => !isEmpty(box));
  for (const box of kept) {
    lost = lost.flatMap((piece) => subtract(piece, box));
    if (lost.length > maximumPieces) throw new Error('event selectors are too entangled to be compared');
  }
  return groupsOf(lost, axes);
}

/** Whether a slice has all conditions of another one, so that it takes in nothing that the other does not: most have. */
function isWithin(slice: EventSlice, other: EventSlice): boolean {
  return other.every((condition) => slice.includes(condition));
}

/** Trails are mostly alike: what many of them take in is compared once. */
function different(slices: readonly EventSlice[]): readonly EventSlice[] {
  const [, second] = slices;
  return second === undefined
    ? slices
    : [...new Map(slices.map((slice) => [JSON.stringify(slice), slice])).values()];
}

/** What slices take in, by source. */
export function recordedSources(slices: readonly EventSlice[]): readonly EventGroup[] {
  return lostEvents(slices, []);
}

/** Tells whether everything of one slice is among some others. */
export function areRecorded(wanted: EventSlice, slices: readonly EventSlice[]): boolean {
  return lostEvents([wanted], slices).length === 0;
}

/** Tells whether any event is in both of two slices. */
export function overlap(one: EventSlice, other: EventSlice): boolean {
  return lostEvents([[...one, ...other]], []).length > 0;
}

/** An event group in words. */
export function describeEvents({ source, access, which }: EventGroup): string {
  const calls = access === 'reads and writes' ? source : `${source} (${access})`;
  return which === '' ? calls : `${calls} with ${which}`;
}

/** A field, with the values that stand for all of its values. */
interface Axis {
  readonly field: string;
  readonly values: readonly Representative[];
}

/** A set of values for each axis, as bits. */
type Box = readonly bigint[];

function axisOf(field: string, slices: readonly EventSlice[]): Axis {
  return {
    field,
    values: representativesOf(
      field,
      slices.flat().filter((condition) => condition.field === field),
    ),
  };
}

function boxOf(slice: EventSlice, axes: readonly Axis[]): Box {
  return axes.map(({ field, values }) => {
    const conditions = slice.filter((condition) => condition.field === field);
    return bits(values.map((value) => conditions.every((condition) => meets(value, condition))));
  });
}

function bits(flags: readonly boolean[]): bigint {
  return flags.length === 0 ? 0n : BigInt(`0b${flags.map(Number).reverse().join('')}`);
}

function isEmpty(box: Box): boolean {
  return box.includes(0n);
}

/** What is left of a box: for each axis the part outside the other, within the other on the axes before it. */
function subtract(box: Box, other: Box): readonly Box[] {
  if (box.some((set, axis) => (set & (other[axis] as bigint)) === 0n)) return [box];
  return box.flatMap((set, axis) => {
    const outside = set & ~(other[axis] as bigint);
    if (outside === 0n) return [];
    return [box.map((own, at) => (at === axis ? outside : at < axis ? own & (other[at] as bigint) : own))];
  });
}

function groupsOf(boxes: readonly Box[], axes: readonly Axis[]): readonly EventGroup[] {
  const groups = new Map<string, { source: string; which: string; reads: boolean; writes: boolean }>();
  for (const box of boxes) {
    const valuesOf = (field: string) => {
      const at = axes.findIndex((axis) => axis.field === field);
      return at < 0 ? undefined : describeSet(axes[at] as Axis, box[at] as bigint);
    };
    const { source, limits } = sourceOf(axes, valuesOf);
    const which = limits.join(', ');
    const group = groups.get(`${source}\n${which}`) ?? { source, which, reads: false, writes: false };
    const access = valuesOf('readOnly') ?? '';
    groups.set(`${source}\n${which}`, {
      ...group,
      reads: group.reads || access !== ' false',
      writes: group.writes || access !== ' true',
    });
  }
  return [...groups.values()]
    .map(
      ({ source, which, reads, writes }): EventGroup => ({
        source,
        access: reads && writes ? 'reads and writes' : reads ? 'reads' : 'writes',
        which,
      }),
    )
    .sort((a, b) => (describeEvents(a) < describeEvents(b) ? -1 : 1));
}

const categories: Readonly<Record<string, { readonly name: string; readonly by?: string }>> = {
  ' Management': { name: 'management events' },
  ' Data': { name: 'data events', by: 'resources.type' },
  ' NetworkActivity': { name: 'network activity', by: 'eventSource' },
};

function sourceOf(axes: readonly Axis[], valuesOf: (field: string) => string | undefined) {
  const category = valuesOf('eventCategory') ?? '';
  const { name, by } = categories[category] ?? { name: `events of the category${category}` };
  const kind = by === undefined ? '' : (valuesOf(by) ?? '');
  const limits = axes
    .map(({ field }) => field)
    .filter(
      (field) =>
        field !== 'eventCategory' && field !== 'readOnly' && (field !== by || kind.startsWith(' not ')),
    )
    .flatMap((field) => {
      const values = valuesOf(field);
      return values ? `${field}${values}` : [];
    });
  return { source: kind === '' || kind.startsWith(' not ') ? name : `${name} of${kind}`, limits };
}

/** The values of a set, or those outside where the set is open; empty when it is all of them. */
function describeSet({ values }: Axis, set: bigint): string {
  const isIn = (at: number) => ((set >> BigInt(at)) & 1n) === 1n;
  const inside = values.filter((_, at) => isIn(at));
  if (inside.length === values.length) return '';
  const list = (some: readonly Representative[]) => some.map(describeRepresentative).join(' or ');
  if (!inside.some(isUnnamed)) return ` ${list(inside)}`;
  const outside = values.filter((value, at) => value !== undefined && !isIn(at));
  return outside.length === 0 ? '' : ` not ${list(outside)}`;
}

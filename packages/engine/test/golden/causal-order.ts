import type { Json } from './model.ts';

/**
 * What had to come before what.
 *
 * The CLI handles resources that do not rest on each other at the same time, and which comes first is up to the
 * scheduler of Go: two recordings may agree by chance. So an order is held against the engine only between records of
 * one resource, and of resources of which one rests on the other.
 */
export class CausalOrder {
  /** By URN: URNs it rests on, directly or not. */
  readonly #needs = new Map<string, Set<string>>();

  /**
   * @param after states in which the resources stand afterwards, with what they rest on
   * @param before the state before: it has those that were deleted
   */
  constructor(after: Json[], before: Json[]) {
    const present = new Set(each(after).map(({ urn }) => urn));
    for (const resource of [...each(after), ...each(before).filter(({ urn }) => !present.has(urn))]) {
      const urn = String(resource.urn);
      const direct = [
        ...((resource.dependencies as string[] | undefined) ?? []),
        resource.parent,
        resource.deletedWith,
        String(resource.provider ?? '').replace(/::[^:]*$/, ''),
      ].filter((needed): needed is string => typeof needed === 'string' && needed !== '');
      this.#needs.set(urn, new Set([...(this.#needs.get(urn) ?? []), ...direct]));
    }
    for (const urn of this.#needs.keys()) this.#close(urn, urn, new Set());
  }

  /**
   * The first record of a list that was not recorded, or comes before something that had to come first; what is
   * missing at the end counts as well. Undefined when all is as it has to be.
   * @param expected items, or groups of items without an order among them
   */
  misplaced(actual: Json[], expected: Json[][]): Json | undefined {
    const places = placesOf(expected);
    const placed: Placed[] = [];
    for (const item of actual) {
      const place = places.get(canonical(item))?.shift();
      if (!place) return item;
      const own = { item, ...place };
      if (placed.some((earlier) => this.#mustFollow(earlier, own))) return item;
      placed.push(own);
    }
    return expected.flat().find((item) => places.get(canonical(item))?.length);
  }

  /** Whether a record that came earlier was recorded after another that it has to do with. */
  #mustFollow(earlier: Placed, later: Placed): boolean {
    const [a, b] = [keyOf(earlier.item), keyOf(later.item)];
    if (a === b) return earlier.index > later.index;
    if (earlier.group <= later.group) return false;
    if ([earlier, later].some(({ item }) => frames.has(String(item.event)))) return true;
    if (isObservation(earlier.item) && isObservation(later.item)) return false;
    if (isComponentOutputs(earlier.item) || isComponentOutputs(later.item)) return false;
    return this.#rests(a, b) || this.#rests(b, a);
  }

  #rests(urn: string, on: string): boolean {
    return this.#needs.get(urn)?.has(on) ?? false;
  }

  #close(root: string, urn: string, seen: Set<string>): void {
    if (seen.has(urn)) return;
    seen.add(urn);
    for (const needed of [...(this.#needs.get(urn) ?? [])]) {
      this.#needs.get(root)?.add(needed);
      this.#close(root, needed, seen);
    }
  }
}

const each = (items: Json[]): Json[] =>
  items.flatMap((item) => (item.unordered as Json[] | undefined) ?? [item]);

/** A record and where it was recorded. */
interface Placed {
  item: Json;
  group: number;
  index: number;
}

/** Events that begin and end a run: everything has to do with them. */
const frames = new Set(['prelude', 'summary', 'cancel']);

function placesOf(expected: Json[][]): Map<string, { group: number; index: number }[]> {
  const places = new Map<string, { group: number; index: number }[]>();
  let index = 0;
  for (const [group, items] of expected.entries()) {
    for (const item of items) {
      const key = canonical(item);
      places.set(key, [...(places.get(key) ?? []), { group, index: index++ }]);
    }
  }
  return places;
}

/** A refresh looks at all resources at once, whatever rests on what; so does whatever compares them. */
function isObservation({ call, logical, op }: Json): boolean {
  if (call !== undefined) return call === 'read' || call === 'diff';
  return !logical && ['refresh', 'same', 'update', 'delete'].includes(String(op));
}

/** A component says what it gives out when its own children are done; nothing waits for that. */
function isComponentOutputs({ event, op, new: state }: Json): boolean {
  return event === 'resOutputs' && op !== 'delete' && (state as Json | undefined)?.custom === undefined;
}

/** The same text for equal values, whatever the order of their keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}

/** What a record is about: a resource, a provider process, or the run as a whole. */
function keyOf(item: Json): string {
  if (typeof item.urn === 'string') return item.urn;
  if (typeof item.resourceUrn === 'string') return item.resourceUrn;
  if (item.call === 'invoke') return `invoke ${JSON.stringify(item.args)}`;
  // Other calls are those of a provider as a whole.
  if (typeof item.call === 'string') return `${item.call} ${String(item.provider)}`;
  return 'the run';
}

import type { Estate, Trail } from '../model/estate.ts';
import { type Fact, isUnknown } from '../model/fact.ts';
import { type EventGroup, lostEvents, overlap } from '../selectors/lost-events.ts';
import { type EventSlice, recordedEvents } from '../selectors/recorded-events.ts';
import { remembered } from './remembered.ts';

/** How trails are asked what they record. */
export interface Asked {
  /** The only Region that the events come from; all Regions when it is left out. */
  readonly region?: string | undefined;
  /** Whether what is not known counts as the best case. */
  readonly isHopeful: boolean;
}

const lost = remembered<readonly EventGroup[]>();

/** What some trails of an estate, all of them together, do not record of some events. */
export function notRecorded(
  estate: Estate,
  trails: readonly Trail[],
  events: EventSlice,
  asked: Asked,
): readonly EventGroup[] {
  const key = JSON.stringify([trails.map((trail) => placeOf(estate, trail)), events, asked]);
  return lost(estate, key, () =>
    lostEvents(
      [events],
      trails.flatMap((trail) => slicesOf(trail, asked)),
    ),
  );
}

const takes = remembered<boolean>();

/** Tells whether a trail is known to record any of some events. */
export function recordsAny(
  estate: Estate,
  trail: Trail,
  events: EventSlice,
  region: string | undefined,
): boolean {
  const slices = slicesOf(trail, { region, isHopeful: false });
  return takes(estate, JSON.stringify([slices, events]), () =>
    slices.some((slice) => overlap(slice, events)),
  );
}

const shares = remembered<boolean>();

/** Tells whether two trails select any of the same events, such as management events. Their selectors must be known. */
export function selectTheSame(
  estate: Estate,
  [one, other]: readonly [Trail, Trail],
  events: EventSlice,
): boolean {
  const [slices, others] = [selected(one), selected(other)];
  return shares(estate, JSON.stringify([slices, others, events]), () =>
    slices.some((slice) => others.some((same) => overlap([...slice, ...events], same))),
  );
}

const places = new WeakMap<readonly Trail[], ReadonlyMap<Trail, number>>();

/** Trails are told apart by their place in the estate: names and ARNs may be hidden. */
function placeOf({ trails: { items } }: Estate, trail: Trail): number {
  const known = places.get(items) ?? new Map(items.map((item, place) => [item, place]));
  places.set(items, known);
  return known.get(trail) ?? -1;
}

function slicesOf(trail: Trail, { region, isHopeful }: Asked): readonly EventSlice[] {
  const holds = (fact: Fact<boolean>) => (isUnknown(fact) ? isHopeful : fact === true);
  const isThere = isUnknown(trail.homeRegion) ? isHopeful : trail.homeRegion === region;
  if (!holds(trail.isLogging) || !(holds(trail.isMultiRegion) || (region !== undefined && isThere)))
    return [];
  // A slice without conditions is everything.
  if (isUnknown(trail.selectors)) return isHopeful ? [[]] : [];
  return selected(trail);
}

function selected({ selectors }: Trail): readonly EventSlice[] {
  return isUnknown(selectors) ? [] : recordedEvents(selectors ?? { basic: null, advanced: null });
}

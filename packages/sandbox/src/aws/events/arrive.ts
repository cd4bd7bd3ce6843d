import type { SandboxContext } from '../service.ts';
import type { Buses, Rule } from './buses.ts';
import type { Event, Place } from './event.ts';
import { matchesPattern } from './pattern.ts';
import { sendToTarget } from './targets.ts';

/** An event on its way: more than this many buses after one another is a loop. */
const mostBuses = 5;

/** An event that reached a bus. */
export interface Arrival {
  readonly event: Event;
  readonly place: Place;
  /** Buses that it has come through before this one. */
  readonly passed?: readonly Place[];
  /** Only rules in this state take it. */
  readonly onlyState?: string;
}

/** Brings an event to the targets of every rule of the bus that takes it. */
export async function arrive(buses: Buses, arrival: Arrival, sandbox: SandboxContext): Promise<void> {
  const { event, place, passed = [], onlyState } = arrival;
  if (passed.length >= mostBuses) return;
  for (const rule of await takers(buses, event, place)) {
    if (onlyState !== undefined && rule.state !== onlyState) continue;
    for (const target of rule.targets) await sendToTarget(sandbox, { event, place, passed }, rule, target);
  }
}

/** Rules of a bus that take an event. */
export async function takers(buses: Buses, event: Event, place: Place): Promise<Rule[]> {
  const rules = await buses.rules(place.accountId, place.region, place.bus);
  return rules.filter(
    (rule) => rule.pattern && matchesPattern(rule.pattern, event as unknown as Record<string, unknown>),
  );
}

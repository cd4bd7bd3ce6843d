import type { ResourceState } from '../resource/state.ts';
import { providerUrnOf } from '../resource/urn.ts';

/** Which resources of a state rely on which. States are in dependency order: what a resource needs stands before it. */
export class DependencyGraph {
  readonly #resources: readonly ResourceState[];

  constructor(resources: readonly ResourceState[]) {
    this.#resources = resources;
  }

  /**
   * Everything that relies on a resource, directly or not, in dependency order.
   * @param ignore URNs to pass over
   * @param includeChildren whether the children of a dependant rely on it too
   */
  dependingOn(root: ResourceState, ignore: ReadonlySet<string>, includeChildren: boolean): ResourceState[] {
    const found: ResourceState[] = [];
    const urns = new Set([root.urn]);
    for (const candidate of this.#resources.slice(this.#resources.indexOf(root) + 1)) {
      if (ignore.has(candidate.urn) || !reliesOn(candidate, urns, includeChildren)) continue;
      found.push(candidate);
      urns.add(candidate.urn);
    }
    return found;
  }

  /** Everything that some resources rest on, directly or not. */
  neededBy(resources: readonly ResourceState[]): Set<ResourceState> {
    const needed = new Set<ResourceState>();
    const standing = new Set(resources);
    // What a resource needs stands before it, so one look back finds all.
    for (const [index, state] of [...this.#resources.entries()].reverse()) {
      if (!standing.has(state)) continue;
      const urns = new Set(needsOf(state));
      for (const need of this.#resources.slice(0, index)) {
        if (!urns.has(need.urn) || isOtherProvider(state, need)) continue;
        needed.add(need);
        standing.add(need);
      }
    }
    return needed;
  }

  /**
   * Groups deletions so that all of a group may run at once and each group waits for the one before:
   * nothing is deleted while something still relies on it. A resource goes as late as it can: with those that are as
   * many steps away from what they rest on.
   */
  deletionGroups(condemned: readonly ResourceState[]): ResourceState[][] {
    const condemnedSet = new Set(condemned);
    const levels = new Map<ResourceState, number>();
    const before = new Map<string, ResourceState[]>();
    for (const state of this.#resources) {
      if (!condemnedSet.has(state)) continue;
      const needs = needsOf(state).flatMap((urn) => before.get(urn) ?? []);
      const levelsBelow = needs
        .filter((need) => !isOtherProvider(state, need))
        .map((need) => levels.get(need) ?? 0);
      levels.set(state, Math.max(-1, ...levelsBelow) + 1);
      before.set(state.urn, [...(before.get(state.urn) ?? []), state]);
    }
    const groups = Map.groupBy(condemned, (state) => levels.get(state) ?? 0);
    return [...groups].sort(([left], [right]) => right - left).map(([, group]) => group);
  }
}

/** Whether a candidate is a provider of the same URN, but another id, than the one a resource is managed by. */
const isOtherProvider = (state: ResourceState, candidate: ResourceState): boolean =>
  state.provider.startsWith(`${candidate.urn}::`) && state.provider !== `${candidate.urn}::${candidate.id}`;

/** URNs of all that a resource needs to exist. */
function needsOf(state: ResourceState): string[] {
  return [...state.dependencies, state.parent, providerUrnOf(state.provider), state.deletedWith].filter(
    Boolean,
  );
}

function reliesOn(state: ResourceState, urns: ReadonlySet<string>, includeChildren: boolean): boolean {
  if (includeChildren && urns.has(state.parent)) return true;
  return [...state.dependencies, providerUrnOf(state.provider), state.deletedWith].some((urn) =>
    urns.has(urn),
  );
}

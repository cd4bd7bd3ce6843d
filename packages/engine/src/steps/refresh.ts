import type { ResourceState } from '../resource/state.ts';
import type { Step } from './step.ts';

/** One step for every resource, asking its provider how it is now. */
export function refreshSteps(olds: readonly ResourceState[], isTarget: (urn: string) => boolean): Step[] {
  return olds
    .filter((old) => isTarget(old.urn))
    .map((old) => ({ op: 'refresh', urn: old.urn, old, new: old, logical: false }));
}

/**
 * The state after a refresh, in the old order. What refers to a vanished resource no longer does.
 */
export function refreshedStates(olds: readonly ResourceState[], steps: readonly Step[]): ResourceState[] {
  const found = new Map(steps.map((step) => [step.old, step.new]));
  const states = olds.flatMap((old) => (found.has(old) ? (found.get(old) ?? []) : [old]));
  const present = new Set(states.map((state) => state.urn));
  return states.map((state) => onlyPresent(state, present));
}

function onlyPresent(state: ResourceState, present: ReadonlySet<string>): ResourceState {
  const keep = (urns: string[]) => urns.filter((urn) => present.has(urn));
  return {
    ...state,
    dependencies: keep(state.dependencies),
    propertyDependencies: Object.fromEntries(
      Object.entries(state.propertyDependencies)
        .map(([key, urns]) => [key, keep(urns)] as const)
        .filter(([, urns]) => urns.length > 0),
    ),
    parent: present.has(state.parent) ? state.parent : '',
    deletedWith: present.has(state.deletedWith) ? state.deletedWith : '',
  };
}

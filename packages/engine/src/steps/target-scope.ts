import type { ResourceState } from '../resource/state.ts';
import { isProviderType, parseUrn, rootStackType } from '../resource/urn.ts';
import type { DependencyGraph } from './dependency-graph.ts';
import type { Step } from './step.ts';
import type { Targets } from './targets.ts';

/** What an update is limited to. */
export interface ScopeOptions {
  targets: Targets;
  /** Also change what depends on a target. */
  targetDependents: boolean;
  /** Also leave out what depends on an excluded resource. */
  excludeDependents: boolean;
  /** As the last deployment left them. */
  olds: readonly ResourceState[];
  graph: DependencyGraph;
  error(urn: string, message: string): void;
}

/** Tells which resources an update may change and which it may delete, by `--target` and `--exclude`. */
export class TargetScope {
  readonly #options: ScopeOptions;
  /** New resources that are left out. */
  readonly #skipped = new Set<string>();

  constructor(options: ScopeOptions) {
    this.#options = options;
  }

  /** Leaves a new resource out. */
  skip(urn: string): void {
    this.#skipped.add(urn);
  }

  /** Whether a resource may be changed; providers and the stack always may. */
  mayChange(state: ResourceState): boolean {
    const { targets, targetDependents, excludeDependents } = this.#options;
    if (!targets.limited || isProviderType(state.type) || state.type === rootStackType) return true;
    const needs = [...state.dependencies, state.parent].filter(Boolean);
    if (excludeDependents && needs.some((urn) => this.#skipped.has(urn))) return false;
    if (targets.contains(state.urn)) return true;
    const isDependent = needs.some((urn) => !isRoot(urn) && targets.contains(urn));
    if (!targetDependents || !targets.targeted || !isDependent) return false;
    targets.add(state.urn);
    return true;
  }

  /** Reports steps that need a resource that is left out. Answers whether there are any. */
  reportMissingNeeds(steps: readonly Step[]): boolean {
    let found = false;
    for (const step of steps) {
      if (step.op === 'same' || !step.new) continue;
      const { dependencies, parent, deletedWith } = step.new;
      const missing = [...dependencies, parent, deletedWith].find((urn) => this.#skipped.has(urn));
      if (!missing) continue;
      found = true;
      // Once is enough.
      this.#skipped.delete(missing);
      this.#options.error(
        step.urn,
        `Resource '${step.urn}' depends on '${missing}' which was was not specified in --target list.`,
      );
    }
    return found;
  }

  /**
   * Whether a resource that is no longer wanted may be deleted: a target, or what depends on one that goes.
   * What an excluded resource needs stays with it.
   */
  mayDelete(state: ResourceState, goes: (state: ResourceState) => boolean): boolean {
    const { targets, olds, graph } = this.#options;
    if (!targets.limited) return true;
    const isTarget = targets.contains(state.urn);
    if (!targets.targeted)
      return isTarget && !this.#dependants(state).some(({ urn }) => targets.excludes(urn));
    if (isTarget || isProviderType(state.type)) return isTarget;
    if (targets.excludes(state.urn)) return false;
    return olds.some(
      (old) =>
        targets.contains(old.urn) && goes(old) && graph.dependingOn(old, new Set(), true).includes(state),
    );
  }

  /** Reports deletions of resources that depend on a target without being one. Answers whether there are any. */
  reportUntargetedDeletions(steps: readonly Step[]): boolean {
    const { targets, targetDependents, error } = this.#options;
    if (!targets.targeted || targetDependents) return false;
    const untargeted = steps.filter(({ urn }) => !targets.contains(urn));
    for (const { urn } of untargeted) {
      error(
        urn,
        `Resource '${urn}' will be destroyed but was not specified in --target list.\nEither include resource in --target list or pass --target-dependents to proceed.`,
      );
    }
    return untargeted.length > 0;
  }

  #dependants(state: ResourceState): ResourceState[] {
    return this.#options.graph.dependingOn(state, new Set(), true);
  }
}

const isRoot = (urn: string): boolean => parseUrn(urn).qualifiedType === rootStackType;

import { type DiffResult, unknownConfigurationWarning } from '../plugins/provider-results.ts';
import type { ProviderRegistry } from '../plugins/registry.ts';
import { equalValues, plainValue, unknownValue } from '../resource/properties.ts';
import type { ResourceState } from '../resource/state.ts';
import { isDefaultProviderUrn, isProviderType, parseProviderReference } from '../resource/urn.ts';
import type { DependencyGraph } from './dependency-graph.ts';
import { differenceOf } from './difference.ts';
import type { OldResources } from './old-resources.ts';
import type { Targets } from './targets.ts';

/** What is known of the resources of a deployment so far. */
export interface KnownResources {
  /** New state of every resource registered so far, by URN. */
  readonly states: ReadonlyMap<string, ResourceState>;
  readonly olds: OldResources;
  readonly graph: DependencyGraph;
}

/** Finds out how resources differ from what they were, and what a difference drags along. */
export class Differ {
  readonly #registry: ProviderRegistry;
  readonly #replace: Targets | undefined;
  readonly #known: KnownResources;
  readonly #warn: (urn: string, message: string) => void;

  /** @param replace resources to replace whatever their difference */
  constructor(
    registry: ProviderRegistry,
    replace: Targets | undefined,
    known: KnownResources,
    warn: (urn: string, message: string) => void,
  ) {
    this.#registry = registry;
    this.#replace = replace;
    this.#known = known;
    this.#warn = warn;
  }

  /** Whether a resource is to be replaced whatever its difference. */
  mustReplace(urn: string): boolean {
    return this.#replace?.contains(urn) ?? false;
  }

  /** How a resource differs from what it was. */
  async diff(state: ResourceState, old: ResourceState): Promise<DiffResult> {
    if (this.mustReplace(state.urn)) return differenceOf('some', ['id']);
    if (await this.#providerChanged(state, old)) return differenceOf('some', ['provider']);
    if (!state.custom) return differenceOf(equalValues(old.inputs, state.inputs) ? 'none' : 'some');
    if (isProviderType(state.type)) return this.#registry.diff(old, state.urn, state.inputs);
    const provider = await this.#registry.get(state.provider);
    const result = await provider.diff({ ...old, urn: state.urn }, state.inputs, state.ignoreChanges);
    if (!result) {
      this.#warn(state.urn, unknownConfigurationWarning);
      return differenceOf('some');
    }
    if (result.changes !== 'unknown') return result;
    return {
      ...result,
      changes: equalValues(plainValue(old.inputs), plainValue(state.inputs)) ? 'none' : 'some',
    };
  }

  /** Whether a resource moves to a provider that manages something else than its old one. */
  async #providerChanged(state: ResourceState, old: ResourceState): Promise<boolean> {
    if (!state.provider || !old.provider || state.provider === old.provider) return false;
    const before = parseProviderReference(old.provider);
    const after = parseProviderReference(state.provider);
    const sameUrn = (this.#known.olds.renamed.get(before.urn) ?? before.urn) === after.urn;
    if (sameUrn && before.id === after.id) return false;
    const bothDefault = isDefaultProviderUrn(before.urn) && isDefaultProviderUrn(after.urn);
    const oldProvider = this.#known.olds.get(before.urn);
    const newProvider = this.#known.states.get(after.urn);
    if (!oldProvider || !newProvider || !(sameUrn || bothDefault)) return true;
    const { replaceKeys } = await this.#registry.diffReferences(
      oldProvider,
      state.provider,
      newProvider.inputs,
    );
    return replaceKeys.length > 0;
  }

  /**
   * Dependants that cannot outlive a resource: their own difference forces a replacement once its values are unknown.
   * @param gone which are deleted already
   */
  async dependantsToReplace(
    root: ResourceState,
    gone: ReadonlySet<ResourceState>,
  ): Promise<{ state: ResourceState; keys: string[] }[]> {
    const replaced = new Set([root.urn]);
    const found: { state: ResourceState; keys: string[] }[] = [];
    const registered = new Set(this.#known.states.keys());
    for (const state of this.#known.graph.dependingOn(root, registered, false)) {
      if (gone.has(state) || state.delete) continue;
      const keys = await this.#replacedWith(state, replaced);
      if (!keys) continue;
      found.push({ state, keys });
      replaced.add(state.urn);
    }
    return found;
  }

  /** Keys that force a dependant's replacement; undefined when none do. */
  async #replacedWith(state: ResourceState, replaced: ReadonlySet<string>): Promise<string[] | undefined> {
    if (!state.custom || state.external) return undefined;
    if (state.provider && replaced.has(parseProviderReference(state.provider).urn)) return [];
    const inputs = { ...state.inputs };
    const affected = Object.keys(inputs).filter((key) =>
      state.propertyDependencies[key]?.some((urn) => replaced.has(urn)),
    );
    if (!affected.length || isProviderType(state.type)) return undefined;
    for (const key of affected) inputs[key] = unknownValue;
    const provider = await this.#registry.get(state.provider);
    const difference = await provider.diff(state, inputs, [], true);
    return difference?.replaceKeys.length ? difference.replaceKeys : undefined;
  }
}

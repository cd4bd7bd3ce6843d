import { randomUUID } from 'node:crypto';
import { type PropertyMap, unknownValue } from '../resource/properties.ts';
import type { ResourceState } from '../resource/state.ts';
import { packageOfProviderType, parseProviderReference, typeOfUrn } from '../resource/urn.ts';
import type { PluginHost } from './host.ts';
import type { ProviderPlugin } from './provider.ts';
import type { CheckFailure, DiffResult } from './provider-results.ts';

/** Input under which the engine keeps its own settings of a provider; providers never see it. */
export const internalKey = '__internal';

/**
 * Providers as resources: the steps of a deployment check, diff, create, update and delete them like any other,
 * and doing so starts, configures and ends their plugins.
 */
export class ProviderRegistry {
  readonly #host: PluginHost;
  /** By `<urn>::<id>`. */
  readonly #configured = new Map<string, Promise<ProviderPlugin>>();
  /** By URN: started and checked, to be configured by the step that follows. */
  readonly #checked = new Map<string, ProviderPlugin>();
  /** State that a provider may be configured from when only a deletion still needs it. */
  readonly #known = new Map<string, ResourceState>();

  constructor(host: PluginHost, known: ResourceState[]) {
    this.#host = host;
    for (const state of known) this.#known.set(`${state.urn}::${state.id}`, state);
  }

  /** The configured provider a reference names; one known from the state alone is started first. */
  async get(reference: string): Promise<ProviderPlugin> {
    const found = this.#configured.get(reference);
    if (found) return found;
    const state = this.#known.get(reference);
    if (!state) throw new Error(`the provider '${reference}' does not exist`);
    return this.#configure(state, this.#start(state.urn));
  }

  /** Checks a provider's configuration. */
  async check(
    urn: string,
    olds: PropertyMap | undefined,
    news: PropertyMap,
  ): Promise<{ inputs: PropertyMap; failures: CheckFailure[] }> {
    const earlier = this.#checked.get(urn);
    if (earlier) await this.#host.stop(earlier);
    const plugin = await this.#start(urn);
    this.#checked.set(urn, plugin);
    const { [internalKey]: internal, ...visible } = news;
    const result = await plugin.checkConfig(urn, withoutInternal(olds ?? {}), visible);
    return { failures: result.failures, inputs: { ...result.inputs, [internalKey]: internal ?? {} } };
  }

  /** Compares a provider's configuration with its old one. */
  async diff(old: ResourceState, urn: string, news: PropertyMap): Promise<DiffResult> {
    const plugin = this.#checked.get(urn) ?? (await this.get(`${old.urn}::${old.id}`));
    return this.#diffWith(plugin, urn, old, news);
  }

  /** What a resource's move from one provider to another means: judged by the new one. */
  async diffReferences(old: ResourceState, reference: string, news: PropertyMap): Promise<DiffResult> {
    return this.#diffWith(await this.get(reference), parseProviderReference(reference).urn, old, news);
  }

  async #diffWith(
    plugin: ProviderPlugin,
    urn: string,
    old: ResourceState,
    news: PropertyMap,
  ): Promise<DiffResult> {
    const inputs = withoutInternal(old.inputs);
    const result = await plugin.diffConfig(
      urn,
      { inputs, outputs: withoutInternal(old.outputs) },
      withoutInternal(news),
    );
    if (result.changes !== 'unknown') return result;
    const changed = JSON.stringify(inputs) !== JSON.stringify(withoutInternal(news));
    return { ...result, changes: changed ? 'some' : 'none' };
  }

  /** Configures a checked provider and gives it an id; during a preview the id is not known. */
  async create(
    urn: string,
    inputs: PropertyMap,
    preview: boolean,
  ): Promise<{ id: string; outputs: PropertyMap }> {
    const id = preview ? unknownValue : randomUUID();
    await this.#configure({ urn, id, inputs }, this.#takeChecked(urn));
    return { id, outputs: withoutInternal(inputs) };
  }

  /** Configures an updated or unchanged provider under its old id, unless that has been done. */
  async keep(state: Pick<ResourceState, 'urn' | 'id' | 'inputs'>, changed: boolean): Promise<PropertyMap> {
    const existing = this.#configured.has(`${state.urn}::${state.id}`);
    if (existing && !changed) this.#checked.delete(state.urn);
    else await this.#configure(state, this.#takeChecked(state.urn));
    return withoutInternal(state.inputs);
  }

  /** Ends a provider that is gone from the program. */
  async delete(state: ResourceState): Promise<void> {
    const plugin = await this.#configured.get(`${state.urn}::${state.id}`);
    this.#configured.delete(`${state.urn}::${state.id}`);
    if (plugin) await this.#host.stop(plugin);
  }

  #start(urn: string): Promise<ProviderPlugin> {
    return this.#host.startProvider(packageOfProviderType(typeOfUrn(urn)));
  }

  #takeChecked(urn: string): Promise<ProviderPlugin> {
    const plugin = this.#checked.get(urn);
    this.#checked.delete(urn);
    return plugin ? Promise.resolve(plugin) : this.#start(urn);
  }

  #configure(
    state: Pick<ResourceState, 'urn' | 'id' | 'inputs'>,
    started: Promise<ProviderPlugin>,
  ): Promise<ProviderPlugin> {
    const configured = started.then(async (plugin) => {
      await plugin.configure(state.urn, withoutInternal(state.inputs));
      return plugin;
    });
    // Whoever needs the provider sees the failure; until then nobody has to.
    configured.catch(() => {});
    this.#configured.set(`${state.urn}::${state.id}`, configured);
    return configured;
  }
}

/** A provider's inputs as the provider sees them. */
function withoutInternal(inputs: PropertyMap): PropertyMap {
  const { [internalKey]: _internal, ...visible } = inputs;
  return visible;
}

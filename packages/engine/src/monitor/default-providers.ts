import { internalKey } from '../plugins/registry.ts';
import { makeSecret, type PropertyMap, unknownValue } from '../resource/properties.ts';
import type { Goal } from '../resource/state.ts';
import { providerTypeOf } from '../resource/urn.ts';
import type { RegistrationResult } from '../steps/step.ts';

/** Which provider a resource wants that names none. */
export interface ProviderRequest {
  packageName: string;
  /** Empty for whichever there is. */
  version: string;
  pluginDownloadUrl: string;
}

/** A configuration value as providers take it. */
export interface ProviderConfigValue {
  value: string;
  secret: boolean;
}

/** Makes the providers that resources use without naming one: one for each package and version. */
export class DefaultProviders {
  readonly #register: (goal: Goal) => Promise<RegistrationResult>;
  readonly #config: ReadonlyMap<string, ProviderConfigValue>;
  readonly #references = new Map<string, Promise<string>>();

  /** @param config the stack's configuration by full key; what stands under a package's name is its provider's */
  constructor(
    register: (goal: Goal) => Promise<RegistrationResult>,
    config: ReadonlyMap<string, ProviderConfigValue>,
  ) {
    this.#register = register;
    this.#config = config;
  }

  /** `<urn>::<id>` of the provider; it is made when it is first asked for. */
  reference(request: ProviderRequest): Promise<string> {
    const key = JSON.stringify(request);
    const found = this.#references.get(key) ?? this.#make(request);
    this.#references.set(key, found);
    return found;
  }

  async #make(request: ProviderRequest): Promise<string> {
    const { state } = await this.#register(this.#goal(request));
    if (!state) throw new Error(`the default provider of '${request.packageName}' could not be made`);
    return `${state.urn}::${state.id || unknownValue}`;
  }

  #goal({ packageName, version, pluginDownloadUrl }: ProviderRequest): Goal {
    const name = ['default', version, pluginDownloadUrl]
      .filter(Boolean)
      .join('_')
      .replace(/[^\w-]/g, '_');
    const properties: PropertyMap = {};
    for (const [key, { value, secret }] of this.#config) {
      const [namespace, property] = key.split(/:(.*)/s);
      if (namespace === packageName && property) properties[property] = secret ? makeSecret(value) : value;
    }
    if (version) properties.version = version;
    properties[internalKey] = pluginDownloadUrl ? { pluginDownloadURL: pluginDownloadUrl } : {};
    return {
      type: providerTypeOf(packageName),
      name,
      custom: true,
      properties,
      parent: '',
      protect: undefined,
      dependencies: [],
      provider: '',
      propertyDependencies: {},
      deleteBeforeReplace: undefined,
      ignoreChanges: [],
      additionalSecretOutputs: [],
      aliases: [],
      importId: '',
      customTimeouts: { create: 0, update: 0, delete: 0 },
      replaceOnChanges: [],
      retainOnDelete: undefined,
      deletedWith: '',
      sourcePosition: '',
    };
  }
}

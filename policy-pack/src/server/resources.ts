import type { PolicyProviderResource, PolicyResource, PolicyResourceOptions } from '@pulumi/policy';
import {
  bufferOf,
  type DescribedResource,
  readResource,
  readNames,
  readStruct,
  type DescribedStackResource,
} from './messages.ts';
import { ReadOnce } from './read-once.ts';
import { messages, properties, unknowns } from './sdk.ts';

type ResourceClass = { readonly __pulumiType?: string; isInstance?(candidate: unknown): boolean };
type TypeTests = Pick<PolicyResource, 'isType' | 'asType'>;

/** Providers of a stack, by their encoding. */
export class Providers extends ReadOnce<PolicyProviderResource> {
  constructor() {
    super(readProvider);
  }
}

/**
 * What policies read of a resource. All of them read the same: its properties are decoded once, when one asks.
 *
 * A class, because there are many: an object that has getters of its own, or is the prototype of others, has a hidden class of
 * its own too, and that keeps all that it holds in memory until the oldest memory is cleaned up.
 */
export class SharedResource implements PolicyResourceParts {
  readonly type: string;
  readonly urn: string;
  readonly name: string;
  declare readonly provider?: PolicyProviderResource;
  declare readonly opts: PolicyResourceOptions;
  declare readonly props: Record<string, unknown>;
  declare readonly isType: PolicyResource['isType'];
  declare readonly asType: PolicyResource['asType'];
  readonly #properties: Uint8Array | undefined;
  readonly #encodedOptions: Uint8Array;
  #read: Record<string, unknown> | undefined;

  /** Enumerable and a resource's own, as they are in the SDK. */
  static readonly #whenAsked: PropertyDescriptorMap & ThisType<SharedResource> = {
    opts: getter(function (this: SharedResource) {
      return knownOptions.of(this.#encodedOptions);
    }),
    props: getter(function (this: SharedResource) {
      this.#read ??= readableProperties(this.#properties);
      return this.#read;
    }),
    isType: getter(function (this: SharedResource) {
      return typeTests(this.type, () => this.props).isType;
    }),
    asType: getter(function (this: SharedResource) {
      return typeTests(this.type, () => this.props).asType;
    }),
  };

  /** @throws Error for an engine that sends no options, as the SDK does */
  constructor(described: DescribedResource, providers: Providers) {
    this.type = described.type;
    this.urn = described.urn;
    this.name = described.name;
    this.#properties = described.properties;
    this.#encodedOptions = encodedOptionsOf(described);
    Object.defineProperties(this, SharedResource.#whenAsked);
    const provider = providerOf(described, providers);
    if (provider !== undefined) this.provider = provider;
  }
}

type PolicyResourceParts = Pick<
  PolicyResource,
  'type' | 'urn' | 'name' | 'provider' | 'opts' | 'isType' | 'asType'
>;

function getter<T>(get: (this: SharedResource) => T): PropertyDescriptor {
  return { get, enumerable: true };
}

/** `isType` and `asType` of a resource, by the type that an SDK's class carries. */
export function typeTests(type: string, read: () => object): TypeTests {
  const isType = (resourceClass: ResourceClass) =>
    resourceClass.__pulumiType
      ? resourceClass.__pulumiType === type
      : resourceClass.isInstance?.({ __pulumiType: type }) === true;
  return {
    isType,
    asType: (resourceClass: ResourceClass) => (isType(resourceClass) ? read() : undefined),
  } as TypeTests;
}

/** Properties that a policy can read and not change: the next policy reads the same. */
function readableProperties(encoded: Uint8Array | undefined): Record<string, unknown> {
  return readOnly(unknowns.unknownCheckingProxy(decodedProperties(encoded, false)));
}

/** Properties in the SDK's form. @param proxySecrets as of the SDK's `deserializeProperties` */
export function decodedProperties(
  encoded: Uint8Array | undefined,
  proxySecrets: boolean,
): Record<string, unknown> {
  if (encoded === undefined) return {};
  const decoded = readStruct(encoded);
  // The SDK makes secrets and assets of what carries its signature, and a copy of all else.
  if (!proxySecrets && !bufferOf(encoded).includes(signature)) return decoded;
  return properties.deserializeProperties({ toJavaScript: () => decoded }, proxySecrets);
}

const signature = '4dabf18193072939515e22adb298388d';

function readOnly<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  return new Proxy(value, {
    get(target, property) {
      const found: unknown = Reflect.get(target, property);
      return property === unknowns.getSpecialProxyTarget ? found : readOnly(found);
    },
    set: refuseChange,
    deleteProperty: refuseChange,
    defineProperty: refuseChange,
  }) as T;
}

function refuseChange(_target: object, property: string | symbol): never {
  throw new TypeError(`a policy that validates cannot change ${String(property)}: only a remediation can`);
}

/** The provider of a resource. */
export function providerOf(
  { provider }: DescribedResource,
  providers: Providers,
): PolicyProviderResource | undefined {
  return provider === undefined ? undefined : providers.of(provider);
}

function readProvider(encoded: Uint8Array): PolicyProviderResource {
  const { type, urn, name, properties: encodedProperties } = readResource(encoded);
  return Object.freeze({ type, urn, name, props: readableProperties(encodedProperties) });
}

function encodedOptionsOf({ options }: DescribedResource): Uint8Array {
  if (options !== undefined) return options;
  throw new Error(
    'A more recent version of the Pulumi CLI is required. To upgrade, see https://www.pulumi.com/docs/get-started/install/',
  );
}

/** Options of a resource, as the SDK tells them. @throws Error for an engine that sends none */
export function optionsOf(described: DescribedResource): PolicyResourceOptions {
  return knownOptions.of(encodedOptionsOf(described));
}

const knownOptions = new ReadOnce(readOptions);

function readOptions(encoded: Uint8Array): PolicyResourceOptions {
  const options = messages.AnalyzerResourceOptions.deserializeBinary(encoded);
  const timeouts = options.getCustomtimeouts();
  return Object.freeze({
    protect: options.getProtect(),
    ignoreChanges: frozen(options.getIgnorechangesList()),
    aliases: frozen(options.getAliasesList()),
    customTimeouts: Object.freeze({
      createSeconds: timeouts?.getCreate() ?? 0,
      updateSeconds: timeouts?.getUpdate() ?? 0,
      deleteSeconds: timeouts?.getDelete() ?? 0,
    }),
    additionalSecretOutputs: frozen(options.getAdditionalsecretoutputsList()),
    ...(options.getDeletebeforereplacedefined()
      ? { deleteBeforeReplace: options.getDeletebeforereplace() }
      : {}),
    ...(options.getParent() ? { parent: options.getParent() } : {}),
  });
}

/** The SDK's types call lists changeable that a policy has no reason to change. */
function frozen<T>(list: T[]): T[] {
  return Object.freeze(list) as T[];
}

/** A resource as a policy of the whole stack is handed it. */
export type StackResource = PolicyResource & {
  /** What the program sets, where the resource was judged by itself before; no SDK tells it. */
  readonly inputs?: StackInputs;
};

/** Properties that a program sets on a resource, decoded when they are asked for. */
export class StackInputs {
  /** A text: bytes of a request would keep all that came with them in memory until the stack is judged. */
  readonly #encoded: string;

  constructor({ properties: encoded }: DescribedResource) {
    this.#encoded = encoded === undefined ? '' : bufferOf(encoded).toString('latin1');
  }

  get names(): ReadonlySet<string> {
    return new Set(readNames(this.#bytes()));
  }

  get properties(): Record<string, unknown> {
    return readableProperties(this.#bytes());
  }

  #bytes(): Uint8Array {
    return Buffer.from(this.#encoded, 'latin1');
  }
}

/**
 * The resources of a stack, each with its parent and sources as resources too.
 *
 * @param inputs by URN
 */
export function stackOf(
  described: readonly DescribedStackResource[],
  inputs: ReadonlyMap<string, StackInputs>,
): StackResource[] {
  const providers = new Providers();
  const resources = described.map((resource) => new SharedResource(resource, providers));
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const named = (urns: readonly string[]) => urns.flatMap((urn) => byUrn.get(urn) ?? []);
  return resources.map((resource, index) => {
    const of = described[index] as DescribedStackResource;
    const parent = byUrn.get(of.parent);
    const set = inputs.get(resource.urn);
    const sources = [...of.propertyDependencies].map(([property, urns]) => [property, named(urns)] as const);
    return Object.assign(resource, {
      dependencies: named(of.dependencies),
      propertyDependencies: Object.fromEntries(sources),
      ...(parent === undefined ? {} : { parent }),
      ...(set === undefined ? {} : { inputs: set }),
    }) as unknown as StackResource;
  });
}

import type { PolicyProviderResource, PolicyResource, PolicyResourceOptions } from '@pulumi/policy';
import type analyzer from '@pulumi/pulumi/proto/analyzer_pb.js';
import { properties, unknowns } from './sdk.ts';

type Described = analyzer.AnalyzeRequest | analyzer.AnalyzerResource;
type ResourceClass = { readonly __pulumiType?: string; isInstance?(candidate: unknown): boolean };
type TypeTests = Pick<PolicyResource, 'isType' | 'asType'>;

/** What policies read of a resource. All of them read the same: its properties are decoded once, when one asks. */
export interface SharedResource extends TypeTests {
  readonly type: string;
  readonly urn: string;
  readonly name: string;
  readonly opts: PolicyResourceOptions;
  readonly props: Record<string, unknown>;
  readonly provider?: PolicyProviderResource;
}

/** Providers by URN: a stack has few of them and names one with every resource. */
export type Providers = Map<string, PolicyProviderResource>;

/** Reads a resource of a request. @throws Error for an engine that sends no options, as the SDK does */
export function sharedResource(described: Described, providers: Providers): SharedResource {
  const type = described.getType();
  const read = once(() => readableProperties(described.getProperties()));
  const resource = {
    type,
    urn: described.getUrn(),
    name: described.getName(),
    opts: optionsOf(described),
    get props() {
      return read();
    },
    ...typeTests(type, read),
  };
  const provider = providerOf(described, providers);
  return (provider === undefined ? resource : Object.assign(resource, { provider })) as SharedResource;
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

/** Reads and keeps a value. */
function once<T>(read: () => T): () => T {
  let value: { readonly it: T } | undefined;
  return () => {
    value ??= { it: read() };
    return value.it;
  };
}

/** Properties that a policy can read and not change: the next policy reads the same. */
export function readableProperties(encoded: unknown): Record<string, unknown> {
  return readOnly(unknowns.unknownCheckingProxy(properties.deserializeProperties(encoded, false)));
}

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

/** The provider of a resource, read once for all resources of a request that name it. */
export function providerOf(described: Described, providers: Providers): PolicyProviderResource | undefined {
  const encoded = described.getProvider();
  if (encoded === undefined) return undefined;
  const urn = encoded.getUrn();
  const known = providers.get(urn);
  if (known !== undefined) return known;
  const provider = {
    type: encoded.getType(),
    urn,
    name: encoded.getName(),
    props: readableProperties(encoded.getProperties()),
  };
  providers.set(urn, provider);
  return provider;
}

/** Options of a resource, as the SDK tells them. */
export function optionsOf(described: Described): PolicyResourceOptions {
  const options = described.getOptions();
  if (options === undefined) {
    throw new Error(
      'A more recent version of the Pulumi CLI is required. To upgrade, see https://www.pulumi.com/docs/get-started/install/',
    );
  }
  const timeouts = options.getCustomtimeouts();
  return {
    protect: options.getProtect(),
    ignoreChanges: options.getIgnorechangesList(),
    aliases: options.getAliasesList(),
    customTimeouts: {
      createSeconds: timeouts?.getCreate() ?? 0,
      updateSeconds: timeouts?.getUpdate() ?? 0,
      deleteSeconds: timeouts?.getDelete() ?? 0,
    },
    additionalSecretOutputs: options.getAdditionalsecretoutputsList(),
    ...(options.getDeletebeforereplacedefined()
      ? { deleteBeforeReplace: options.getDeletebeforereplace() }
      : {}),
    ...(options.getParent() ? { parent: options.getParent() } : {}),
  };
}

/** The resources of a stack, each with its parent and sources as resources too. */
export function stackOf(described: readonly analyzer.AnalyzerResource[]): PolicyResource[] {
  const providers: Providers = new Map();
  const resources = described.map((resource) => sharedResource(resource, providers));
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const named = (urns: readonly string[]) => urns.flatMap((urn) => byUrn.get(urn) ?? []);
  return resources.map((resource, index) => {
    const of = described[index] as analyzer.AnalyzerResource;
    const parent = byUrn.get(of.getParent());
    const sources: Record<string, unknown> = {};
    of.getPropertydependenciesMap().forEach((list, property) => {
      sources[property] = named(list.getUrnsList());
    });
    return Object.assign(resource, {
      dependencies: named(of.getDependenciesList()),
      propertyDependencies: sources,
      ...(parent === undefined ? {} : { parent }),
    }) as unknown as PolicyResource;
  });
}

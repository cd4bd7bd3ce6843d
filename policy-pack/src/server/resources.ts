import type { PolicyProviderResource, PolicyResource, PolicyResourceOptions } from '@pulumi/policy';
import { once } from '../once.ts';
import {
  bufferOf,
  type DescribedResource,
  readResource,
  readNames,
  readStruct,
  type DescribedStackResource,
} from './messages.ts';
import { messages, properties, unknowns } from './sdk.ts';

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

/** Providers by their encoding: a stack has few of them and names one with every resource. */
export type Providers = Map<string, PolicyProviderResource>;

/** Reads a resource of a request. @throws Error for an engine that sends no options, as the SDK does */
export function sharedResource(described: DescribedResource, providers: Providers): SharedResource {
  const { type, urn, name } = described;
  const read = once(() => readableProperties(described.properties));
  const encodedOptions = encodedOptionsOf(described);
  const options = once(() => readOptions(encodedOptions));
  const resource = {
    type,
    urn,
    name,
    get opts() {
      return options();
    },
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

/** The provider of a resource, read once for all resources that name it. */
export function providerOf(
  { provider: encoded }: DescribedResource,
  providers: Providers,
): PolicyProviderResource | undefined {
  if (encoded === undefined) return undefined;
  const key = bufferOf(encoded).toString('latin1');
  const known = providers.get(key);
  if (known !== undefined) return known;
  const { type, urn, name, properties: encodedProperties } = readResource(encoded);
  const provider = Object.freeze({ type, urn, name, props: readableProperties(encodedProperties) });
  providers.set(key, provider);
  return provider;
}

function encodedOptionsOf({ options }: DescribedResource): Uint8Array {
  if (options !== undefined) return options;
  throw new Error(
    'A more recent version of the Pulumi CLI is required. To upgrade, see https://www.pulumi.com/docs/get-started/install/',
  );
}

/** Options of a resource, as the SDK tells them. @throws Error for an engine that sends none */
export function optionsOf(described: DescribedResource): PolicyResourceOptions {
  return readOptions(encodedOptionsOf(described));
}

function readOptions(encoded: Uint8Array): PolicyResourceOptions {
  const options = messages.AnalyzerResourceOptions.deserializeBinary(encoded);
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

/** A resource as a policy of the whole stack is handed it. */
export type StackResource = PolicyResource & {
  /** Properties that the program sets, where the resource was judged by itself before; no SDK tells them. */
  readonly inputNames?: ReadonlySet<string>;
};

/** Names of the properties that a program sets on a resource. */
export function inputNamesOf({ properties: encoded }: DescribedResource): ReadonlySet<string> {
  return new Set(encoded === undefined ? [] : readNames(encoded));
}

/**
 * The resources of a stack, each with its parent and sources as resources too.
 *
 * @param inputNames by URN
 */
export function stackOf(
  described: readonly DescribedStackResource[],
  inputNames: ReadonlyMap<string, ReadonlySet<string>>,
): StackResource[] {
  const providers: Providers = new Map();
  const resources = described.map((resource) => sharedResource(resource, providers));
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const named = (urns: readonly string[]) => urns.flatMap((urn) => byUrn.get(urn) ?? []);
  return resources.map((resource, index) => {
    const of = described[index] as DescribedStackResource;
    const parent = byUrn.get(of.parent);
    const names = inputNames.get(resource.urn);
    const sources = [...of.propertyDependencies].map(([property, urns]) => [property, named(urns)] as const);
    return Object.assign(resource, {
      dependencies: named(of.dependencies),
      propertyDependencies: Object.fromEntries(sources),
      ...(parent === undefined ? {} : { parent }),
      ...(names === undefined ? {} : { inputNames: names }),
    }) as unknown as StackResource;
  });
}

import { isRedacted, type Plain, type PlainObject, plainValues, unresolved } from './plain-values.ts';
import { withAccount } from './provider-account.ts';

/** A resource of a program, as plainly as the lens needs it. */
export interface ProgramResource {
  readonly type: string;
  readonly urn: string;
  readonly name: string;
  readonly provider: Provider;
  /** Options of the resource that protect it; where they are not known, nothing is said of them. */
  readonly options?: ResourceOptions;
  /** Where it was seen: a preview (the default) knows some values only later, a state hides secrets alone. */
  readonly seenIn?: 'preview' | 'state';
  /** A property, `undefined` when the program leaves it out, {@link unresolved} while it is not known. */
  get(property: string): Plain;
  /** Whether the program itself sets a property, rather than the provider. */
  isSet(property: string): boolean;
  /** URNs of the resources that a property's value comes from; none where the engine does not say. */
  dependenciesOf(property: string): readonly string[];
}

/** The provider that a resource belongs to. */
export interface Provider {
  /** Name of an explicit provider, `null` for the program's default one. */
  readonly name: string | null;
  readonly properties: PlainObject;
}

/** Options that Pulumi itself acts on. */
export interface ResourceOptions {
  /** The resource cannot be deleted. */
  readonly protect: boolean;
  /** Pulumi forgets the resource instead of deleting it; left out where the engine does not show it. */
  readonly retainOnDelete?: boolean;
}

/** A resource in the engine's own terms; properties as they are sent or saved. */
export interface EngineResource {
  readonly type: string;
  readonly urn: string;
  readonly name: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly provider?: {
    readonly name: string;
    readonly properties: Readonly<Record<string, unknown>>;
    /** Its account, where it follows from elsewhere than its properties. */
    readonly account?: string | undefined;
  };
  readonly options?: ResourceOptions;
}

/** Reads a resource by its inputs, as a policy of single resources is handed it. */
export function fromInputs(resource: EngineResource): ProgramResource {
  const properties = plainValues(resource.properties);
  return {
    ...identityOf(resource),
    isSet: (property) => Object.hasOwn(properties, property) && properties[property] !== undefined,
    get: (property) => (Object.hasOwn(properties, property) ? properties[property] : undefined),
    dependenciesOf: () => [],
  };
}

/** What the engine says of a resource's sources, beside its outputs. */
export interface Sources {
  /** Any resource that it depends on. */
  readonly dependencies: readonly string[];
  /** Property -> URNs of the resources that its value comes from. */
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  /**
   * Whether each property that the program sets has an entry, if only an empty list. The CLI leaves empty ones out:
   * then a property whose value is known is taken for set.
   */
  readonly namesEverySetting: boolean;
  /** Properties that the program sets, where the engine has told them. */
  readonly inputNames?: ReadonlySet<string>;
}

/**
 * Reads a resource by its outputs, as a policy of the whole stack is handed it. They hold what the provider computes
 * too, during a preview as unknown.
 */
export function fromOutputs(resource: EngineResource & Sources): ProgramResource {
  const properties = plainValues(resource.properties);
  const { dependencies, propertyDependencies: sources, namesEverySetting, inputNames } = resource;
  const hasSources = (property: string) => Object.hasOwn(sources, property);
  const seenValueOf = (property: string) =>
    Object.hasOwn(properties, property) ? properties[property] : undefined;
  const isKnown = (value: Plain) => value !== undefined && value !== unresolved;
  const engineTells = Object.keys(sources).length > 0 || dependencies.length === 0;
  return {
    ...identityOf(resource),
    isSet: (property) =>
      inputNames?.has(property) ??
      (hasSources(property) || (!namesEverySetting && isKnown(seenValueOf(property)))),
    get: (property) => {
      const value = seenValueOf(property);
      const isComputed =
        inputNames === undefined
          ? engineTells && !hasSources(property) && !isRedacted(resource.properties[property])
          : !inputNames.has(property);
      return value === unresolved && isComputed ? undefined : value;
    },
    dependenciesOf: (property) => (hasSources(property) ? (sources[property] ?? []) : []),
  };
}

function identityOf({ type, urn, name, provider, options }: EngineResource) {
  return {
    type,
    urn,
    name,
    provider: providerOf(provider),
    ...(options === undefined ? {} : { options }),
  };
}

/** The provider as the lens needs it; the name of a default provider has its version. */
export function providerOf(provider: EngineResource['provider']): Provider {
  if (provider === undefined) return { name: null, properties: {} };
  const isDefault = /^default(_|$)/.test(provider.name);
  const properties = withAccount(plainValues(provider.properties), provider.account);
  return { name: isDefault ? null : provider.name, properties };
}

import type { PolicyProviderResource, PolicyResource, ResourceValidationArgs } from '@pulumi/policy';
import { type Plain, type PlainObject, plainValues, unresolved } from './plain-values.ts';

/** A resource of a program, as plainly as the lens needs it. */
export interface ProgramResource {
  readonly type: string;
  readonly urn: string;
  readonly name: string;
  readonly provider: Provider;
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

/** Reads a resource from what a resource policy is handed: its inputs. */
export function fromValidation(args: ResourceValidationArgs): ProgramResource {
  const properties = plainValues(args.props);
  return {
    type: args.type,
    urn: args.urn,
    name: args.name,
    provider: providerOf(args.provider),
    isSet: (property) => properties[property] !== undefined,
    get: (property) => properties[property],
    dependenciesOf: () => [],
  };
}

/**
 * Reads a resource from what a stack policy is handed: its outputs. They hold what the provider computes too, during
 * a preview as unknown. What the program itself sets is what the engine has sources for, if only an empty list.
 */
export function fromStack(resource: PolicyResource): ProgramResource {
  const properties = plainValues(resource.props);
  const sources = resource.propertyDependencies;
  const isSet = (property: string) => Object.hasOwn(sources, property);
  const engineTells = Object.keys(sources).length > 0 || resource.dependencies.length === 0;
  return {
    type: resource.type,
    urn: resource.urn,
    name: resource.name,
    provider: providerOf(resource.provider),
    isSet,
    get: (property) => {
      const value = properties[property];
      return value === unresolved && engineTells && !isSet(property) ? undefined : value;
    },
    dependenciesOf: (property) => (sources[property] ?? []).map(({ urn }) => urn),
  };
}

function providerOf(provider: PolicyProviderResource | undefined): Provider {
  if (provider === undefined) return { name: null, properties: {} };
  const isDefault = /^default(_|$)/.test(provider.name);
  return { name: isDefault ? null : provider.name, properties: plainValues(provider.props) };
}

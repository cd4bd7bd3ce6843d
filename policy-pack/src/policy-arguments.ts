import type { PolicyResource, ResourceValidationArgs } from '@pulumi/policy';
import { fromInputs, fromOutputs, type ProgramResource } from './lens/program-resource.ts';

/** What the SDK wraps in a proxy that throws when an unknown value is read. */
function unwrapped(properties: Record<string, unknown>): Record<string, unknown> {
  return (properties.__getSpecialProxyTarget as Record<string, unknown> | undefined) ?? properties;
}

/** A resource as a resource policy is handed it: its inputs. */
export function fromValidation({
  type,
  urn,
  name,
  props,
  provider,
}: ResourceValidationArgs): ProgramResource {
  return fromInputs({
    type,
    urn,
    name,
    properties: unwrapped(props),
    ...(provider === undefined
      ? {}
      : { provider: { name: provider.name, properties: unwrapped(provider.props) } }),
  });
}

/** A resource as a stack policy is handed it: its outputs. */
export function fromStack(resource: PolicyResource): ProgramResource {
  const { type, urn, name, props, provider, dependencies, propertyDependencies } = resource;
  return fromOutputs({
    type,
    urn,
    name,
    properties: unwrapped(props),
    dependencies: dependencies.map((dependency) => dependency.urn),
    propertyDependencies: Object.fromEntries(
      Object.entries(propertyDependencies).map(([property, sources]) => [
        property,
        sources.map((source) => source.urn),
      ]),
    ),
    ...(provider === undefined
      ? {}
      : { provider: { name: provider.name, properties: unwrapped(provider.props) } }),
  });
}

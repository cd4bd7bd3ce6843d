import type { PolicyResource, ResourceValidationArgs } from '@pulumi/policy';
import { fromInputs, fromOutputs, type ProgramResource } from './lens/program-resource.ts';
import { accountsOfProviders } from './lens/provider-account.ts';
import type { StackResource } from './server/index.ts';

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

/** The resources as a stack policy is handed them: their outputs. The lens reads nothing of other providers. */
export function fromStack(resources: readonly PolicyResource[]): readonly ProgramResource[] {
  const namesEverySetting = resources.some(({ propertyDependencies }) =>
    Object.values(propertyDependencies).some((sources) => sources.length === 0),
  );
  const ours = resources.filter(({ type }) => type.startsWith('aws:'));
  const accounts = accountsOfProviders(
    ours.map(({ type, provider, props }) => ({ type, provider: provider?.urn, arn: unwrapped(props).arn })),
  );
  return ours.map((resource) =>
    resourceOf(resource, namesEverySetting, accounts.get(resource.provider?.urn ?? '')),
  );
}

function resourceOf(
  resource: StackResource,
  namesEverySetting: boolean,
  account: string | undefined,
): ProgramResource {
  const { type, urn, name, props, opts, provider, dependencies, propertyDependencies, inputs } = resource;
  const outputs = unwrapped(props);
  // A provider that is not known yet tells no outputs; what the program sets is known all the same.
  const hasOutputs = inputs === undefined || Object.keys(outputs).length > 0;
  return fromOutputs({
    type,
    urn,
    name,
    namesEverySetting,
    ...(inputs === undefined ? {} : { inputNames: inputs.names }),
    options: { protect: opts?.protect === true },
    properties: hasOutputs ? outputs : unwrapped(inputs.properties),
    dependencies: dependencies.map((dependency) => dependency.urn),
    propertyDependencies: Object.fromEntries(
      Object.entries(propertyDependencies).map(([property, sources]) => [
        property,
        sources.map((source) => source.urn),
      ]),
    ),
    ...(provider === undefined
      ? {}
      : { provider: { name: provider.name, properties: unwrapped(provider.props), account } }),
  });
}

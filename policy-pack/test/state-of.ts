import { type EngineResource, unknownText } from './pack-process.ts';

/**
 * The state that a program leaves behind, as `pulumi stack export` prints it: what was not known before the update
 * is the name of a bucket, or the ARN of any other resource.
 */
export function stateOf(program: readonly EngineResource[]): string {
  const byUrn = new Map(program.map((resource) => [resource.urn, resource]));
  const providers = new Map(program.flatMap(({ provider }) => (provider ? [[provider.name, provider]] : [])));
  const resources = [
    ...[...providers.values()].map(({ name, properties }) => ({
      urn: providerUrn(name),
      type: 'pulumi:providers:aws',
      custom: true,
      id: 'provider-id',
      inputs: properties,
      outputs: properties,
    })),
    ...program.map((resource) => {
      const settled = Object.fromEntries(
        Object.entries(resource.properties).map(([property, value]) => {
          const [source] = resource.propertyDependencies[property] ?? [];
          return [property, settledValue(value, byUrn.get(source ?? ''), source)];
        }),
      );
      return {
        urn: resource.urn,
        type: resource.type,
        custom: true,
        id: resource.name,
        inputs: { __defaults: [], ...settled },
        outputs: { ...(resource.type.startsWith('aws:s3/') ? {} : { arn: arnOf(resource) }), ...settled },
        provider: `${providerUrn(resource.provider?.name ?? '')}::provider-id`,
        propertyDependencies: resource.propertyDependencies,
        sourcePosition: `project:///index.ts#${program.indexOf(resource) + 1},1`,
      };
    }),
  ];
  return JSON.stringify({ version: 3, deployment: { manifest: {}, resources } });
}

function settledValue(value: unknown, source: EngineResource | undefined, urn: string | undefined): unknown {
  if (value !== unknownText) return value;
  if (source === undefined) return urn?.split('::').at(-1);
  return source.properties.bucket ?? arnOf(source);
}

/** The part of an ARN after the account, where it is not the name alone. */
const paths: Readonly<Record<string, (resource: EngineResource) => string>> = {
  Key: ({ name }) => `key/${name}`,
  Trail: ({ name, properties }) => `trail/${properties.name ?? name}`,
  Account: ({ name }) => `account/o-exampleorgid/${accountIdOf(name)}`,
  Organization: () => 'organization/o-exampleorgid',
  LogGroup: ({ properties }) => `log-group:${properties.name}:*`,
  Role: ({ name }) => `role/${name}`,
};

function arnOf(resource: EngineResource): string {
  const { type, name } = resource;
  const service = type.split(/[:/]/)[1];
  const kind = type.split(':').at(-1) ?? '';
  const path = paths[kind]?.(resource) ?? name;
  return `arn:aws:${service}:us-east-1:111111111111:${path}`;
}

/** An account id for each name. */
function accountIdOf(name: string): string {
  return [...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 200_000_000_000).toString();
}

function providerUrn(name: string): string {
  return `urn:pulumi:dev::project::pulumi:providers:aws::${name}`;
}

import type { Recording } from './recorded-program.ts';

/** What `pulumi stack export` prints once a program is applied. */
export function savedState({ resources, providers }: Recording): string {
  const saved = [
    ...providers.map(({ urn, id, properties }) => ({
      urn,
      type: 'pulumi:providers:aws',
      custom: true,
      id,
      inputs: properties,
      outputs: properties,
    })),
    ...resources.map((resource) => ({
      urn: resource.urn,
      type: resource.type,
      custom: true,
      id: resource.id,
      inputs: { __defaults: [], ...resource.properties },
      outputs: resource.outputs,
      protect: resource.protect,
      retainOnDelete: resource.retainOnDelete,
      provider: resource.providerReference,
      propertyDependencies: resource.propertyDependencies,
    })),
  ];
  return JSON.stringify({ version: 3, deployment: { resources: saved } });
}

import { numbered, type ExampleResource } from './examples.ts';

/** What `pulumi stack export` prints of a stack of so many resources, by taking turns with examples. */
export function stateOf(examples: readonly ExampleResource[], size: number): string {
  const provider = 'urn:pulumi:bench::bench::pulumi:providers:aws::default_7_48_0';
  const settings = { region: 'us-east-1' };
  const resources = Array.from({ length: size }, (_, index) => {
    const { type, inputs } = numbered(examples[index % examples.length] as ExampleResource, index);
    const name = `resource-${index}`;
    return {
      urn: `urn:pulumi:bench::bench::${type}::${name}`,
      type,
      custom: true,
      id: name,
      inputs: { __defaults: [], ...inputs },
      outputs: { id: name, ...inputs },
      provider: `${provider}::provider-id`,
      propertyDependencies: Object.fromEntries(Object.keys(inputs).map((property) => [property, []])),
    };
  });
  const own = {
    urn: provider,
    type: 'pulumi:providers:aws',
    custom: true,
    id: 'provider-id',
    inputs: settings,
    outputs: settings,
  };
  return JSON.stringify({ version: 3, deployment: { manifest: {}, resources: [own, ...resources] } });
}

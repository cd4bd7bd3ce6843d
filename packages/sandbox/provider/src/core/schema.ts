import type { AnyFunction } from './function.ts';
import { type AnyResource, isTagged } from './resource.ts';

const ANY = { $ref: 'pulumi.json#/Any' };

/**
 * Pulumi schema of what this plugin serves: names of properties, which are required, which replace. Their types are those of
 * `@pulumi/aws`, which programs are written against, and are not repeated.
 */
export function schemaOf(
  version: string,
  resources: readonly AnyResource[],
  functions: readonly AnyFunction[],
): string {
  return JSON.stringify({
    name: 'aws',
    version,
    description: 'The part of the aws package that the sandbox serves',
    resources: Object.fromEntries(
      resources.map((definition) => [definition.token, resourceSchema(definition)]),
    ),
    functions: Object.fromEntries(
      functions.map(({ token, args }) => [
        token,
        { inputs: { type: 'object', properties: object(args) }, outputs: { type: 'object' } },
      ]),
    ),
  });
}

function resourceSchema(definition: AnyResource) {
  const offered = Object.entries(definition.properties).filter(([, property]) => !property.unsupported);
  const outputs = [
    ...offered.map(([name]) => name),
    ...Object.keys(definition.computed),
    ...(isTagged(definition) ? ['tagsAll'] : []),
  ];
  return {
    inputProperties: Object.fromEntries(
      offered.map(([name, property]) => [
        name,
        {
          ...ANY,
          ...(property.replaces
            ? { willReplaceOnChanges: true, description: `Replaces: ${property.replaces}` }
            : {}),
        },
      ]),
    ),
    requiredInputs: offered.filter(([, property]) => property.required).map(([name]) => name),
    properties: object(outputs),
  };
}

const object = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, ANY]));

import type { PlainObject } from '../src/lens/plain-values.ts';
import type { ProgramResource } from '../src/lens/program-resource.ts';

/**
 * A resource as the lens sees it, of the default provider.
 * @param dependencies by property, the resources that it comes from
 */
export function aProgramResource(
  type: string,
  name: string,
  properties: PlainObject,
  dependencies: Readonly<Record<string, readonly ProgramResource[]>> = {},
  differing: Partial<ProgramResource> = {},
): ProgramResource {
  return {
    type,
    name,
    urn: `urn:pulumi:dev::project::${type}::${name}`,
    provider: { name: null, properties: {} },
    isSet: (property) => properties[property] !== undefined,
    get: (property) => properties[property],
    dependenciesOf: (property) => (dependencies[property] ?? []).map(({ urn }) => urn),
    ...differing,
  };
}

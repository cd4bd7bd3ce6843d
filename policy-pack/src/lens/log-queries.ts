import type { Fact, LogTable, QueryWorkgroup } from '@trailguard/controls';
import { hasUnresolved, objectOf, type Plain } from './plain-values.ts';
import { factOf, type Program, resourcesOf, textOf, unresolvedFact } from './program.ts';
import type { ProgramResource } from './program-resource.ts';
import { types } from './types.ts';

/** Tables of a program over what is in buckets. */
export function logTablesOf(program: Program): readonly LogTable[] {
  return resourcesOf(program, types.catalogTable).map((resource) => ({
    name: factOf<string>(resource, 'name', null),
    location: nested(resource, 'storageDescriptor', (descriptor) => textOf(objectOf(descriptor)?.location)),
    hasPartitionProjection: nested(
      resource,
      'parameters',
      (parameters) => objectOf(parameters)?.['projection.enabled'] === 'true',
    ),
    observation: { urn: resource.urn },
  }));
}

/** Workgroups of a program. Where results go to is told by the workgroup, or by whoever asks. */
export function queryWorkgroupsOf(program: Program): readonly QueryWorkgroup[] {
  return resourcesOf(program, types.workgroup).map((resource) => ({
    name: factOf<string>(resource, 'name', null),
    encryptsResults: nested(resource, 'configuration', (value) => {
      const configuration = objectOf(value);
      const managed = objectOf(configuration?.managedQueryResultsConfiguration);
      const results = objectOf(configuration?.resultConfiguration);
      return managed?.enabled === true || objectOf(results?.encryptionConfiguration) !== undefined;
    }),
    observation: { urn: resource.urn },
  }));
}

function nested<T>(resource: ProgramResource, property: string, read: (value: Plain) => T | null): Fact<T> {
  const value = resource.get(property);
  return hasUnresolved(value) ? unresolvedFact(resource, property) : read(value);
}

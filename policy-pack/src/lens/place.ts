import { accountOf, type Program, regionOrPlaceholder, resourcesOf } from './program.ts';
import type { ProgramResource } from './program-resource.ts';

/** Resources of some types by account and Region, for things of which AWS has one in each place. */
export function byPlace(
  program: Program,
  ...types: readonly string[]
): ReadonlyMap<string, readonly ProgramResource[]> {
  return Map.groupBy(
    resourcesOf(program, ...types),
    (resource) => `${accountOf(resource)}/${regionOrPlaceholder(resource)}`,
  );
}

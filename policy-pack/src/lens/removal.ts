import { type Fact, isUnknown, type Removal, unknownBecause } from '@trailguard/controls';
import { factOf } from './program.ts';
import type { ProgramResource } from './program-resource.ts';

/** What keeps a program from removing a resource: its options, and whether a bucket is emptied first. */
export function removalOf(resource: ProgramResource): Fact<Removal> {
  const isForced = factOf<boolean>(resource, 'forceDestroy', false);
  if (isUnknown(isForced)) return isForced;
  const { options } = resource;
  if (isForced !== true && options === undefined)
    return unknownBecause('not-read', `the options of ${resource.name} are not shown`);
  return {
    isProtected: options?.protect === true,
    isRetained: options?.retainOnDelete === true,
    isForced: isForced === true,
  };
}

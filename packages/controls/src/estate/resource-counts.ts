import type { Estate } from '../model/estate.ts';
import { isUnknown } from '../model/fact.ts';

/** Tells whether it is proven that an organization has no resource of a type; without a count a rule for it applies. */
export function hasNone({ resourceCounts }: Estate, ...resourceTypes: readonly string[]): boolean {
  if (resourceCounts === null || isUnknown(resourceCounts)) return false;
  return resourceTypes.every((type) => !Object.hasOwn(resourceCounts, type) || resourceCounts[type] === 0);
}

/** Tells whether an organization is known to have a resource of a type. */
export function hasSome({ resourceCounts }: Estate, ...resourceTypes: readonly string[]): boolean {
  if (resourceCounts === null || isUnknown(resourceCounts)) return false;
  return resourceTypes.some((type) => Object.hasOwn(resourceCounts, type) && resourceCounts[type] !== 0);
}

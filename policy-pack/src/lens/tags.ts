import type { Fact } from '@trailguard/controls';
import { objectOf, type Plain, type PlainObject, unresolved } from './plain-values.ts';
import { unresolvedFact } from './program.ts';
import type { ProgramResource } from './program-resource.ts';

/** Tags of a resource, those that the provider adds among them. A tag whose value is not known yet hides them all. */
export function tagsOf(resource: ProgramResource): Fact<Readonly<Record<string, string>>> {
  if (resource.get('tags') === unresolved) return unresolvedFact(resource, 'tags');
  const tags = {
    ...defaultTagsOf(resource.provider.properties.defaultTags),
    ...objectOf(resource.get('tagsAll')),
    ...objectOf(resource.get('tags')),
  };
  const known = Object.entries(tags).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return known.length < Object.keys(tags).length
    ? unresolvedFact(resource, 'tags')
    : Object.fromEntries(known);
}

/** A provider's configuration comes as JSON text where it is no plain value. */
function defaultTagsOf(value: Plain): PlainObject | undefined {
  if (typeof value !== 'string') return objectOf(objectOf(value)?.tags);
  try {
    return objectOf((JSON.parse(value) as PlainObject | null)?.tags);
  } catch {
    return undefined;
  }
}

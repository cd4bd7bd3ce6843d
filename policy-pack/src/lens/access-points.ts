import { type AccessPoint, type Fact, isUnknown, type PublicAccessBlock } from '@trailguard/controls';
import { hasUnresolved, itemsOf, objectOf, type Plain, unresolved } from './plain-values.ts';
import { openWorld, type Program, resourcesOf, textOf, unresolvedFact } from './program.ts';
import type { ProgramResource } from './program-resource.ts';
import { types } from './types.ts';

/**
 * The access points of a program that lead to a bucket, Multi-Region ones among them.
 *
 * @param leadsTo tells whether a reference, by name or URN, is the bucket
 * @param bucketOf the bucket that an access point names; `undefined` while nothing tells
 */
export function accessPointsOf(
  program: Program,
  leadsTo: (bucket: string) => boolean,
  bucketOf: (accessPoint: ProgramResource) => string | undefined,
): Fact<readonly AccessPoint[]> {
  const single = resourcesOf(program, ...types.accessPoint)
    .filter((resource) => leadsTo(bucketOf(resource) ?? ''))
    .map((resource) =>
      pointOf(resource, 'publicAccessBlockConfiguration', resource.get('publicAccessBlockConfiguration')),
    );
  const multiple = resourcesOf(program, types.multiRegionAccessPoint).flatMap((resource) => {
    const details = objectOf(resource.get('details'));
    const buckets = itemsOf(details?.regions).map((region) => textOf(objectOf(region)?.bucket));
    return buckets.some((bucket) => bucket !== null && leadsTo(bucket))
      ? [pointOf(resource, 'details', details?.publicAccessBlock)]
      : [];
  });
  const points = [...single, ...multiple];
  const hidden = points.find(isUnknown);
  if (hidden !== undefined) return hidden;
  if (points.length === 0 && !program.isWhole) return openWorld;
  return points.filter((point): point is AccessPoint => !isUnknown(point));
}

/** AWS closes an access point unless it is told otherwise. */
function pointOf(
  resource: ProgramResource,
  property: string,
  value: Plain,
): AccessPoint | ReturnType<typeof unresolvedFact> {
  if (hasUnresolved(value)) return unresolvedFact(resource, property);
  const block = objectOf(value) ?? {};
  const isOn = (name: string) => block[name] !== false;
  const publicAccessBlock: PublicAccessBlock = {
    blockPublicAcls: isOn('blockPublicAcls'),
    ignorePublicAcls: isOn('ignorePublicAcls'),
    blockPublicPolicy: isOn('blockPublicPolicy'),
    restrictPublicBuckets: isOn('restrictPublicBuckets'),
  };
  const name = resource.get('name');
  return { name: name === unresolved ? resource.name : (textOf(name) ?? resource.name), publicAccessBlock };
}

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
  const single = resourcesOf(program, ...types.accessPoint).flatMap((resource) => {
    const bucket = bucketOf(resource);
    if (bucket === undefined) return [unresolvedFact(resource, 'bucket')];
    const block = resource.get('publicAccessBlockConfiguration');
    return leadsTo(bucket) ? [pointOf(resource, 'publicAccessBlockConfiguration', block)] : [];
  });
  const multiple = resourcesOf(program, types.multiRegionAccessPoint).flatMap((resource) => {
    const details = objectOf(resource.get('details'));
    return bucketsOf(program, resource).some(leadsTo)
      ? [pointOf(resource, 'details', details?.publicAccessBlock)]
      : [];
  });
  const points = [...single, ...multiple];
  const hidden = points.find(isUnknown);
  if (hidden !== undefined) return hidden;
  if (points.length === 0 && !program.isWhole) return openWorld;
  return points.filter((point): point is AccessPoint => !isUnknown(point));
}

/** Names of the buckets of a Multi-Region access point; URNs of those that it may mean while a name is not known. */
function bucketsOf(program: Program, resource: ProgramResource): readonly string[] {
  const named = itemsOf(objectOf(resource.get('details'))?.regions).map((region) => objectOf(region)?.bucket);
  const known = named.flatMap((bucket) => textOf(bucket) ?? []);
  if (!named.includes(unresolved)) return known;
  const sources = resource.dependenciesOf('details');
  const declared = resourcesOf(program, ...types.buckets).map(({ urn }) => urn);
  return [...known, ...declared.filter((urn) => sources.includes(urn))];
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
  return {
    name: name === unresolved ? resource.name : (textOf(name) ?? resource.name),
    publicAccessBlock,
    urn: resource.urn,
  };
}

import { type DetectionList, type Fact, isUnknown, parseListLocation, rangesOf } from '@trailguard/controls';
import { unresolved } from './plain-values.ts';
import {
  factOf,
  openWorld,
  type Program,
  referenceOf,
  resourcesOf,
  textOf,
  unresolvedFact,
} from './program.ts';
import type { ProgramResource } from './program-resource.ts';
import { tagsOf } from './tags.ts';
import { types } from './types.ts';
import { versioningOf } from './bucket-settings.ts';

/** A list of a program, with what the program shows of its file and of the bucket that the file is in. */
export function listOf(
  program: Program,
  resource: ProgramResource,
  purpose: DetectionList['purpose'],
): DetectionList {
  const location = factOf<string>(resource, 'location', null);
  const place = typeof location === 'string' ? parseListLocation(location) : undefined;
  const unplaced = isUnknown(location) ? location : openWorld;
  return {
    purpose,
    kind: 'addresses',
    name: factOf(resource, 'name', resource.name),
    status: statusOf(resource),
    location,
    bucketName: place?.bucketName ?? unplaced,
    bucketVersioning: place === undefined ? unplaced : versioningOfBucket(program, place.bucketName),
    fileChangedAt: openWorld,
    ranges: place === undefined ? unplaced : contentOf(program, place),
    tags: tagsOf(resource),
    observation: { urn: resource.urn },
  };
}

function statusOf(resource: ProgramResource): Fact<string> {
  const active = factOf<boolean>(resource, 'activate', false);
  if (isUnknown(active)) return active;
  return active === true ? 'ACTIVE' : 'INACTIVE';
}

/** Name of the bucket that a resource is in: its text, else that of the program's bucket. */
function bucketNameOf(program: Program, resource: ProgramResource): string | undefined {
  const reference = referenceOf(program, resource, 'bucket', ...types.buckets);
  if (typeof reference !== 'string') return undefined;
  const bucket = resourcesOf(program, ...types.buckets).find(({ urn }) => urn === reference);
  return bucket === undefined ? reference : (textOf(bucket.get('bucket')) ?? undefined);
}

function versioningOfBucket(program: Program, bucketName: string): Fact<'Enabled' | 'Suspended'> {
  const settings = resourcesOf(program, ...types.bucketVersioning);
  const own = settings.find((resource) => bucketNameOf(program, resource) === bucketName);
  return own === undefined ? openWorld : versioningOf(own);
}

/** The text of the file, where the program uploads it. */
function contentOf(
  program: Program,
  { bucketName, key }: { readonly bucketName: string; readonly key: string },
): Fact<readonly string[]> {
  const file = resourcesOf(program, ...types.bucketObjects).find(
    (resource) =>
      resource.get('key') === key && (bucketNameOf(program, resource) ?? bucketName) === bucketName,
  );
  const content = file?.get('content');
  if (file !== undefined && content === unresolved) return unresolvedFact(file, 'content');
  return typeof content === 'string' ? rangesOf(content) : openWorld;
}

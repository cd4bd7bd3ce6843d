import type { Fact, ReplicationRule } from '@trailguard/controls';
import {
  hasUnresolved,
  itemsOf,
  objectOf,
  type Plain,
  type PlainObject,
  unresolved,
} from './plain-values.ts';
import { type Program, resourcesOf, textOf, unresolvedFact } from './program.ts';
import type { ProgramResource } from './program-resource.ts';
import { types } from './types.ts';

/** The rules of a BucketReplicationConfig; a bucket of the program by its URN. */
export function replicationOf(program: Program, resource: ProgramResource): Fact<readonly ReplicationRule[]> {
  const rules = resource.get('rules');
  if (rules === unresolved) return unresolvedFact(resource, 'rules');
  const read = itemsOf(rules).map((rule, index) => ruleOf(program, resource, rule, index));
  const known = read.filter((rule) => rule !== undefined);
  return known.length === read.length ? known : unresolvedFact(resource, 'rules');
}

/** A rule, or `undefined` while what decides is not known; keys and metrics do not. */
function ruleOf(
  program: Program,
  resource: ProgramResource,
  value: Plain,
  index: number,
): ReplicationRule | undefined {
  const rule = objectOf(value);
  const destination = objectOf(rule?.destination);
  if (rule === undefined || destination === undefined) return undefined;
  const deciding: readonly Plain[] = [rule.status, rule.filter, rule.prefix, rule.deleteMarkerReplication];
  const bucket = destinationOf(program, resource, destination);
  if (bucket === undefined || deciding.some(hasUnresolved)) return undefined;
  const filter = objectOf(rule.filter) ?? {};
  const and = objectOf(filter.and) ?? {};
  return {
    id: textOf(rule.id) ?? String(index + 1),
    enabled: rule.status === 'Enabled',
    prefix: textOf(filter.prefix) ?? textOf(and.prefix) ?? textOf(rule.prefix) ?? '',
    byTag: Object.keys({ ...objectOf(filter.tag), ...objectOf(and.tags) }).length > 0,
    destinationBucket: bucket,
    destinationAccountId: textOf(destination.account),
    // A rule in S3's first form, without a filter, copies them without being asked.
    copiesDeleteMarkers:
      rule.filter === undefined || objectOf(rule.deleteMarkerReplication)?.status === 'Enabled',
  };
}

/** The name at the end of `arn:PARTITION:s3:::NAME`, else the URN of the one bucket that the rules come from. */
function destinationOf(
  program: Program,
  resource: ProgramResource,
  { bucket }: PlainObject,
): string | undefined {
  if (bucket !== unresolved) return textOf(bucket)?.split(':::').at(-1);
  const sources = new Set(resource.dependenciesOf('rules'));
  const [only, ...others] = resourcesOf(program, ...types.buckets).filter(({ urn }) => sources.has(urn));
  return others.length === 0 ? only?.urn : undefined;
}

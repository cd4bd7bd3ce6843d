import {
  type Bucket,
  type Collection,
  type Fact,
  isUnknown,
  isUrn,
  namesService,
  type Trail,
  unknownBecause,
} from '@trailguard/controls';
import {
  inline,
  objectLockOf,
  policyOf,
  publicAccessBlockOf,
  publicGrantsOf,
  versioningOf,
} from './bucket-settings.ts';
import {
  accountOf,
  factOf,
  openWorld,
  type Program,
  referenceOf,
  regionOrPlaceholder,
  resourcesOf,
  unresolvedFact,
} from './program.ts';
import type { ProgramResource } from './program-resource.ts';
import { types } from './types.ts';

/** What makes a bucket one that logs are kept in. */
export interface LogBuckets {
  /** Names that the configuration of the pack gives. */
  readonly named: readonly string[];
  readonly trails: readonly Trail[];
}

/** A bucket of the program, or one elsewhere that resources of the program configure. */
interface Place {
  readonly resource: ProgramResource | null;
  readonly name: Fact<string>;
  /** URN of the program's resource, else the name. */
  readonly key: string;
}

/** The buckets that a program declares or configures. Whether others exist, it does not show. */
export function bucketsOf(program: Program, logBuckets: LogBuckets): Collection<Bucket> {
  const places = placesOf(program);
  const buckets = places.map((place) => bucketOf(program, place, places));
  const isLogBucket = (bucket: Bucket) => keepsTrailLogs(bucket, logBuckets);
  const targets = new Set(
    resourcesOf(program, ...types.bucketLogging)
      .filter((logging) =>
        buckets.some(
          (bucket) => isLogBucket(bucket) && isNamed(bucket, keyIn(program, logging, 'bucket', places)),
        ),
      )
      .map((logging) => keyIn(program, logging, 'targetBucket', places)),
  );
  const items = buckets.map((bucket): Bucket => {
    if (isLogBucket(bucket)) return { ...bucket, role: 'trail-logs' };
    return [...targets].some((target) => isNamed(bucket, target))
      ? { ...bucket, role: 'access-logs' }
      : bucket;
  });
  return { items, complete: openWorld };
}

const settings = {
  publicAccessBlock: types.bucketPublicAccessBlock,
  policy: types.bucketPolicy,
  versioning: types.bucketVersioning,
  objectLock: types.bucketObjectLock,
  publicGrants: types.bucketAcl,
} as const;
const settingTypes = Object.values(settings).flat();

function placesOf(program: Program): readonly Place[] {
  const declared = resourcesOf(program, ...types.buckets).map((resource): Place => {
    const name = factOf<string>(resource, 'bucket', null);
    return { resource, name: name ?? unresolvedFact(resource, 'bucket'), key: resource.urn };
  });
  const configured = resourcesOf(program, ...settingTypes)
    .map((resource) => keyIn(program, resource, 'bucket', declared))
    .filter((key) => key !== undefined);
  const elsewhere = [...new Set(configured)].filter(
    (key) => !isUrn(key) && !declared.some((place) => place.name === key),
  );
  // A policy on its own may already show, before its bucket is known, that it is a log bucket's.
  const nameless = program.isWhole
    ? []
    : resourcesOf(program, ...types.bucketPolicy).filter(
        (policy) => keyIn(program, policy, 'bucket', declared) === undefined,
      );
  return [
    ...declared,
    ...elsewhere.map((key): Place => ({ resource: null, name: key, key })),
    ...nameless.map(
      (policy): Place => ({ resource: null, name: unresolvedFact(policy, 'bucket'), key: policy.urn }),
    ),
  ];
}

/** The bucket that a property names: a place's key, or `undefined` while nothing tells. */
function keyIn(
  program: Program,
  resource: ProgramResource,
  property: string,
  places: readonly Place[],
): string | undefined {
  const reference = referenceOf(program, resource, property, ...types.buckets);
  if (isUnknown(reference) || reference === null) return undefined;
  return places.find(({ name, key }) => name === reference || key === reference)?.key ?? reference;
}

function bucketOf(program: Program, place: Place, places: readonly Place[]): Bucket {
  const urns: Record<string, string> = {};
  const setting = <T>(
    field: keyof typeof settings,
    read: (resource: ProgramResource) => Fact<T>,
    otherwise: (bucket: ProgramResource) => Fact<T>,
  ): Fact<T> => {
    const siblings = resourcesOf(program, ...settings[field]);
    const own = siblings.filter(
      (sibling) => (keyIn(program, sibling, 'bucket', places) ?? sibling.urn) === place.key,
    );
    const [only, ...others] = own;
    if (only !== undefined) {
      urns[field] = only.urn;
      if (others.length === 0) return read(only);
      return unknownBecause(
        'not-read',
        `${own.map(({ name }) => name).join(' and ')} both configure the bucket`,
      );
    }
    if (place.resource === null || !program.isWhole) return openWorld;
    const stray = siblings.find((sibling) => keyIn(program, sibling, 'bucket', places) === undefined);
    const fallback = otherwise(place.resource);
    return stray === undefined || !isEmpty(fallback) ? fallback : unresolvedFact(stray, 'bucket');
  };
  const facts = {
    publicAccessBlock: setting('publicAccessBlock', publicAccessBlockOf, () => null),
    policy: setting('policy', policyOf, inline.policy),
    publicGrants: setting('publicGrants', publicGrantsOf, inline.publicGrants),
    versioning: setting('versioning', versioningOf, inline.versioning),
    objectLock: setting('objectLock', objectLockOf, inline.objectLock),
  };
  const { resource } = place;
  return {
    name: place.name,
    accountId: resource === null ? openWorld : accountOf(resource),
    region: resource === null ? openWorld : regionOrPlaceholder(resource),
    role: 'other',
    ...facts,
    policyIsPublic: null,
    observation: { ...(resource === null ? {} : { urn: resource.urn }), urns },
  };
}

function isEmpty(fact: unknown): boolean {
  return fact === null || (Array.isArray(fact) && fact.length === 0);
}

function isNamed({ name, observation }: Bucket, key: string | undefined): boolean {
  return key !== undefined && (name === key || observation.urn === key);
}

/** Destination of a trail of the program, open to CloudTrail by its policy, or named by the configuration. */
function keepsTrailLogs(bucket: Bucket, { named, trails }: LogBuckets): boolean {
  const { name, policy } = bucket;
  if (typeof name === 'string' && named.includes(name)) return true;
  if (trails.some(({ bucketName }) => typeof bucketName === 'string' && isNamed(bucket, bucketName)))
    return true;
  return (
    policy !== null &&
    !isUnknown(policy) &&
    policy.Statement.some(
      (statement) => statement.Effect === 'Allow' && namesService(statement, 'cloudtrail.amazonaws.com'),
    )
  );
}

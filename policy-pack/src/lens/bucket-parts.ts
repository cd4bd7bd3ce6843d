import { type Fact, isUnknown, isUrn, unknownBecause } from '@trailguard/controls';
import { factOf, openWorld, type Program, referenceOf, resourcesOf, unresolvedFact } from './program.ts';
import type { ProgramResource } from './program-resource.ts';
import { types } from './types.ts';

/** A bucket of the program, or one elsewhere that resources of the program configure. */
export interface Place {
  readonly resource: ProgramResource | null;
  readonly name: Fact<string>;
  /** URN of the program's resource, else the name. */
  readonly key: string;
}

/** Field of a bucket -> types of the resources that set it apart from the bucket. */
const partTypes = {
  publicAccessBlock: types.bucketPublicAccessBlock,
  policy: types.bucketPolicy,
  versioning: types.bucketVersioning,
  objectLock: types.bucketObjectLock,
  publicGrants: types.bucketAcl,
  ownership: types.bucketOwnership,
  encryption: types.bucketEncryption,
  accessLogging: types.bucketLogging,
  lifecycle: types.bucketLifecycle,
  replication: types.bucketReplication,
  notifications: types.bucketNotification,
} as const;
const allPartTypes = Object.values(partTypes).flat();
type PartName = keyof typeof partTypes;

/** Resources that set one field: by the key of their bucket, and one whose bucket nothing tells yet. */
interface Parts {
  readonly byBucket: ReadonlyMap<string, readonly ProgramResource[]>;
  readonly stray: ProgramResource | undefined;
}

const noParts: Parts = { byBucket: new Map(), stray: undefined };

/** The buckets of a program, and the resources that configure them, found once for all. */
export class BucketParts {
  readonly places: readonly Place[];
  readonly #program: Program;
  readonly #keys = new Map<string, string>();
  readonly #parts = new Map<PartName, Parts>();

  constructor(program: Program) {
    this.#program = program;
    const declared = resourcesOf(program, ...types.buckets).map((resource): Place => {
      const name = factOf<string>(resource, 'bucket', null);
      return { resource, name: name ?? unresolvedFact(resource, 'bucket'), key: resource.urn };
    });
    this.#know(declared);
    const configuring = resourcesOf(program, ...allPartTypes);
    const elsewhere = new Set(
      configuring
        .map((resource) => this.keyIn(resource, 'bucket'))
        .filter((key) => key !== undefined && !isUrn(key)) as string[],
    );
    // A policy on its own may already show, before its bucket is known, that it is a log bucket's.
    const nameless = program.isWhole
      ? []
      : resourcesOf(program, ...types.bucketPolicy).filter(
          (policy) => this.keyIn(policy, 'bucket') === undefined,
        );
    this.places = [
      ...declared,
      ...[...elsewhere].map((key): Place => ({ resource: null, name: key, key })),
      ...nameless.map(
        (policy): Place => ({ resource: null, name: unresolvedFact(policy, 'bucket'), key: policy.urn }),
      ),
    ];
    this.#know(this.places);
  }

  /** The bucket that a property names: a place's key, or `undefined` while nothing tells. */
  keyIn(resource: ProgramResource, property: string): string | undefined {
    const reference = referenceOf(this.#program, resource, property, ...types.buckets);
    if (isUnknown(reference) || reference === null) return undefined;
    return this.keyOf(reference);
  }

  /** The key of the place with this name or URN; the reference itself where there is none. */
  keyOf(reference: string): string {
    return this.#keys.get(reference) ?? reference;
  }

  /**
   * A field of a bucket, as the resource says that sets it.
   *
   * @param otherwise what the bucket has where the whole program sets nothing
   * @param urns takes the URN of the resource that sets it
   */
  setting<T>(
    place: Place,
    field: PartName,
    read: (resource: ProgramResource) => Fact<T>,
    otherwise: (bucket: ProgramResource) => Fact<T>,
    urns: Record<string, string>,
  ): Fact<T> {
    const { byBucket, stray } = this.#partsOf(field);
    const [only, ...others] = byBucket.get(place.key) ?? [];
    if (only !== undefined) {
      urns[field] = only.urn;
      if (others.length === 0) return read(only);
      const names = [only, ...others].map(({ name }) => name);
      return unknownBecause('not-read', `${names.join(' and ')} both configure the bucket`);
    }
    if (place.resource === null || !this.#program.isWhole) return openWorld;
    const fallback = otherwise(place.resource);
    return stray === undefined || isSetInline(place.resource, field)
      ? fallback
      : unresolvedFact(stray, 'bucket');
  }

  #know(places: readonly Place[]): void {
    for (const { name, key } of places) {
      if (!this.#keys.has(key)) this.#keys.set(key, key);
      if (typeof name === 'string' && !this.#keys.has(name)) this.#keys.set(name, key);
    }
  }

  #partsOf(field: PartName): Parts {
    const known = this.#parts.get(field);
    if (known !== undefined) return known;
    const siblings = resourcesOf(this.#program, ...partTypes[field]);
    const parts =
      siblings.length === 0
        ? noParts
        : {
            byBucket: Map.groupBy(siblings, (sibling) => this.keyIn(sibling, 'bucket') ?? sibling.urn),
            stray: siblings.find((sibling) => this.keyIn(sibling, 'bucket') === undefined),
          };
    this.#parts.set(field, parts);
    return parts;
  }
}

/** Field -> the older property of the bucket itself that sets it. */
const inlineProperties: Readonly<Partial<Record<PartName, readonly string[]>>> = {
  policy: ['policy'],
  versioning: ['versioning', 'objectLockEnabled'],
  objectLock: ['objectLockConfiguration', 'objectLockEnabled'],
  publicGrants: ['acl', 'grants'],
  encryption: ['serverSideEncryptionConfiguration'],
  accessLogging: ['logging'],
  lifecycle: ['lifecycleRules'],
  replication: ['replicationConfiguration'],
};

function isSetInline(bucket: ProgramResource, field: PartName): boolean {
  return inlineProperties[field]?.some((property) => bucket.isSet(property)) === true;
}

import {
  type AccessLogging,
  type Bucket,
  type Collection,
  type Fact,
  isUnknown,
  namesService,
  type PublicAccessBlock,
  takesFindings,
  type Trail,
} from '@trailguard/controls';
import { accessPointsOf } from './access-points.ts';
import { encryptionOf, inlineEncryptionOf } from './bucket-encryption.ts';
import { inlineLifecycleOf, lifecycleOf } from './bucket-lifecycle.ts';
import { notificationsOf } from './bucket-notifications.ts';
import { BucketParts, type Place } from './bucket-parts.ts';
import { replicationOf } from './bucket-replication.ts';
import {
  admitsLogDeliveryGroup,
  inline,
  mfaDeleteOf,
  objectLockOf,
  ownershipOf,
  policyOf,
  publicAccessBlockOf,
  publicGrantsOf,
  versioningOf,
} from './bucket-settings.ts';
import { objectOf } from './plain-values.ts';
import {
  accountOf,
  factOf,
  openWorld,
  type Program,
  referenceOf,
  regionOrPlaceholder,
  resourcesOf,
  textOf,
  unresolvedFact,
} from './program.ts';
import type { ProgramResource } from './program-resource.ts';
import { removalOf } from './removal.ts';
import { types } from './types.ts';

/** What makes a bucket one that logs are kept in. */
export interface LogBuckets {
  /** Names that the configuration of the pack gives. */
  readonly named: readonly string[];
  readonly trails: readonly Trail[];
  /** Names of keys that CloudTrail may encrypt log files with. */
  readonly logKeys: ReadonlySet<string>;
}

/** The buckets that a program declares or configures. Whether others exist, it does not show. */
export function bucketsOf(program: Program, logBuckets: LogBuckets): Collection<Bucket> {
  const parts = new BucketParts(program);
  const buckets = parts.places.map((place) => bucketOf(program, place, parts));
  const logs = new Set(buckets.filter((bucket) => keepsTrailLogs(bucket, logBuckets)));
  const copyKeys = new Set(
    [...logs].flatMap(({ replication }) =>
      replication === null || isUnknown(replication)
        ? []
        : replication.map(({ destinationBucket }) => parts.keyOf(destinationBucket)),
    ),
  );
  const copies = new Set(buckets.filter((bucket) => isAmong(bucket, copyKeys) && !logs.has(bucket)));
  const exportKeys = new Set(
    resourcesOf(program, types.publishingDestination).flatMap((destination) => {
      const reference = referenceOf(program, destination, 'destinationArn', ...types.buckets);
      return typeof reference === 'string' ? [parts.keyOf(bucketNameIn(reference))] : [];
    }),
  );
  const findings = new Set(buckets.filter((bucket) => isAmong(bucket, exportKeys) || admitsFindings(bucket)));
  const targetKeys = new Set(
    [...logs, ...copies, ...findings].flatMap(({ accessLogging }) =>
      accessLogging === null || isUnknown(accessLogging) ? [] : [parts.keyOf(accessLogging.targetBucket)],
    ),
  );
  const items = buckets.map((bucket): Bucket => {
    if (logs.has(bucket)) return { ...bucket, role: 'trail-logs' };
    if (copies.has(bucket)) return { ...bucket, role: 'log-copy' };
    if (isAmong(bucket, targetKeys)) return { ...bucket, role: 'access-logs' };
    return findings.has(bucket) ? { ...bucket, role: 'findings' } : bucket;
  });
  return { items, complete: openWorld };
}

function bucketOf(program: Program, place: Place, parts: BucketParts): Bucket {
  const urns: Record<string, string> = {};
  const setting = <T>(
    field: Parameters<BucketParts['setting']>[1],
    read: (resource: ProgramResource) => Fact<T>,
    otherwise: (bucket: ProgramResource) => Fact<T>,
  ) => parts.setting(place, field, read, otherwise, urns);
  const facts = {
    publicAccessBlock: setting('publicAccessBlock', publicAccessBlockOf, () => null),
    policy: setting('policy', policyOf, inline.policy),
    publicGrants: setting('publicGrants', publicGrantsOf, inline.publicGrants),
    admitsLogDeliveryGroup: setting('publicGrants', admitsLogDeliveryGroup, () => false),
    // What AWS gives a new bucket.
    ownership: setting('ownership', ownershipOf, () => 'BucketOwnerEnforced'),
    versioning: setting('versioning', versioningOf, inline.versioning),
    mfaDelete: setting('versioning', mfaDeleteOf, () => null),
    objectLock: setting('objectLock', objectLockOf, inline.objectLock),
    encryption: setting(
      'encryption',
      (resource) => encryptionOf(program, resource),
      (bucket) => inlineEncryptionOf(program, bucket),
    ),
    accessLogging: setting(
      'accessLogging',
      (resource) => accessLoggingOf(resource, parts),
      inlineAccessLoggingOf,
    ),
    lifecycle: setting('lifecycle', lifecycleOf, inlineLifecycleOf),
    replication: setting(
      'replication',
      (resource) => replicationOf(program, resource),
      (bucket) =>
        bucket.isSet('replicationConfiguration') ? unresolvedFact(bucket, 'replicationConfiguration') : null,
    ),
    notifications: setting('notifications', notificationsOf, () => null),
  };
  const { resource } = place;
  const leadsHere = (reference: string) => parts.keyOf(reference) === place.key;
  return {
    name: place.name,
    accountId: resource === null ? openWorld : accountOf(resource),
    region: resource === null ? openWorld : regionOrPlaceholder(resource),
    role: 'other',
    ...facts,
    accountPublicAccessBlock: resource === null ? openWorld : accountBlockOf(program, resource, urns),
    policyIsPublic: null,
    accessPoints: accessPointsOf(program, leadsHere, (point) => parts.keyIn(point, 'bucket')),
    removal: resource === null ? openWorld : removalOf(resource),
    observation: { ...(resource === null ? {} : { urn: resource.urn }), urns },
  };
}

function accessLoggingOf(resource: ProgramResource, parts: BucketParts): Fact<AccessLogging> {
  const targetBucket = parts.keyIn(resource, 'targetBucket');
  const targetPrefix = factOf<string>(resource, 'targetPrefix', '');
  if (targetBucket === undefined) return unresolvedFact(resource, 'targetBucket');
  return isUnknown(targetPrefix) ? targetPrefix : { targetBucket, targetPrefix: targetPrefix ?? '' };
}

function inlineAccessLoggingOf(bucket: ProgramResource): Fact<AccessLogging> {
  if (!bucket.isSet('logging')) return null;
  const { targetBucket, targetPrefix } = objectOf(bucket.get('logging')) ?? {};
  const name = textOf(targetBucket);
  return name === null
    ? unresolvedFact(bucket, 'logging')
    : { targetBucket: name, targetPrefix: textOf(targetPrefix) ?? '' };
}

/** The block of the account that a bucket is made in, where the same program sets it. */
function accountBlockOf(
  program: Program,
  bucket: ProgramResource,
  urns: Record<string, string>,
): Fact<PublicAccessBlock> {
  const block = resourcesOf(program, types.accountPublicAccessBlock).find(
    (resource) => (textOf(resource.get('accountId')) ?? accountOf(resource)) === accountOf(bucket),
  );
  if (block === undefined) return openWorld;
  urns.accountPublicAccessBlock = block.urn;
  return publicAccessBlockOf(block);
}

function isAmong({ name, observation }: Bucket, keys: ReadonlySet<string>): boolean {
  return (
    (typeof name === 'string' && keys.has(name)) ||
    (observation.urn !== undefined && keys.has(observation.urn))
  );
}

/** Destination of a trail, open to CloudTrail by its policy, encrypted with a key of log files, or named by the configuration. */
function keepsTrailLogs(bucket: Bucket, { named, trails, logKeys }: LogBuckets): boolean {
  const { name, policy, encryption, observation } = bucket;
  if (typeof name === 'string' && named.includes(name)) return true;
  const isDestination = trails.some(
    ({ bucketName }) =>
      typeof bucketName === 'string' && (bucketName === name || bucketName === observation.urn),
  );
  if (isDestination) return true;
  const keyId = encryption === null || isUnknown(encryption) ? null : encryption.keyId;
  if (keyId !== null && logKeys.has(keyId)) return true;
  return (
    policy !== null &&
    !isUnknown(policy) &&
    policy.Statement.some(
      (statement) => statement.Effect === 'Allow' && namesService(statement, 'cloudtrail.amazonaws.com'),
    )
  );
}

/** Its policy lets GuardDuty put findings into it. */
function admitsFindings({ policy }: Bucket): boolean {
  return policy !== null && !isUnknown(policy) && takesFindings(policy);
}

/** `NAME` of `arn:aws:s3:::NAME/PREFIX`; a URN stays what it is. */
function bucketNameIn(reference: string): string {
  return /^arn:[^:]+:s3:::([^/]+)/.exec(reference)?.[1] ?? reference;
}

import {
  type Bucket,
  type Collection,
  type Fact,
  isUnknown,
  type Trail,
  type Unknown,
} from '@trailguard/controls';
import type { AuditedOrganization } from './audited-organization.ts';
import { collectionOf } from './collection.ts';
import { mapFact, type Reader } from './reader.ts';
import { type BucketPlace, type ReadBucket, readBucket } from './s3.ts';

/**
 * The buckets that trails deliver into, looked for in the log archive, at the owner of the trail and in the
 * management account; and those that take their access logs.
 */
export async function readBuckets(
  reader: Reader,
  organization: AuditedOrganization,
  trails: Collection<Trail>,
): Promise<Collection<Bucket>> {
  const places = placesOf(organization, trails.items);
  const logs = await Promise.all(places.map((place) => readBucket(reader, 'trail-logs', place)));
  const accessLogs = await readAccessLogs(reader, organization.homeRegion, logs);
  const facts = [...logs.map((fact) => mapFact(fact, ({ bucket }) => bucket)), ...accessLogs];
  return collectionOf(facts, trails.complete === true ? undefined : trails.complete);
}

function placesOf(
  { logArchiveAccountId, managementAccountId, homeRegion }: AuditedOrganization,
  trails: readonly Trail[],
): readonly BucketPlace[] {
  const named = Map.groupBy(
    trails.filter(({ bucketName }) => typeof bucketName === 'string'),
    ({ bucketName }) => bucketName as string,
  );
  return [...named].map(([name, its]) => {
    const owners = its.map(({ ownerAccountId }) => ownerAccountId).filter((id) => typeof id === 'string');
    const others = new Set([...owners, managementAccountId]);
    others.delete(logArchiveAccountId);
    return {
      name,
      owners: [logArchiveAccountId, ...others],
      homeRegion,
      partition: partitionIn(its[0]?.arn),
    };
  });
}

/** Trails and their buckets are in one partition, the second part of every ARN. */
function partitionIn(arn: unknown): string {
  return (typeof arn === 'string' && arn.split(':')[1]) || 'aws';
}

/** A bucket that holds log files of a trail is judged as that, whatever else it takes. */
async function readAccessLogs(
  reader: Reader,
  homeRegion: string,
  logs: readonly Fact<ReadBucket>[],
): Promise<readonly Fact<Bucket>[]> {
  const read = logs.filter((fact): fact is ReadBucket => fact !== null && !isUnknown(fact));
  const unread = read.flatMap(({ bucket, accessLogBucket }) =>
    isUnknown(accessLogBucket) ? unreadAccessLogs(bucket, accessLogBucket) : [],
  );
  const targets = new Map<string, Bucket>();
  for (const { bucket, accessLogBucket: target } of read) {
    const isLogBucket = read.some((other) => other.bucket.name === target);
    if (typeof target === 'string' && !isLogBucket) targets.set(target, bucket);
  }
  const found = await Promise.all(
    [...targets].map(async ([name, { accountId, observation }]) => {
      // Where the target is known, so is the owner of its source, which must be its own too.
      const place = {
        name,
        owners: [accountId as string] as const,
        homeRegion,
        partition: partitionIn(observation.arn),
      };
      return mapFact(await readBucket(reader, 'access-logs', place), ({ bucket }) => bucket);
    }),
  );
  return [...unread, ...found];
}

/** Stands for the bucket of access logs while nobody says which it is, or whether there is one. */
function unreadAccessLogs({ observation, accountId, region }: Bucket, hidden: Unknown): Bucket {
  return {
    name: hidden,
    accountId,
    region,
    role: 'access-logs',
    publicAccessBlock: hidden,
    policy: hidden,
    policyIsPublic: hidden,
    publicGrants: hidden,
    versioning: hidden,
    objectLock: hidden,
    observation: { arn: `access logs of ${observation.arn}` },
  };
}

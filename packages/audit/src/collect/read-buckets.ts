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
import type { Reader } from './reader.ts';
import { type BucketPlace, readBucket } from './s3.ts';

/**
 * The buckets that trails deliver into, looked for in the log archive, at the owner of the trail and in the
 * management account; those that their files are copied into; and those that take access logs of either.
 */
export async function readBuckets(
  reader: Reader,
  organization: AuditedOrganization,
  trails: Collection<Trail>,
): Promise<Collection<Bucket>> {
  const places = placesOf(organization, trails.items);
  const logs = await Promise.all(places.map((place) => readBucket(reader, 'trail-logs', place)));
  const copies = await readCopies(reader, organization, known(logs));
  const accessLogs = await readAccessLogs(reader, organization.homeRegion, known([...logs, ...copies]));
  return collectionOf(
    [...logs, ...copies, ...accessLogs],
    trails.complete === true ? undefined : trails.complete,
  );
}

function known(facts: readonly Fact<Bucket>[]): readonly Bucket[] {
  return facts.filter((fact): fact is Bucket => fact !== null && !isUnknown(fact));
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

/** The buckets that S3 copies log files into, looked for where the rule says, and at the owner of the originals. */
async function readCopies(
  reader: Reader,
  { logArchiveAccountId, managementAccountId, securityAccountId, homeRegion }: AuditedOrganization,
  logs: readonly Bucket[],
): Promise<readonly Fact<Bucket>[]> {
  const places = new Map<string, BucketPlace>();
  for (const { replication, accountId, observation } of logs) {
    if (replication === null || isUnknown(replication)) continue;
    for (const { destinationBucket: name, destinationAccountId } of replication) {
      if (logs.some((bucket) => bucket.name === name)) continue;
      const likely = [destinationAccountId, accountId].filter((id) => typeof id === 'string');
      const [first = logArchiveAccountId, ...others] = new Set([
        ...likely,
        logArchiveAccountId,
        securityAccountId,
        managementAccountId,
      ]);
      places.set(name, {
        name,
        owners: [first, ...others],
        homeRegion,
        partition: partitionIn(observation.arn),
      });
    }
  }
  return Promise.all([...places.values()].map((place) => readBucket(reader, 'log-copy', place)));
}

/** The buckets that access logs of these go to. One that holds log files is judged as that, whatever else it takes. */
export async function readAccessLogs(
  reader: Reader,
  homeRegion: string,
  logs: readonly Bucket[],
): Promise<readonly Fact<Bucket>[]> {
  const unread = logs.flatMap((bucket) =>
    isUnknown(bucket.accessLogging) ? [unreadAccessLogs(bucket, bucket.accessLogging)] : [],
  );
  const targets = new Map<string, Bucket>();
  for (const bucket of logs) {
    const { accessLogging } = bucket;
    if (accessLogging === null || isUnknown(accessLogging)) continue;
    const target = accessLogging.targetBucket;
    if (!logs.some(({ name }) => name === target)) targets.set(target, bucket);
  }
  const found = await Promise.all(
    [...targets].map(([name, { accountId, observation }]) => {
      // Where the target is known, so is the owner of its source, which must be its own too.
      const owners = [accountId as string] as const;
      return readBucket(reader, 'access-logs', {
        name,
        owners,
        homeRegion,
        partition: partitionIn(observation.arn),
      });
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
    accountPublicAccessBlock: hidden,
    policy: hidden,
    policyIsPublic: hidden,
    publicGrants: hidden,
    admitsLogDeliveryGroup: hidden,
    ownership: hidden,
    versioning: hidden,
    mfaDelete: hidden,
    objectLock: hidden,
    encryption: hidden,
    accessLogging: hidden,
    lifecycle: hidden,
    replication: hidden,
    notifications: hidden,
    accessPoints: hidden,
    removal: null,
    observation: { arn: `access logs of ${observation.arn}` },
  };
}

import {
  type AdministratorDetector,
  type Bucket,
  type Collection,
  type Fact,
  isUnknown,
  type Key,
} from '@trailguard/controls';
import type { AuditedOrganization } from './audited-organization.ts';
import { readKey } from './kms.ts';
import { readAccessLogs } from './read-buckets.ts';
import type { Reader } from './reader.ts';
import { readBucket } from './s3.ts';

/** Buckets and keys, those of exported findings among them. */
export interface BucketsAndKeys {
  readonly buckets: Collection<Bucket>;
  readonly keys: Collection<Key>;
}

/**
 * Adds the buckets that findings are exported to, their keys, and the buckets of their access logs. A bucket that also takes log files is judged as theirs.
 * A list of buckets is of those of log files: whether findings go elsewhere too, destinations tell.
 */
export async function readFindingsArchive(
  reader: Reader,
  organization: AuditedOrganization,
  detectors: Collection<AdministratorDetector>,
  { buckets, keys }: BucketsAndKeys,
): Promise<BucketsAndKeys> {
  const names = bucketNames(detectors.items).filter(
    ({ name }) => !buckets.items.some((bucket) => bucket.name === name),
  );
  const read = await Promise.all(
    names.map(async ({ name, partition, exporters }) => {
      const { logArchiveAccountId, managementAccountId, securityAccountId, homeRegion } = organization;
      const others = new Set([...exporters, securityAccountId, managementAccountId]);
      others.delete(logArchiveAccountId);
      const owners = [logArchiveAccountId, ...others] as const;
      return readBucket(reader, 'findings', { name, owners, homeRegion, partition });
    }),
  );
  const found = await Promise.all(read.map((bucket) => withKey(reader, bucket, keys.items)));
  const archives = found
    .map(({ bucket }) => bucket)
    .filter((one): one is Bucket => one !== null && !isUnknown(one));
  const accessLogs = await readAccessLogs(reader, organization.homeRegion, archives);
  return {
    buckets: joined(buckets, [
      ...found.map(({ bucket }) => bucket),
      ...accessLogs.filter((one) => !isAmong(one, [...buckets.items, ...archives])),
    ]),
    keys: joined(
      keys,
      found.map(({ key }) => key),
      found.map(({ key }) => key).find(isUnknown),
    ),
  };
}

/** Log files and findings may have their accesses logged into the same bucket. */
function isAmong(bucket: Fact<Bucket>, others: readonly Bucket[]): boolean {
  return bucket !== null && !isUnknown(bucket) && others.some(({ name }) => name === bucket.name);
}

interface NamedBucket {
  readonly name: string;
  readonly partition: string;
  /** Accounts whose detectors export into it. */
  readonly exporters: readonly string[];
}

function bucketNames(detectors: readonly AdministratorDetector[]): readonly NamedBucket[] {
  const exports = detectors.flatMap(({ accountId, destinations }) =>
    destinations.items.flatMap(({ bucketArn }) => {
      const [, partition, name] = /^arn:([^:]+):s3:::([^/]+)/.exec(String(bucketArn)) ?? [];
      const exporters = typeof accountId === 'string' ? [accountId] : [];
      return partition === undefined || name === undefined ? [] : [{ name, partition, exporters }];
    }),
  );
  return [...Map.groupBy(exports, ({ name }) => name).values()].map((same) => ({
    ...(same[0] as NamedBucket),
    exporters: same.flatMap(({ exporters }) => exporters),
  }));
}

/** The bucket with its key's ARN, and the key where nobody has read it yet. */
async function withKey(reader: Reader, bucket: Fact<Bucket>, keys: readonly Key[]) {
  if (bucket === null || isUnknown(bucket)) return { bucket, key: null };
  const { encryption, accountId, region } = bucket;
  const keyId = encryption === null || isUnknown(encryption) ? null : encryption.keyId;
  if (keyId === null) return { bucket, key: null };
  const known = keys.find(({ arn, id }) => arn === keyId || id === keyId);
  // Where the bucket is not known to be, its key cannot be asked for; that it does not exist is not known either.
  const hidden = [accountId, region].find(isUnknown);
  if (hidden !== undefined) return { bucket, key: known === undefined ? hidden : null };
  if (typeof accountId !== 'string' || typeof region !== 'string') return { bucket, key: null };
  const key = known ?? (await readKey(reader, keyId, { accountId, region }));
  const arn = key === null || isUnknown(key) ? undefined : key.arn;
  return {
    bucket:
      typeof arn === 'string' && encryption !== null && !isUnknown(encryption)
        ? { ...bucket, encryption: { ...encryption, keyId: arn } }
        : bucket,
    key: known === undefined ? key : null,
  };
}

function joined<T>(
  { items, complete }: Collection<T>,
  facts: readonly Fact<T>[],
  hidden?: Collection<T>['complete'],
): Collection<T> {
  const more = facts.filter((fact): fact is T & {} => fact !== null && !isUnknown(fact));
  return { items: [...items, ...more], complete: complete === true ? (hidden ?? true) : complete };
}

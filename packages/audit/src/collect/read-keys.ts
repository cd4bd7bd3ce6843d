import {
  type Bucket,
  type Collection,
  type EventDataStore,
  type Fact,
  isUnknown,
  type Key,
  type Trail,
} from '@trailguard/controls';
import type { AuditedOrganization } from './audited-organization.ts';
import { collectionOf } from './collection.ts';
import { type KeyHome, readKey } from './kms.ts';
import { mapFact, type Reader } from './reader.ts';

/** Trails and buckets that name their keys by ARN, and these keys. */
export interface TrailsAndKeys {
  readonly trails: Collection<Trail>;
  readonly buckets: Collection<Bucket>;
  readonly keys: Collection<Key>;
}

/**
 * The keys of trails, of the buckets that keep their files, and of event data stores. A trail or bucket that names its key
 * by id or alias is shown with the key's ARN; a store always names it so. Keys of log files are told from others.
 */
export async function readKeys(
  reader: Reader,
  { managementAccountId, homeRegion }: AuditedOrganization,
  trails: Collection<Trail>,
  stores: readonly EventDataStore[] = [],
  buckets: Collection<Bucket> = { items: [], complete: true },
): Promise<TrailsAndKeys> {
  const asked = new Map<string, Promise<Fact<Key>>>();
  const ofLogs = new Set<Promise<Fact<Key>>>();
  const read = (reference: Fact<string>, accountId: Fact<string>, region: Fact<string>) => {
    if (typeof reference !== 'string') return Promise.resolve(null);
    const home: KeyHome = {
      accountId: typeof accountId === 'string' ? accountId : managementAccountId,
      region: typeof region === 'string' ? region : homeRegion,
    };
    const id = reference.startsWith('arn:') ? reference : `${home.accountId}/${home.region}/${reference}`;
    const reading = asked.get(id) ?? readKey(reader, reference, home);
    asked.set(id, reading);
    return reading;
  };
  const arnOf = async (reading: Promise<Fact<Key>>): Promise<string | undefined> => {
    ofLogs.add(reading);
    const key = await reading;
    return key !== null && !isUnknown(key) && typeof key.arn === 'string' ? key.arn : undefined;
  };
  const [named, encrypted] = await Promise.all([
    Promise.all(
      trails.items.map(async (trail): Promise<Trail> => {
        const arn = await arnOf(read(trail.kmsKeyId, trail.ownerAccountId, trail.homeRegion));
        return arn === undefined ? trail : { ...trail, kmsKeyId: arn };
      }),
    ),
    Promise.all(
      buckets.items.map(async (bucket): Promise<Bucket> => {
        const { encryption, role } = bucket;
        if (encryption === null || isUnknown(encryption) || (role !== 'trail-logs' && role !== 'log-copy'))
          return bucket;
        const arn = await arnOf(read(encryption.keyId, bucket.accountId, bucket.region));
        return arn === undefined ? bucket : { ...bucket, encryption: { ...encryption, keyId: arn } };
      }),
    ),
    ...stores.map(({ kmsKeyId, accountId, region }) => read(kmsKeyId, accountId, region)),
  ]);
  const keys = new Map<unknown, Fact<Key>>();
  const used = new Set<unknown>();
  for (const reading of asked.values()) {
    const key = await reading;
    const id = key !== null && !isUnknown(key) && typeof key.arn === 'string' ? key.arn : key;
    keys.set(id, key);
    if (ofLogs.has(reading)) used.add(id);
  }
  const found = [...keys].map(([id, key]) =>
    mapFact(key, (one): Key => (used.has(id) ? { ...one, role: 'trail-logs' } : one)),
  );
  return {
    trails: { items: named, complete: trails.complete },
    buckets: { items: encrypted, complete: buckets.complete },
    keys: collectionOf(found, trails.complete === true ? undefined : trails.complete),
  };
}

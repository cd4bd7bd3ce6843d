import { type Collection, type Fact, isUnknown, type Key, type Trail } from '@trailguard/controls';
import type { AuditedOrganization } from './audited-organization.ts';
import { collectionOf } from './collection.ts';
import { type KeyHome, readKey } from './kms.ts';
import type { Reader } from './reader.ts';

/** Trails that name their keys by ARN, and these keys. */
export interface TrailsAndKeys {
  readonly trails: Collection<Trail>;
  readonly keys: Collection<Key>;
}

/** The keys of trails. A trail that names its key by id or alias is shown with the key's ARN. */
export async function readKeys(
  reader: Reader,
  { managementAccountId, homeRegion }: AuditedOrganization,
  trails: Collection<Trail>,
): Promise<TrailsAndKeys> {
  const asked = new Map<string, Promise<Fact<Key>>>();
  const keyOf = (trail: Trail): Promise<Fact<Key>> => {
    if (typeof trail.kmsKeyId !== 'string') return Promise.resolve(null);
    const home: KeyHome = {
      accountId: typeof trail.ownerAccountId === 'string' ? trail.ownerAccountId : managementAccountId,
      region: typeof trail.homeRegion === 'string' ? trail.homeRegion : homeRegion,
    };
    const id = trail.kmsKeyId.startsWith('arn:')
      ? trail.kmsKeyId
      : `${home.accountId}/${home.region}/${trail.kmsKeyId}`;
    const reading = asked.get(id) ?? readKey(reader, trail.kmsKeyId, home);
    asked.set(id, reading);
    return reading;
  };
  const named = await Promise.all(
    trails.items.map(async (trail): Promise<Trail> => {
      const key = await keyOf(trail);
      const arn = key === null || isUnknown(key) ? null : key.arn;
      return typeof arn === 'string' ? { ...trail, kmsKeyId: arn } : trail;
    }),
  );
  const keys = new Map<unknown, Fact<Key>>();
  for (const key of await Promise.all(asked.values())) {
    keys.set(key !== null && !isUnknown(key) && typeof key.arn === 'string' ? key.arn : key, key);
  }
  return {
    trails: { items: named, complete: trails.complete },
    keys: collectionOf([...keys.values()], trails.complete === true ? undefined : trails.complete),
  };
}

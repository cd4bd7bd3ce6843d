import {
  CloudTrailClient,
  GetEventDataStoreCommand,
  type GetEventDataStoreCommandOutput,
  paginateListEventDataStores,
} from '@aws-sdk/client-cloudtrail';
import {
  type Collection,
  type EventDataStore,
  type Fact,
  isUnknown,
  type Unknown,
} from '@trailguard/controls';
import { callsIn } from './collected-call.ts';
import { collectionOf } from './collection.ts';
import { toAdvanced } from './event-selectors.ts';
import { field, mapFact, type Reader } from './reader.ts';
import { readTags } from './trail-features.ts';

/** Calls of this collector. */
export const calls = [
  ...callsIn('every account', 'cloudtrail:ListEventDataStores'),
  ...callsIn('owner of the event data store', 'cloudtrail:GetEventDataStore', 'cloudtrail:ListTags'),
];

/**
 * Event data stores that an account owns, in each of some Regions. A member sees those of the organization too, which
 * are read at their owner.
 */
export async function readEventDataStores(
  reader: Reader,
  accountId: string,
  regions: readonly string[],
): Promise<Collection<EventDataStore>> {
  const lists = await Promise.all(regions.map((region) => readInRegion(reader, accountId, region)));
  return collectionOf(lists.flat());
}

async function readInRegion(
  reader: Reader,
  accountId: string,
  region: string,
): Promise<readonly Fact<EventDataStore>[]> {
  const client = reader.client(CloudTrailClient, accountId, region);
  const arns = await reader.ask<string[]>(
    `cloudtrail:ListEventDataStores in ${accountId}/${region}`,
    async (options) => {
      const found: string[] = [];
      for await (const { EventDataStores } of paginateListEventDataStores({ client }, {}, options))
        for (const { EventDataStoreArn: arn } of EventDataStores ?? [])
          if (arn !== undefined) found.push(arn);
      return found;
    },
    // Where CloudTrail Lake is not offered.
    ['UnsupportedOperationException'],
  );
  if (arns === null) return [];
  if (isUnknown(arns)) return [arns];
  const own = arns.filter((arn) => arn.split(':')[4] === accountId);
  return Promise.all(own.map((arn) => readStore(reader, { arn, accountId, region })));
}

interface StorePlace {
  readonly arn: string;
  readonly accountId: string;
  readonly region: string;
}

async function readStore(reader: Reader, place: StorePlace): Promise<Fact<EventDataStore>> {
  const { arn, accountId, region } = place;
  const client = reader.client(CloudTrailClient, accountId, region);
  const [answer, tags] = await Promise.all([
    reader.ask<GetEventDataStoreCommandOutput>(
      `cloudtrail:GetEventDataStore for ${arn}`,
      (options) => client.send(new GetEventDataStoreCommand({ EventDataStore: arn }), options),
      ['EventDataStoreNotFoundException'],
    ),
    readTags(reader, place),
  ]);
  return answer === null ? null : toStore(reader, place, answer, tags);
}

function toStore(
  reader: Reader,
  { arn, accountId, region }: StorePlace,
  answer: GetEventDataStoreCommandOutput | Unknown,
  tags: EventDataStore['tags'],
): EventDataStore {
  const get = 'cloudtrail:GetEventDataStore';
  const fact = <T>(name: string, read: (store: GetEventDataStoreCommandOutput) => T | undefined): Fact<T> =>
    mapFact<GetEventDataStoreCommandOutput, T>(answer, (store) => field(read(store), get, name));
  return {
    name: fact('Name', (store) => store.Name),
    arn,
    accountId,
    region,
    status: fact('Status', (store) => store.Status),
    // Left out when AWS's own key encrypts it.
    kmsKeyId: mapFact(answer, ({ KmsKeyId }) => KmsKeyId ?? null),
    isMultiRegion: fact('MultiRegionEnabled', (store) => store.MultiRegionEnabled),
    isOrganization: fact('OrganizationEnabled', (store) => store.OrganizationEnabled),
    isProtected: fact('TerminationProtectionEnabled', (store) => store.TerminationProtectionEnabled),
    retentionDays: fact('RetentionPeriod', (store) => store.RetentionPeriod),
    selectors: mapFact(answer, ({ AdvancedEventSelectors }) => toAdvanced(AdvancedEventSelectors)),
    tags,
    observation: {
      arn,
      calls: {
        ...Object.fromEntries(
          [
            'name',
            'status',
            'kmsKeyId',
            'isMultiRegion',
            'isOrganization',
            'isProtected',
            'retentionDays',
            'selectors',
          ].map((name) => [name, get]),
        ),
        tags: 'cloudtrail:ListTags',
      },
      at: reader.clock.latest ?? '',
    },
  };
}

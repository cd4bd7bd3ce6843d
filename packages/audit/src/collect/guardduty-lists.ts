import {
  GetIPSetCommand,
  GetThreatEntitySetCommand,
  GetThreatIntelSetCommand,
  GetTrustedEntitySetCommand,
  type GuardDutyClient,
  paginateListIPSets,
  paginateListThreatEntitySets,
  paginateListThreatIntelSets,
  paginateListTrustedEntitySets,
} from '@aws-sdk/client-guardduty';
import {
  GetBucketVersioningCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  S3Client,
} from '@aws-sdk/client-s3';
import {
  type Collection,
  type DetectionList,
  type Fact,
  isUnknown,
  type ListPlace,
  parseListLocation,
  rangesOf,
  unknownBecause,
} from '@trailguard/controls';
import { collectionOf } from './collection.ts';
import { allPages } from './pages.ts';
import { type CallOptions, field, mapFact, type Reader } from './reader.ts';

/** A detector whose lists are read. */
export interface ListOwner {
  readonly client: GuardDutyClient;
  readonly accountId: string;
  readonly region: string;
  readonly DetectorId: string;
}

/** What an answer about any kind of list has. */
interface ListAnswer {
  readonly Name?: string | undefined;
  readonly Location?: string | undefined;
  readonly Status?: string | undefined;
  readonly Tags?: Record<string, string> | undefined;
}

/** One kind of list: its calls, and what it is for. */
interface ListKind {
  readonly purpose: DetectionList['purpose'];
  readonly kind: DetectionList['kind'];
  /** Name in calls, such as `IPSet`. */
  readonly name: string;
  readonly ids: (owner: ListOwner, options: CallOptions) => Promise<readonly string[]>;
  readonly get: (owner: ListOwner, id: string, options: CallOptions) => Promise<ListAnswer>;
}

const kinds: readonly ListKind[] = [
  {
    purpose: 'trusted',
    kind: 'addresses',
    name: 'IPSet',
    ids: async ({ client, DetectorId }, options) => {
      const pages = await allPages(paginateListIPSets({ client }, { DetectorId }, options));
      return pages.flatMap(({ IpSetIds }) => IpSetIds ?? []);
    },
    get: ({ client, DetectorId }, IpSetId, options) =>
      client.send(new GetIPSetCommand({ DetectorId, IpSetId }), options),
  },
  {
    purpose: 'trusted',
    kind: 'entities',
    name: 'TrustedEntitySet',
    ids: async ({ client, DetectorId }, options) => {
      const pages = await allPages(paginateListTrustedEntitySets({ client }, { DetectorId }, options));
      return pages.flatMap(({ TrustedEntitySetIds }) => TrustedEntitySetIds ?? []);
    },
    get: ({ client, DetectorId }, TrustedEntitySetId, options) =>
      client.send(new GetTrustedEntitySetCommand({ DetectorId, TrustedEntitySetId }), options),
  },
  {
    purpose: 'threat',
    kind: 'addresses',
    name: 'ThreatIntelSet',
    ids: async ({ client, DetectorId }, options) => {
      const pages = await allPages(paginateListThreatIntelSets({ client }, { DetectorId }, options));
      return pages.flatMap(({ ThreatIntelSetIds }) => ThreatIntelSetIds ?? []);
    },
    get: ({ client, DetectorId }, ThreatIntelSetId, options) =>
      client.send(new GetThreatIntelSetCommand({ DetectorId, ThreatIntelSetId }), options),
  },
  {
    purpose: 'threat',
    kind: 'entities',
    name: 'ThreatEntitySet',
    ids: async ({ client, DetectorId }, options) => {
      const pages = await allPages(paginateListThreatEntitySets({ client }, { DetectorId }, options));
      return pages.flatMap(({ ThreatEntitySetIds }) => ThreatEntitySetIds ?? []);
    },
    get: ({ client, DetectorId }, ThreatEntitySetId, options) =>
      client.send(new GetThreatEntitySetCommand({ DetectorId, ThreatEntitySetId }), options),
  },
];

/** Calls of lists, `service:Operation`. */
export const listCalls = kinds.flatMap(({ name }) => [`guardduty:List${name}s`, `guardduty:Get${name}`]);

/** All lists of a detector, with what S3 tells of their files. */
export async function readLists(reader: Reader, owner: ListOwner): Promise<Collection<DetectionList>> {
  const read = await Promise.all(kinds.map((kind) => readKind(reader, owner, kind)));
  return collectionOf(read.flat());
}

async function readKind(
  reader: Reader,
  owner: ListOwner,
  kind: ListKind,
): Promise<readonly Fact<DetectionList>[]> {
  const where = `in ${owner.accountId}/${owner.region}`;
  const ids = await reader.ask(`guardduty:List${kind.name}s ${where}`, (options) => kind.ids(owner, options));
  if (ids === null || isUnknown(ids)) return [ids];
  return Promise.all(
    ids.map(async (id) => {
      const answer = await reader.ask(`guardduty:Get${kind.name} ${id} ${where}`, (options) =>
        kind.get(owner, id, options),
      );
      if (answer === null || isUnknown(answer)) return answer;
      return listOf(reader, owner, kind, id, answer);
    }),
  );
}

async function listOf(
  reader: Reader,
  { accountId, region }: ListOwner,
  { purpose, kind, name }: ListKind,
  id: string,
  answer: ListAnswer,
): Promise<DetectionList> {
  const call = `guardduty:Get${name}`;
  const location = field(answer.Location, call, 'Location');
  const place = mapFact(
    location,
    (url): Fact<ListPlace> =>
      parseListLocation(url) ?? unknownBecause('not-read', `${url} is no place in S3 that is known`),
  );
  const file = await readFile(reader, accountId, region, place, purpose);
  return {
    purpose,
    kind,
    name: field(answer.Name, call, 'Name'),
    status: field(answer.Status, call, 'Status'),
    location,
    bucketName: mapFact(place, ({ bucketName }) => bucketName),
    ...file,
    tags: answer.Tags ?? {},
    observation: {
      arn: `${accountId}/${region}/${name}/${id}`,
      calls: {
        status: call,
        location: call,
        bucketVersioning: 's3:GetBucketVersioning',
        fileChangedAt: 's3:ListObjectsV2',
        ranges: 's3:GetObject',
      },
      at: reader.clock.latest ?? '',
    },
  };
}

type File = Pick<DetectionList, 'bucketVersioning' | 'fileChangedAt' | 'ranges'>;

/**
 * What S3 tells of a list's file, as the account of the list sees it. A role of an audit reads no objects: what a trusted
 * list holds is judged where the role may read it all the same.
 */
async function readFile(
  reader: Reader,
  accountId: string,
  region: string,
  place: Fact<ListPlace>,
  purpose: DetectionList['purpose'],
): Promise<File> {
  if (place === null || isUnknown(place))
    return { bucketVersioning: place, fileChangedAt: place, ranges: place };
  const { bucketName: Bucket, key: Key } = place;
  const client = reader.client(S3Client, accountId, region);
  const [bucketVersioning, fileChangedAt, ranges] = await Promise.all([
    reader.ask(`s3:GetBucketVersioning for ${Bucket} in ${accountId}`, async (options) => {
      const { Status } = await client.send(new GetBucketVersioningCommand({ Bucket }), options);
      return Status ?? null;
    }),
    reader.ask(`s3:ListObjectsV2 for ${Bucket} in ${accountId}`, async (options) => {
      const { Contents } = await client.send(
        new ListObjectsV2Command({ Bucket, Prefix: Key, MaxKeys: 1 }),
        options,
      );
      const found = Contents?.find((object) => object.Key === Key);
      return found?.LastModified?.toISOString() ?? null;
    }),
    purpose === 'threat'
      ? null
      : reader.attempt(`s3:GetObject of ${Bucket}/${Key} in ${accountId}`, async (options) => {
          const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }), options);
          return rangesOf((await Body?.transformToString()) ?? '');
        }),
  ]);
  return { bucketVersioning, fileChangedAt, ranges };
}

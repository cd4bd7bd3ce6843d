import {
  GetAccessPointCommand,
  GetPublicAccessBlockCommand,
  ListAccessPointsCommand,
  ListMultiRegionAccessPointsCommand,
  type MultiRegionAccessPointReport,
  type PublicAccessBlockConfiguration,
  S3ControlClient,
} from '@aws-sdk/client-s3-control';
import { type AccessPoint, type Fact, isUnknown, type PublicAccessBlock } from '@trailguard/controls';
import type { CollectedCall } from './collected-call.ts';
import { type ClientConfig, mapFact, type Reader } from './reader.ts';

const where = 'owner of the bucket';

/** Calls of this collector. */
export const calls: readonly CollectedCall[] = [
  { call: 's3control:GetAccessPoint', action: 's3:GetAccessPoint', where },
  { call: 's3control:GetPublicAccessBlock', action: 's3:GetAccountPublicAccessBlock', where },
  { call: 's3control:ListAccessPoints', action: 's3:ListAccessPoints', where },
  {
    call: 's3control:ListMultiRegionAccessPoints',
    action: 's3:ListMultiRegionAccessPoints',
    where,
  },
];

/** Multi-Region access points are told of in one Region only. https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManagingMultiRegionAccessPoints.html */
const regionOfMultiRegion = 'us-west-2';

/** Hosts before which no account's id can stand. */
const isLoopback = /^https?:\/\/(127\.|localhost|\[::1\])/;

/** S3's account-level API puts the account's id before the host; an endpoint on this machine is taken as it is. */
class AccountS3Client extends S3ControlClient {
  constructor(config: ClientConfig) {
    const endpoint = process.env.AWS_ENDPOINT_URL ?? '';
    super({
      ...config,
      ...(isLoopback.test(endpoint) ? { endpointProvider: () => ({ url: new URL(endpoint) }) } : {}),
    });
  }
}

/** What an account sets for all of its buckets. */
export interface AccountStorage {
  readonly publicAccessBlock: Fact<PublicAccessBlock>;
  readonly multiRegionAccessPoints: Fact<readonly MultiRegionAccessPointReport[]>;
}

/** Accounts of a reading, each asked once. */
const asked = new WeakMap<Reader, Map<string, Promise<AccountStorage>>>();

/** What an account sets for all of its buckets; asked once in a reading, however many of them are read. */
export function readAccountStorage(
  reader: Reader,
  accountId: string,
  region: string,
  partition: string,
): Promise<AccountStorage> {
  const known = asked.get(reader) ?? new Map<string, Promise<AccountStorage>>();
  asked.set(reader, known);
  const reading = known.get(accountId) ?? askAccount(reader, accountId, region, partition);
  known.set(accountId, reading);
  return reading;
}

async function askAccount(
  reader: Reader,
  accountId: string,
  region: string,
  partition: string,
): Promise<AccountStorage> {
  const [block, multiRegionAccessPoints] = await Promise.all([
    reader.ask(
      `s3control:GetPublicAccessBlock in ${accountId}`,
      (options) =>
        reader
          .client(AccountS3Client, accountId, region)
          .send(new GetPublicAccessBlockCommand({ AccountId: accountId }), options),
      ['NoSuchPublicAccessBlockConfiguration'],
    ),
    partition === 'aws' ? readMultiRegionAccessPoints(reader, accountId) : [],
  ]);
  return {
    publicAccessBlock: mapFact(block, ({ PublicAccessBlockConfiguration }) =>
      toPublicAccessBlock(PublicAccessBlockConfiguration),
    ),
    multiRegionAccessPoints,
  };
}

function readMultiRegionAccessPoints(
  reader: Reader,
  accountId: string,
): Promise<Fact<readonly MultiRegionAccessPointReport[]>> {
  const client = reader.client(AccountS3Client, accountId, regionOfMultiRegion);
  return reader.ask(`s3control:ListMultiRegionAccessPoints in ${accountId}`, async (options) => {
    const found: MultiRegionAccessPointReport[] = [];
    let NextToken: string | undefined;
    do {
      const asking = { AccountId: accountId, ...(NextToken === undefined ? {} : { NextToken }) };
      const page = await client.send(new ListMultiRegionAccessPointsCommand(asking), options);
      found.push(...(page.AccessPoints ?? []));
      NextToken = page.NextToken;
    } while (NextToken);
    return found;
  });
}

/** The access points of a bucket, those of several Regions among them. */
export async function readAccessPoints(
  reader: Reader,
  bucket: string,
  owner: string,
  region: string,
  { multiRegionAccessPoints }: AccountStorage,
): Promise<Fact<readonly AccessPoint[]>> {
  const client = reader.client(AccountS3Client, owner, region);
  const names = await reader.ask(`s3control:ListAccessPoints for ${bucket} in ${owner}`, async (options) => {
    const found: string[] = [];
    let NextToken: string | undefined;
    do {
      const asking = { AccountId: owner, Bucket: bucket, ...(NextToken === undefined ? {} : { NextToken }) };
      const page = await client.send(new ListAccessPointsCommand(asking), options);
      found.push(...(page.AccessPointList ?? []).flatMap(({ Name }) => Name ?? []));
      NextToken = page.NextToken;
    } while (NextToken);
    return found;
  });
  if (isUnknown(names)) return names;
  const single = await Promise.all(
    (names ?? []).map(async (name): Promise<Fact<AccessPoint>> => {
      const point = await reader.ask(
        `s3control:GetAccessPoint of ${name} in ${owner}`,
        (options) => client.send(new GetAccessPointCommand({ AccountId: owner, Name: name }), options),
        ['NoSuchAccessPoint'],
      );
      return mapFact(point, ({ PublicAccessBlockConfiguration }) => ({
        name,
        publicAccessBlock: toPublicAccessBlock(PublicAccessBlockConfiguration),
      }));
    }),
  );
  const hidden = single.find(isUnknown);
  if (hidden !== undefined) return hidden;
  return mapFact(multiRegionAccessPoints, (all) => [
    ...single.filter((point): point is AccessPoint => point !== null && !isUnknown(point)),
    ...all
      .filter(({ Regions }) => Regions?.some(({ Bucket }) => Bucket === bucket))
      .map(({ Name = '', PublicAccessBlock }) => ({
        name: Name,
        publicAccessBlock: toPublicAccessBlock(PublicAccessBlock),
      })),
  ]);
}

function toPublicAccessBlock(block: PublicAccessBlockConfiguration | undefined): PublicAccessBlock {
  return {
    blockPublicAcls: block?.BlockPublicAcls ?? false,
    ignorePublicAcls: block?.IgnorePublicAcls ?? false,
    blockPublicPolicy: block?.BlockPublicPolicy ?? false,
    restrictPublicBuckets: block?.RestrictPublicBuckets ?? false,
  };
}

import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { type Fact, isUnknown, type LogArrival, unknownBecause } from '@trailguard/controls';
import { folderOf } from '../integrity/log-place.ts';
import { type CollectedCall, callsIn } from './collected-call.ts';
import type { Reader } from './reader.ts';

/**
 * Calls of this collector; the action of a listing is named after the bucket. An account's event history is looked at only
 * where no file of the last hour was found.
 */
export const calls: readonly CollectedCall[] = [
  ...callsIn('every account', 'cloudtrail:LookupEvents'),
  { call: 's3:ListObjectsV2', action: 's3:ListBucket', where: 'owner of the bucket' },
];

/** Where the log files of a trail are. */
export interface LogPlace {
  readonly bucketName: string;
  readonly bucketAccountId: string;
  readonly bucketRegion: string;
  /** Prefix before `AWSLogs`, `null` where there is none. */
  readonly keyPrefix: string | null;
  /** Id of the organization; `null` for the trail of one account. */
  readonly organizationId: string | null;
  /** Region whose files are looked for. */
  readonly region: string;
}

const hour = 3_600_000;
const day = 24 * hour;
/** Objects that are looked at of a day: more than a day's files of a quiet account, and one page. */
const newestKeys = 1000;

/**
 * When the latest log file of an account arrived, of today's and yesterday's: two small listings an account.
 * @param asOf AWS's clock, ISO 8601
 */
export async function readArrival(
  reader: Reader,
  place: LogPlace,
  accountId: string,
  asOf: string,
): Promise<LogArrival> {
  const client = reader.client(S3Client, place.bucketAccountId, place.bucketRegion);
  const { bucketName: bucket, keyPrefix: prefix, organizationId } = place;
  const delivery = { bucket, prefix, organizationId };
  const days = [Date.parse(asOf), Date.parse(asOf) - day];
  let latest: Fact<string> = null;
  for (const instant of days) {
    const Prefix = folderOf(delivery, 'CloudTrail', accountId, place.region, new Date(instant));
    latest = await reader.ask(`s3:ListObjectsV2 of ${place.bucketName}/${Prefix}`, async (options) => {
      const asked = { Bucket: place.bucketName, Prefix, MaxKeys: newestKeys };
      const { Contents = [] } = await client.send(new ListObjectsV2Command(asked), options);
      const times = Contents.flatMap(({ LastModified }) => LastModified?.getTime() ?? []);
      return times.length === 0 ? '' : new Date(Math.max(...times)).toISOString();
    });
    if (latest !== '') break;
  }
  return {
    accountId,
    region: place.region,
    latest: latest === '' ? null : latest,
    latestDueCall: unknownBecause('not-read', `the event history of ${accountId} was not looked at`),
    observation: {
      arn: `arn:aws:s3:::${place.bucketName}`,
      calls: { latest: 's3:ListObjectsV2', latestDueCall: 'cloudtrail:LookupEvents' },
      at: reader.clock.latest ?? '',
    },
  };
}

/** Whether only the account itself can tell why no file of the last hour is there. */
export function isQuiet({ latest }: LogArrival, asOf: string): boolean {
  return !isUnknown(latest) && (latest === null || Date.parse(asOf) - Date.parse(latest) > hour);
}

/**
 * Adds the newest call whose file is due: CloudTrail delivers within about five minutes on average, and an hour is far
 * from that. Calls before yesterday are left out, as their files are.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html
 * @param asOf AWS's clock, ISO 8601
 */
export async function withDueCall(reader: Reader, arrival: LogArrival, asOf: string): Promise<LogArrival> {
  const { accountId, region } = arrival;
  const client = reader.client(CloudTrailClient, accountId, region);
  const yesterday = new Date(Date.parse(asOf) - day).toISOString().slice(0, 10);
  const asked = {
    StartTime: new Date(`${yesterday}T00:00:00.000Z`),
    EndTime: new Date(Date.parse(asOf) - hour),
    MaxResults: 1,
  };
  const newest = await reader.ask(`cloudtrail:LookupEvents in ${accountId}/${region}`, async (options) => {
    const { Events = [] } = await client.send(new LookupEventsCommand(asked), options);
    return Events[0]?.EventTime?.toISOString() ?? '';
  });
  return { ...arrival, latestDueCall: newest === '' ? null : newest };
}

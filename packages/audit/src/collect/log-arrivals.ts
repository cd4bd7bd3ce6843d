import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import type { Fact, LogArrival } from '@trailguard/controls';
import type { CollectedCall } from './collected-call.ts';
import type { Reader } from './reader.ts';

/** Calls of this collector; the action of a listing is named after the bucket. */
export const calls: readonly CollectedCall[] = [
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

const day = 86_400_000;
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
  const days = [Date.parse(asOf), Date.parse(asOf) - day];
  let latest: Fact<string> = null;
  for (const instant of days) {
    const Prefix = prefixOf(place, accountId, new Date(instant));
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
    observation: {
      arn: `arn:aws:s3:::${place.bucketName}`,
      calls: { latest: 's3:ListObjectsV2' },
      at: reader.clock.latest ?? '',
    },
  };
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-find-log-files.html */
function prefixOf({ keyPrefix, organizationId, region }: LogPlace, accountId: string, date: Date): string {
  const [year, month, dayOfMonth] = date.toISOString().slice(0, 10).split('-');
  return [keyPrefix, 'AWSLogs', organizationId, accountId, 'CloudTrail', region, year, month, dayOfMonth, '']
    .filter((part) => part !== null)
    .join('/');
}

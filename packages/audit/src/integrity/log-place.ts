/** Where a trail delivers: a bucket, and what its keys begin with. */
export interface LogPlace {
  readonly bucket: string;
  /** The trail's key prefix, without slashes at its ends; `null` where it has none. */
  readonly prefix: string | null;
  /** Id of the organization, `o-…`; `null` for the trail of one account. */
  readonly organizationId: string | null;
}

/** The bucket and the prefix of `s3://BUCKET` or `s3://BUCKET/PREFIX`. @returns `null` for what is neither. */
export function placeOf(text: string): Pick<LogPlace, 'bucket' | 'prefix'> | null {
  const [, bucket, prefix] = /^s3:\/\/([^/]+)(?:\/(.*?))?\/?$/.exec(text) ?? [];
  if (bucket === undefined) return null;
  return { bucket, prefix: prefix === undefined || prefix === '' ? null : prefix };
}

/** What is delivered for one account and Region: log files, or the digests that vouch for them. */
export type Delivery = 'CloudTrail' | 'CloudTrail-Digest';

/**
 * Prefix of what was delivered on a day, UTC, with a slash at its end.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-find-log-files.html
 *
 * @param accountId 12 digits
 */
export function folderOf(
  place: LogPlace,
  delivery: Delivery,
  accountId: string,
  region: string,
  day: Date,
): string {
  const date = day.toISOString().slice(0, 10).split('-');
  return [place.prefix, 'AWSLogs', place.organizationId, accountId, delivery, region, ...date, '']
    .filter((part) => part !== null)
    .join('/');
}

const day = 86_400_000;

/** Whether a file of a time may lie in the folder of a day, or of one beside it. */
export function isOfFolder(time: number, folder: Date): boolean {
  return time >= folder.getTime() - day && time < folder.getTime() + 2 * day;
}

/** What the name of a digest tells. Only its content, once verified, is to be believed. */
export interface DigestName {
  readonly accountId: string;
  readonly region: string;
  readonly trailName: string;
  readonly homeRegion: string;
  /** End of its hour. */
  readonly end: Date;
  /** Digests of what was delivered late are a chain of their own. */
  readonly isBackfill: boolean;
}

const digestName =
  /(?:^|\/)(\d{12})_CloudTrail-Digest_([a-z0-9-]+)_(.+)_([a-z0-9-]+)_(\d{8}T\d{6}Z)(_backfill)?\.json\.gz$/;

/** @returns `null` for a key that is not a digest's. */
export function parseDigestKey(key: string): DigestName | null {
  const match = digestName.exec(key);
  if (match === null) return null;
  const [, accountId = '', region = '', trailName = '', homeRegion = '', stamp = '', backfill] = match;
  const end = readStamp(stamp);
  if (end === null) return null;
  return { accountId, region, trailName, homeRegion, end, isBackfill: backfill !== undefined };
}

const logName = /(?:^|\/)\d{12}_CloudTrail_[a-z0-9-]+_(\d{8}T\d{4}Z)_[A-Za-z0-9]+\.json\.gz$/;

/** When CloudTrail wrote a log file, to the minute. @returns `null` for a key that is not a log file's. */
export function timeOfLogFile(key: string): Date | null {
  const stamp = logName.exec(key)?.[1];
  return stamp === undefined ? null : readStamp(`${stamp.slice(0, -1)}00Z`);
}

/** `20260102T030405Z` */
function readStamp(stamp: string): Date | null {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(stamp) ?? [];
  const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(time.getTime()) ? null : time;
}

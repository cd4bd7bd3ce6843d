/** Where a list's file is. */
export interface ListPlace {
  readonly bucketName: string;
  readonly key: string;
}

/** Hosts of S3: the endpoint of a Region or partition, with the bucket before it or after it. */
const host =
  /^(?:(?<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])\.)?s3(?:[.-][a-z0-9-]+)*\.amazonaws\.com(?:\.cn)?$/;

/**
 * Reads the location of a list in the forms that GuardDuty takes: `https://s3.<region>.amazonaws.com/bucket/key`,
 * `https://bucket.s3.<region>.amazonaws.com/key` and `s3://bucket/key`. Anything else is no place in S3.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateIPSet.html
 */
export function parseListLocation(location: string): ListPlace | undefined {
  if (!URL.canParse(location)) return undefined;
  const { protocol, hostname, pathname } = new URL(location);
  const path = decoded(pathname.replace(/^\//, ''));
  if (path === undefined) return undefined;
  if (protocol === 's3:') return placeOf(hostname, path);
  const found = host.exec(hostname);
  if (found === null) return undefined;
  if (found.groups?.bucket !== undefined) return placeOf(found.groups.bucket, path);
  const [bucketName = '', ...key] = path.split('/');
  return placeOf(bucketName, key.join('/'));
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

function placeOf(bucketName: string, key: string): ListPlace | undefined {
  return bucketName === '' || key === '' ? undefined : { bucketName, key };
}

/** A range of addresses, alone in its line or column. */
const range = /(?<![\w.:/])(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]*:[0-9a-f:]+)\/\d{1,3}(?![\w./])/gi;

/** The ranges in a list's file, in any of GuardDuty's formats: each has them as text. */
export function rangesOf(text: string): readonly string[] {
  return [...new Set(text.match(range) ?? [])];
}

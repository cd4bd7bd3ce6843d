/** One account and region of a trail, as its bucket is laid out. */
export interface Place {
  /** `S3KeyPrefix` of the trail, without slashes at its ends. */
  readonly prefix: string | undefined;
  /** Only for organization trails; their files of every account, the management account's too, lie below it. */
  readonly organizationId?: string | undefined;
  readonly accountId: string;
  readonly region: string;
}

function folder(place: Place, kind: 'CloudTrail' | 'CloudTrail-Digest'): string {
  return [place.prefix, 'AWSLogs', place.organizationId, place.accountId, kind, place.region]
    .filter((part) => part !== undefined && part !== '')
    .join('/');
}

/** Folder of the log files, without the date. */
export function logFolder(place: Place): string {
  return folder(place, 'CloudTrail');
}

/** `20260102T0304Z` */
function minuteStamp(at: Date): string {
  return `${at.toISOString().slice(0, 16).replaceAll(/[-:]/g, '')}Z`;
}

/** `20260102T030405Z` */
function secondStamp(at: Date): string {
  return `${at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}

function day(at: Date): string {
  return at.toISOString().slice(0, 10).replaceAll('-', '/');
}

/**
 * Key of a log file.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-examples.html
 *
 * @param unique 16 letters and digits that keep two files of a minute apart.
 */
export function logFileKey(place: Place, at: Date, unique: string): string {
  const name = `${place.accountId}_CloudTrail_${place.region}_${minuteStamp(at)}_${unique}.json.gz`;
  return `${folder(place, 'CloudTrail')}/${day(at)}/${name}`;
}

/**
 * Key of the digest that ends at `end`.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html
 */
export function digestKey(
  place: Place,
  trail: { readonly name: string; readonly homeRegion: string },
  end: Date,
): string {
  const name = [
    place.accountId,
    'CloudTrail-Digest',
    place.region,
    trail.name,
    trail.homeRegion,
    `${secondStamp(end)}.json.gz`,
  ].join('_');
  return `${folder(place, 'CloudTrail-Digest')}/${day(end)}/${name}`;
}

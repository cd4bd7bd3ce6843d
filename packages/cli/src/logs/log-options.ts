import { placeOf } from '@trailguard/audit/integrity/place';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { accountIds, path, regionNames } from '../options.ts';

/** Which logs a command reads, as the command line gives it. */
export interface LogFlags {
  readonly trail?: string;
  readonly region?: string;
  readonly readRole?: string;
  readonly from: Date;
  readonly to?: Date;
  readonly accounts?: readonly string[];
  readonly regions?: readonly string[];
  readonly copy?: readonly Copy[];
  readonly bucket?: string;
  readonly prefix?: string;
  readonly place?: readonly Place[];
  readonly organization?: string;
  readonly organizationId?: string;
  readonly keys?: string;
}

/** A bucket with a prefix, `s3://BUCKET/PREFIX`. */
export interface Place {
  readonly bucket: string;
  readonly prefix: string | null;
}

/** A folder with a copy of a bucket; without its name that of `--bucket`. */
export interface Copy {
  readonly folder: string;
  readonly bucket?: string;
}

/** Gives a command the options that say which logs it reads. */
export function withLogOptions(command: Command): Command {
  return command
    .option('--trail <name>', 'name or ARN of the trail; default: the organization trail')
    .option('--region <region>', "the trail's home Region; default: AWS_REGION")
    .option('--read-role <arn>', 'role that may read the bucket; default: the credentials in use')
    .addOption(
      new Option('--from <time>', 'beginning, such as 2026-03-01 or 2026-03-01T08:00+02:00')
        .argParser(time)
        .makeOptionMandatory(),
    )
    .addOption(new Option('--to <time>', 'end, not included; default: now').argParser(time))
    .option('--accounts <ids>', '12 digits each, by commas; default: all of the organization', accountIds)
    .option('--regions <names>', 'Regions by commas; default: all that are enabled', regionNames)
    .option(
      '--copy <folder>',
      'read a copy of the bucket (aws s3 sync) and not S3; needs --bucket. Again as BUCKET=FOLDER for one of --place',
      copy,
    )
    .option('--bucket <name>', 'bucket of the trail, where AWS is not to be asked for it')
    .option('--prefix <prefix>', 'key prefix of the trail, with --bucket')
    .option(
      '--place <url>',
      'where the trail delivered before it was given another bucket or prefix, as s3://BUCKET/PREFIX; may be repeated',
      place,
    )
    .option(
      '--organization <file>',
      "the organization's file, as for audits: its home Region, its Regions and its formerLogPlaces are taken",
      path,
    )
    .option('--organization-id <id>', 'organization of the trail, with --bucket')
    .option('--keys <file>', 'saved public keys, in place of asking CloudTrail', path);
}

/** A date, midnight UTC, or a time with its zone: without one it would mean another hour elsewhere. */
export function time(text: string): Date {
  const isDate = /^\d{4}-\d\d-\d\d$/.test(text);
  const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text);
  const read = new Date(isDate ? `${text}T00:00:00Z` : text);
  if ((isDate || isTime) && !Number.isNaN(read.getTime()) && sameDay(text, read)) return read;
  throw new InvalidArgumentError(
    'it is a date (2026-03-01, UTC) or a time with its zone (2026-03-01T08:00+02:00)',
  );
}

/** JavaScript takes the 30th of February for the 2nd of March. */
function sameDay(text: string, read: Date): boolean {
  const [year = 0, month = 0, day = 0] = text.slice(0, 10).split('-').map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCDate() === day && Math.abs(read.getTime() - date.getTime()) < 2 * 86_400_000;
}

function place(text: string, before: readonly Place[] = []): readonly Place[] {
  const named = placeOf(text);
  if (named === null) throw new InvalidArgumentError('it is s3://BUCKET or s3://BUCKET/PREFIX');
  return [...before, named];
}

/** The name of a bucket has no slash; whoever has a folder `x=y` writes `./x=y`. */
function copy(text: string, before: readonly Copy[] = []): readonly Copy[] {
  const [, bucket, folder = text] = /^([a-z0-9][a-z0-9.-]+)=(.+)$/s.exec(text) ?? [];
  return [...before, { folder: path(folder), ...(bucket === undefined ? {} : { bucket }) }];
}

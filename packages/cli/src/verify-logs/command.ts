import { Command, InvalidArgumentError, Option } from 'commander';
import { accountIds, outputOption, path, regionNames } from '../options.ts';

/** What the command ends with: the gravest of what was found. */
export const VerifyExitCode = {
  ok: 0,
  unusable: 2,
  unknown: 3,
  unreferenced: 4,
  missing: 5,
  tampered: 6,
} as const;

/** `trailguard verify-logs`: what the digests of a trail prove. */
export function verifyLogsCommand(): Command {
  return new Command('verify-logs')
    .description('prove hour by hour that the logs of a trail are complete and as CloudTrail delivered them')
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
    .option('--copy <folder>', 'read a copy of the bucket (aws s3 sync) and not S3; needs --bucket', path)
    .option('--bucket <name>', 'bucket of the trail, where AWS is not to be asked for it')
    .option('--prefix <prefix>', 'key prefix of the trail, with --bucket')
    .option('--organization-id <id>', 'organization of the trail, with --bucket')
    .option('--keys <file>', 'saved public keys, in place of asking CloudTrail', path)
    .option('--ends <file>', 'what earlier runs have seen at the ends of the chains; this run is added', path)
    .option('--record <file>', 'new file for a record of the run, which audits take for evidence', path)
    .addOption(
      new Option('--format <format>', 'form of the report').choices(['text', 'json']).default('text'),
    )
    .addOption(outputOption('where the report goes; default: standard output'))
    .addHelpText(
      'after',
      `
With --bucket nothing is asked of AWS but the logs: --accounts and --regions say whose must be there.

Exit codes, the gravest of what was found:
  0  every hour is proven, provably empty, pending, or one in which logging was stopped
  2  nothing could be verified: the message says why
  3  something could not be read
  4  there are files that no digest names
  5  digests or log files are missing
  6  digests or log files were tampered with`,
    )
    .action(async (flags: VerifyLogsFlags) => {
      const { verifyLogs } = await import('./verify-logs.ts');
      process.exitCode = await verifyLogs(flags);
    });
}

/** Options as the command line gives them. */
export interface VerifyLogsFlags {
  readonly trail?: string;
  readonly region?: string;
  readonly readRole?: string;
  readonly from: Date;
  readonly to?: Date;
  readonly accounts?: readonly string[];
  readonly regions?: readonly string[];
  readonly copy?: string;
  readonly bucket?: string;
  readonly prefix?: string;
  readonly organizationId?: string;
  readonly keys?: string;
  readonly ends?: string;
  readonly record?: string;
  readonly format: 'text' | 'json';
  readonly output?: string;
}

/** A date, midnight UTC, or a time with its zone: without one it would mean another hour elsewhere. */
function time(text: string): Date {
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

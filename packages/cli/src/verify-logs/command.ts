import { Command, Option } from 'commander';
import { type LogFlags, withLogOptions } from '../logs/log-options.ts';
import { outputOption, path } from '../options.ts';

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
  return withLogOptions(new Command('verify-logs'))
    .description('prove hour by hour that the logs of a trail are complete and as CloudTrail delivered them')
    .option('--ends <file>', 'what earlier runs have seen at the ends of the chains; this run is added', path)
    .option(
      '--ends-head <hash>',
      'what the last of those runs has told: nothing may be missing from the file',
    )
    .option(
      '--resume <file>',
      'where the run keeps what it has verified: after an interruption it goes on there',
      path,
    )
    .option('--record <file>', 'new file for a record of the run, which audits take for evidence', path)
    .addOption(
      new Option('--format <format>', 'form of the report').choices(['text', 'json', 'html']).default('text'),
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
export interface VerifyLogsFlags extends LogFlags {
  readonly ends?: string;
  readonly endsHead?: string;
  readonly record?: string;
  readonly resume?: string;
  readonly format: 'text' | 'json' | 'html';
  readonly output?: string;
}

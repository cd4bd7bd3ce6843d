import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { type LogFlags, time, withLogOptions } from '../logs/log-options.ts';
import { outputOption } from '../options.ts';
import { withoutDuckdb } from './without-duckdb.ts';

/** What can be asked. The names stand here again, because loading the questions would slow each start; a test compares them. */
export const questionNames = [
  'root-use',
  'failed-sign-ins',
  'console-without-mfa',
  'trail-changes',
  'guardduty-changes',
  'key-deletion',
  'new-regions',
  'unusual-callers',
  'denied-bursts',
  'timeline',
] as const;

/** Forms of the report. */
export const investigationFormats = ['text', 'json', 'csv', 'html'] as const;

/** What the command ends with. */
export const InvestigateExitCode = { ok: 0, unusable: 2, partial: 4 } as const;

/** `trailguard investigate`: questions to the events of a trail. */
export function investigateCommand(): Command {
  return withLogOptions(new Command('investigate'))
    .description('answer questions from the log files of a trail, of which each is proved first')
    .addArgument(
      new Argument(
        '[questions...]',
        'what is asked; default: all but timeline, and that too with --resource',
      ).choices(questionNames),
    )
    .option('--resource <arn or name>', 'resource to tell the timeline of; may be repeated', another)
    .addOption(
      new Option(
        '--new-since <time>',
        'from when on a Region or a caller is new; default: the middle of the range',
      ).argParser(time),
    )
    .addOption(
      new Option('--burst <count>', 'denied calls within five minutes that make a burst')
        .argParser(wholeNumber)
        .default(10),
    )
    .addOption(
      new Option('--rows <count>', 'rows of each answer, at most').argParser(wholeNumber).default(1_000),
    )
    .option('--unverified', 'read every log file that is there, and prove none of them; the report says so')
    .addOption(
      new Option('--format <format>', 'form of the report').choices(investigationFormats).default('text'),
    )
    .addOption(outputOption('where the report goes; default: standard output'))
    .addHelpText(
      'after',
      `
CloudTrail delivers an event some minutes after it was made: those of the last minutes before --to may come after it.
Log files of S3 are kept in a folder of the temporary folder (TMPDIR) while the command runs.

Exit codes:
  0  the questions are answered, from all log files of the range
  2  nothing could be answered: the message says why
  4  the questions are answered, but logs are missing, were tampered with or could not be read: the report says which`,
    )
    .action(async (names: readonly string[], flags: InvestigateFlags) => {
      const { investigateLogs } = await import('./investigate.ts').catch(withoutDuckdb);
      process.exitCode = await investigateLogs(names, flags);
    });
}

/** Options as the command line gives them. */
export interface InvestigateFlags extends LogFlags {
  readonly resource?: readonly string[];
  readonly newSince?: Date;
  readonly burst: number;
  readonly rows: number;
  readonly unverified?: boolean;
  readonly format: (typeof investigationFormats)[number];
  readonly output?: string;
}

function another(text: string, before: readonly string[] = []): readonly string[] {
  if (text.trim() === '') throw new InvalidArgumentError('a resource has an ARN or a name');
  return [...before, text];
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= 1 && number <= 1_000_000) return number;
  throw new InvalidArgumentError('it is a whole number from 1 to 1000000');
}

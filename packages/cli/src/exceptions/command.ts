import { Command, InvalidArgumentError } from 'commander';
import { exceptionsOption, path } from '../options.ts';

/** A day as exceptions name it, that exists. */
function day(text: string): string {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time) || !new Date(time).toISOString().startsWith(text))
    throw new InvalidArgumentError('a day is a date that exists, such as 2026-09-30');
  return text;
}

function days(text: string): number {
  if (!/^\d{1,3}$/.test(text)) throw new InvalidArgumentError('days are a whole number from 0 to 999');
  return Number(text);
}

const paths = (text: string, before: readonly string[] = []) => [...before, path(text)];

/** `trailguard exceptions`: what is accepted, offline. */
export function exceptionsCommand(): Command {
  return new Command('exceptions')
    .description('check the exceptions of a file: which hold, end soon, have ended, and what each waives')
    .addOption(exceptionsOption('the file that is checked'))
    .option(
      '--report <file>',
      'report of a run with these exceptions, of --format json: tells what each waives, and which waive nothing; may be repeated',
      paths,
    )
    .option('--on <day>', 'the day to look at, UTC; default: today', day)
    .option('--soon <days>', 'days before its end from which one is said to end soon; default: 14', days)
    .option('--strict', 'fail also when one ends soon or waives nothing')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Exit codes:
  0  every exception holds, or begins later
  1  one has ended, or is what --strict fails for
  2  the file or a report cannot be used: the message says why and where`,
    )
    .action(async (flags: ExceptionsFlags) => {
      const { checkExceptions } = await import('./exceptions.ts');
      process.exitCode = await checkExceptions(flags);
    });
}

/** Options as the command line gives them. */
export interface ExceptionsFlags {
  readonly exceptions?: string;
  readonly report?: readonly string[];
  readonly on?: string;
  readonly soon?: number;
  readonly strict?: boolean;
  readonly json?: boolean;
}

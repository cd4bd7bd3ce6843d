import { reviewNames } from '@trailguard/controls/review-names';
import { Command, InvalidArgumentError, Option } from 'commander';
import { outputOption, path, roleName } from '../options.ts';

/** Reviews whose matter is read and shown; the others are done by what their documents name. */
export const reportedReviews = [
  'trail-review',
  'findings-review',
  'suppression-review',
  'feature-review',
] as const;

const several = (text: string, before: readonly string[] = []) => [...before, ...given(text)];

/** Items by commas; none of them empty. */
function given(text: string): readonly string[] {
  const items = text.split(',').map((item) => item.trim());
  if (items.includes('')) throw new InvalidArgumentError('a list by commas has no empty item');
  return items;
}

function sentence(text: string, before: readonly string[] = []): readonly string[] {
  if (text.trim() === '') throw new InvalidArgumentError('a text is not empty');
  return [...before, text.trim()];
}

function count(text: string, before: Readonly<Record<string, number>> = {}): Record<string, number> {
  const [, name, number] = /^([\w -]+)=(\d{1,9})$/.exec(text) ?? [];
  if (name === undefined) throw new InvalidArgumentError('a count is a name and a number, such as high=2');
  return { ...before, [name]: Number(number) };
}

/** A day or an instant in UTC, that exists. */
function moment(text: string): string {
  const isOne = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?Z)?$/.test(text) && !Number.isNaN(Date.parse(text));
  if (!isOne || !new Date(text).toISOString().startsWith(text.slice(0, 10)))
    throw new InvalidArgumentError('a time is 2026-06-15 or 2026-06-15T09:30:00Z, UTC, and exists');
  return text;
}

const recordsOption = () =>
  new Option(
    '--records <path>',
    'file or folder of records; default: the nearest trailguard.records.yaml or records/ from here upwards',
  ).argParser(path);

/** `trailguard reviews`: what people have to look at, when, and what they said. */
export function reviewsCommand(): Command {
  return new Command('reviews')
    .description('tell which reviews are due, show what is to be reviewed, and record that it was')
    .addCommand(listCommand(), { isDefault: true })
    .addCommand(reportCommand())
    .addCommand(signOffCommand())
    .addHelpText(
      'after',
      `
Exit codes:
  0  every review is up to date, the report is whole, or the record was written
  1  a review is overdue, failed, or was never done
  2  the records, the organization's file or what was given cannot be used: the message says why
  4  the report lacks something that could not be read; it says what`,
    );
}

function listCommand(): Command {
  return new Command('list')
    .description('every kind of review with its last record and its next due day; reads the records alone')
    .addOption(recordsOption())
    .option('--on <day>', 'the day to look at, UTC; default: now', moment)
    .option('--json', 'print JSON')
    .action(async (flags: ListFlags) => {
      const { listReviews } = await import('./list.ts');
      process.exitCode = await listReviews(flags);
    });
}

function reportCommand(): Command {
  return new Command('report')
    .description('what a review has to look at, read from AWS by the role for audits')
    .argument('<kind>', `one of ${reportedReviews.join(', ')}`)
    .argument('<file>', 'the organization’s file, as for bringing it up')
    .addOption(recordsOption())
    .option('--role <name>', 'role for audits, in every account', roleName, 'TrailGuardAudit')
    .addOption(
      new Option('--format <format>', 'form of the report')
        .choices(['markdown', 'html', 'json'])
        .default('markdown'),
    )
    .addOption(outputOption('where the report goes; default: standard output'))
    .action(async (kind: string, file: string, flags: ReportFlags) => {
      const { reportReview } = await import('./report.ts');
      process.exitCode = await reportReview(kind, file, flags);
    });
}

function signOffCommand(): Command {
  return new Command('sign-off')
    .description('add the record of a review to the end of the records; nothing that is there changes')
    .argument('<kind>', `one of ${reviewNames.join(', ')}`)
    .requiredOption('--by <people>', 'who did it, by commas', several)
    .addOption(
      new Option('--outcome <outcome>', 'whether it was accepted, or worked')
        .choices(['passed', 'failed'])
        .makeOptionMandatory(),
    )
    .requiredOption('--reference <text>', 'where it is kept in full: a ticket, a report, an object')
    .option('--signed-off-by <person>', 'who accepted it: none of those who did it')
    .option('--covers <parts>', 'what was looked at, by commas; default: all that the kind asks for', several)
    .option('--scope <patterns>', 'what it speaks of, by commas; default: the whole organization', several)
    .option('--count <name=number>', 'a number it found, such as high=2; may be repeated', count)
    .option('--action <text>', 'what was decided or done; may be repeated', sentence)
    .option('--at <time>', 'when it was finished, UTC; default: now', moment)
    .option(
      '--next-due <time>',
      'when it must be done again, UTC; default: by the control’s own limit',
      moment,
    )
    .option('--id <id>', 'id of the record; default: the kind and the day')
    .addOption(recordsOption())
    .action(async (kind: string, flags: SignOffFlags) => {
      const { signOff } = await import('./sign-off.ts');
      await signOff(kind, flags);
    });
}

/** Options as the command line gives them. */
export interface ListFlags {
  readonly records?: string;
  readonly on?: string;
  readonly json?: boolean;
}
export interface ReportFlags {
  readonly records?: string;
  readonly role: string;
  readonly format: 'markdown' | 'html' | 'json';
  readonly output?: string;
}
export interface SignOffFlags {
  readonly by: readonly string[];
  readonly outcome: 'passed' | 'failed';
  readonly reference: string;
  readonly signedOffBy?: string;
  readonly covers?: readonly string[];
  readonly scope?: readonly string[];
  readonly count?: Readonly<Record<string, number>>;
  readonly action?: readonly string[];
  readonly at?: string;
  readonly nextDue?: string;
  readonly id?: string;
  readonly records?: string;
}

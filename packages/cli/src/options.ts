import type { ComparisonFormat } from '@trailguard/controls/comparison';
import type { ReportFormat } from '@trailguard/controls/report';
import type { Preset } from '@trailguard/policy-pack/state';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { FailOn } from './exit-code.ts';

/*
 * The options that several commands take. The names that they choose from stand here again, because loading the
 * controls to ask them would slow each start; a test compares them.
 */

export const reportFormats = [
  'text',
  'json',
  'sarif',
  'junit',
  'markdown',
  'csv',
  'ocsf',
  'html',
] as const satisfies ReportFormat[];
export const comparisonFormats = ['text', 'json', 'markdown', 'html'] as const satisfies ComparisonFormat[];
export const presetNames = [
  'cis-5.0',
  'fsbp',
  'nist-800-53-r5',
  'pci-4.0.1',
  'all',
] as const satisfies Preset[];
/** Values of `--fail-on`. */
export const leastSeverities = [
  'critical',
  'high',
  'medium',
  'low',
  'never',
] as const satisfies FailOn['failOn'][];

/** Options of a command that writes a report, as the command line gives them. */
export interface ReportFlags {
  readonly format: ReportFormat;
  readonly output?: string;
  readonly failOn: FailOn['failOn'];
}

/** Gives a command the options of a report: its form, where it goes, and what fails the command. */
export function withReportOptions(command: Command): Command {
  return command
    .addOption(new Option('--format <format>', 'form of the report').choices(reportFormats).default('text'))
    .addOption(outputOption('where the report goes; default: standard output'))
    .addOption(
      new Option('--fail-on <severity>', 'least severity of a finding that fails the command')
        .choices(leastSeverities)
        .default('low'),
    );
}

/** `--preset`: controls by the name of what asks for them. */
export function presetOption(description: string): Option {
  return new Option('--preset <preset>', description).choices(presetNames).default('all');
}

/** `--exceptions`: what is accepted. */
export function exceptionsOption(accepted: string): Option {
  return new Option(
    '--exceptions <file>',
    `${accepted}; default: the nearest trailguard.exceptions.yaml from here upwards`,
  ).argParser(path);
}

/** `--output`: a file in place of standard output. */
export function outputOption(description: string): Option {
  return new Option('--output <file>', description).argParser(path);
}

/** Lets no empty variable of a script pass for a path. */
export function path(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('a path is not empty');
  return text;
}

/** A port of this machine. */
export function port(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65_535)
    throw new InvalidArgumentError('a port is a whole number from 0 (any free one) to 65535');
  return value;
}

/** Reads a list by commas of which each item looks as said; collected over several uses of the option. */
function listOf(shape: RegExp, wanted: string) {
  return (text: string, before: readonly string[] = []): readonly string[] => {
    const items = text.split(',').map((item) => item.trim());
    const strange = items.filter((item) => !shape.test(item));
    if (strange.length > 0) throw new InvalidArgumentError(`${strange.join(', ')} is not ${wanted}`);
    return [...before, ...items];
  };
}

/** Accounts, by commas. */
export const accountIds = listOf(/^\d{12}$/, 'the id of an account, which has 12 digits');
/** Controls, by commas. */
export const controlIds = listOf(/^[A-Z]{2,3}-\d{2}$/, 'the id of a control, such as CT-01');
/** Regions, by commas. */
export const regionNames = listOf(/^[a-z]{2,}(-[a-z]+)+-\d+$/, 'the name of a Region, such as eu-west-1');

/** Some of these names, by commas; collected over several uses of the option. */
export function someOf<T extends string>(names: readonly T[]) {
  return (text: string, before: readonly T[] = []): readonly T[] => {
    const items = text.split(',').map((item) => item.trim());
    const strange = items.filter((item) => !names.some((name) => name === item));
    if (strange.length > 0)
      throw new InvalidArgumentError(`${strange.join(', ')} is none of ${names.join(', ')}`);
    return [...before, ...(items as T[])];
  };
}

/** A number of days, at least one. */
export function days(text: string): number {
  if (!/^[1-9]\d{0,4}$/.test(text))
    throw new InvalidArgumentError(`${text} is not a number of days from 1 on`);
  return Number(text);
}

/** Name of an IAM role. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export function roleName(text: string): string {
  if (!/^[\w+=,.@-]{1,64}$/.test(text))
    throw new InvalidArgumentError(`${text} is not the name of an IAM role`);
  return text;
}

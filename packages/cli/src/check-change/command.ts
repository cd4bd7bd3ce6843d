import { Command, Option } from 'commander';
import { accountIds, exceptionsOption, outputOption, path, regionNames } from '../options.ts';

function collectPaths(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, path(text)];
}

/** `trailguard check-change`: what a previewed change would stop or weaken, offline. */
export function checkChangeCommand(): Command {
  return new Command('check-change')
    .description('name what a previewed change stops or weakens of logging and detection, offline')
    .argument('<preview>', 'what "pulumi preview --json" prints; - reads it from standard input')
    .requiredOption('--state <file>', 'state of the stack before, as "pulumi stack export" prints it', path)
    .option(
      '--beside <file>',
      'state of another stack of the organization, for what it holds; can be repeated',
      collectPaths,
    )
    .option(
      '--accounts <ids>',
      'all accounts of the organization, by commas, to name each of them',
      accountIds,
    )
    .option('--regions <names>', 'all Regions that are enabled, by commas, to name each of them', regionNames)
    .addOption(exceptionsOption('accepted changes'))
    .addOption(
      new Option('--format <format>', 'form of the report').choices(['text', 'json']).default('text'),
    )
    .addHelpText(
      'after',
      `
Exit codes:
  0  nothing is lost, or an exception of control BLACKOUT names all that is
  1  something is lost: do not apply the change
  2  nothing could be judged: the message says why`,
    )
    .action(async (preview: string, options: CheckChangeFlags) => {
      const { checkChange } = await import('./check-change.ts');
      process.exitCode = await checkChange(preview, options);
    });
}

/** `trailguard coverage`: what a stack logs, watches and protects, to be committed and held to. */
export function coverageCommand(): Command {
  return new Command('coverage')
    .description('write what a stack logs, watches and protects, for the policy blackout-guard of the pack')
    .argument(
      '<file>',
      'state of the stack, as "pulumi stack export" prints it; - reads it from standard input',
    )
    .addOption(outputOption('where it goes; default: standard output'))
    .addHelpText(
      'after',
      `
Commit the file, and give it to each preview of the stack:
  pulumi preview --policy-pack <pack> --policy-pack-config <file>
A change that takes anything in it away is refused until the file, in a reviewed commit, no longer asks for it.

Exit codes:
  0  it was written
  2  the state cannot be used, or the file cannot be written: the message says why`,
    )
    .action(async (file: string, options: { readonly output?: string }) => {
      const { writeCoverage } = await import('./coverage.ts');
      await writeCoverage(file, options);
    });
}

/** Options as the command line gives them. */
export interface CheckChangeFlags {
  readonly state: string;
  readonly beside?: readonly string[];
  readonly accounts?: readonly string[];
  readonly regions?: readonly string[];
  readonly exceptions?: string;
  readonly format: 'text' | 'json';
}

import { Command, InvalidArgumentError, Option } from 'commander';

/** Lets no typing error pass for a folder or a severity. */
const severities = ['critical', 'high', 'medium', 'low', 'never'] as const;
const formats = ['text', 'json', 'sarif', 'junit', 'markdown'] as const;
const presetNames = ['cis-5.0', 'fsbp', 'nist-800-53-r5', 'pci-4.0.1', 'all'] as const;

function path(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('a path is not empty');
  return text;
}

/** `trailguard check-state`: saved states, offline. */
export function checkStateCommand(): Command {
  return new Command('check-state')
    .description('judge saved states (pulumi stack export) of one or more stacks together, offline')
    .argument('<file...>', 'states as "pulumi stack export" prints them; - reads one from standard input')
    .addOption(new Option('--format <format>', 'form of the report').choices(formats).default('text'))
    .option('--output <file>', 'where the report goes; default: standard output', path)
    .addOption(
      new Option('--preset <preset>', 'controls that are judged').choices(presetNames).default('all'),
    )
    .option(
      '--exceptions <file>',
      'accepted findings; default: the nearest trailguard.exceptions.yaml from here upwards',
      path,
    )
    .option('--config <file>', 'settings of the policies, as --policy-pack-config takes them', path)
    .addOption(
      new Option('--fail-on <severity>', 'least severity of a finding that fails the command')
        .choices(severities)
        .default('low'),
    )
    .option('--fail-on-unknown', 'fail also when something cannot be told')
    .option('--project-folder <folder>', 'folder of the Pulumi project in its repository, for SARIF', '')
    .addHelpText(
      'after',
      `
Exit codes:
  0  nothing was found that --fail-on asks for
  1  it was found
  2  nothing could be judged, or exceptions are malformed or have ended: the message says which and where
  3  a control failed: report it; nothing is known of what it judges`,
    )
    .action(async (files: string[], options: CheckStateFlags) => {
      // What a command needs is loaded when it runs, so that each starts as fast as it can.
      const { checkState } = await import('./check-state.ts');
      process.exitCode = await checkState(files, options);
    });
}

/** Options as the command line gives them. */
export interface CheckStateFlags {
  readonly format: (typeof formats)[number];
  readonly output?: string;
  readonly preset: (typeof presetNames)[number];
  readonly exceptions?: string;
  readonly config?: string;
  readonly failOn: (typeof severities)[number];
  readonly failOnUnknown?: boolean;
  readonly projectFolder: string;
}

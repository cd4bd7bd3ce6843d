import { Command } from 'commander';
import type { Preset } from '@trailguard/policy-pack/state';
import { exceptionsOption, path, presetOption, type ReportFlags, withReportOptions } from '../options.ts';

/** `trailguard check-state`: saved states, offline. */
export function checkStateCommand(): Command {
  return withReportOptions(new Command('check-state'))
    .description('judge saved states (pulumi stack export) of one or more stacks together, offline')
    .argument('<file...>', 'states as "pulumi stack export" prints them; - reads one from standard input')
    .addOption(presetOption('controls that are judged'))
    .addOption(exceptionsOption('accepted findings'))
    .option('--config <file>', 'settings of the policies, as --policy-pack-config takes them', path)
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
export interface CheckStateFlags extends ReportFlags {
  readonly preset: Preset;
  readonly exceptions?: string;
  readonly config?: string;
  readonly failOnUnknown?: boolean;
  readonly projectFolder: string;
}

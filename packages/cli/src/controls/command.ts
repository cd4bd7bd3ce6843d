import { Command, Option } from 'commander';
import { someOf } from '../options.ts';

/* Stand here again, because loading the controls would slow each start; a test compares them. */
export const families = ['CT', 'LB', 'KM', 'NT', 'CW', 'GD', 'ORG', 'IAM', 'OPS'] as const;
export const lenses = ['preview', 'state', 'live'] as const;
export const severities = ['critical', 'high', 'medium', 'low'] as const;

/** `trailguard controls`: what is judged, offline. */
export function controlsCommand(): Command {
  return new Command('controls')
    .description('list the controls, or show some with their fix, parameters, calls and what asks for them')
    .argument('[id...]', 'controls to show, such as CT-06; default: a list of all')
    .option('--family <families>', `of these, by commas: ${families.join(', ')}`, someOf(families))
    .option('--framework <id>', 'that a framework asks for, such as cis-aws-5.0 or pci-dss-4.0.1')
    .option('--severity <severities>', `of these, by commas: ${severities.join(', ')}`, someOf(severities))
    .addOption(new Option('--lens <lens>', 'that can be judged there').choices(lenses))
    .option('--json', 'print JSON, as docs/controls.json has it')
    .addHelpText(
      'after',
      `
Exit codes:
  0  controls were printed
  1  no control is as asked for
  2  there is no such control, framework or option`,
    )
    .action(async (ids: string[], flags: ControlsFlags) => {
      const { printControls } = await import('./controls.ts');
      process.exitCode = printControls(ids, flags);
    });
}

/** Options as the command line gives them. */
export interface ControlsFlags {
  readonly family?: readonly (typeof families)[number][];
  readonly framework?: string;
  readonly severity?: readonly (typeof severities)[number][];
  readonly lens?: (typeof lenses)[number];
  readonly json?: boolean;
}

import { Command, Option } from 'commander';
import { comparisonFormats, leastSeverities, outputOption } from '../options.ts';
import type { ComparedFlags } from './compare-audits.ts';

/** `trailguard compare-audits`: what became of each finding between two reports. */
export function compareAuditsCommand(): Command {
  return new Command('compare-audits')
    .description('tell what fails newly, is fixed, or is not known any more between two reports, offline')
    .argument('<old>', 'the older report, as --format json writes it; - reads it from standard input')
    .argument('<new>', 'the newer one, of the same command')
    .addOption(
      new Option('--format <format>', 'form of the comparison').choices(comparisonFormats).default('text'),
    )
    .addOption(outputOption('where it goes; default: standard output'))
    .addOption(
      new Option('--fail-on <severity>', 'least severity of a new finding that fails the command')
        .choices(leastSeverities)
        .default('low'),
    )
    .addHelpText(
      'after',
      `
A thing that the newer report cannot prove to be gone is never called fixed.

Exit codes:
  0  nothing fails newly that --fail-on asks for, and all that was known still is
  1  something fails newly
  2  nothing could be compared: the message says why
  4  nothing fails newly, but something is not known or not audited any more`,
    )
    .action(async (before: string, after: string, flags: ComparedFlags) => {
      const { compareAudits } = await import('./compare-audits.ts');
      process.exitCode = await compareAudits(before, after, flags);
    });
}

import { Command, InvalidArgumentError } from 'commander';
import { path, type ReportFlags, withReportOptions } from '../options.ts';

function stacksAtOnce(text: string): number {
  if (/^[1-9][0-9]?$/.test(text)) return Number(text);
  throw new InvalidArgumentError('it is a number of stacks from 1 to 99');
}

/** `trailguard preview-org`: all stacks of an organization under the pack. */
export function previewOrgCommand(): Command {
  return withReportOptions(new Command('preview-org'))
    .description('preview all stacks of an organization with the policy pack, and give one report')
    .argument('<file>', 'the organization’s file, as for bringing it up (see stacks/examples)')
    .option('--parallel <stacks>', 'previews at a time', stacksAtOnce, 4)
    .option('--policy-pack <folder>', 'a pack of your own in place of TrailGuard’s', path)
    .option('--policy-pack-config <file>', 'settings of the policies', path)
    .option(
      '--projects <folder>',
      'folder with the projects of the stacks, in place of TrailGuard’s own',
      path,
    )
    .addHelpText(
      'after',
      `
It changes nothing in AWS. Stacks that do not exist yet are made in Pulumi's state, without a resource.

Exit codes:
  0  nothing was found that --fail-on asks for
  1  it was found
  2  a stack, or any of them, could not be previewed, or exceptions are malformed or have ended: the message says why`,
    )
    .action(async (file: string, flags: PreviewOrgFlags) => {
      const { previewOrg } = await import('./preview-org.ts');
      process.exitCode = await previewOrg(file, flags);
    });
}

/** Options as the command line gives them. */
export interface PreviewOrgFlags extends ReportFlags {
  readonly parallel: number;
  readonly policyPack?: string;
  readonly policyPackConfig?: string;
  readonly projects?: string;
}

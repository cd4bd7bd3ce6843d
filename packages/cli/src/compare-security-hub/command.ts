import { Command, Option } from 'commander';
import { outputOption, roleName } from '../options.ts';

/** Options as the command line gives them. */
export interface SecondOpinionFlags {
  readonly role: string;
  readonly format: 'text' | 'json';
  readonly output?: string;
}

/** `trailguard compare-security-hub`: a report beside what Security Hub says of the same accounts. */
export function compareSecurityHubCommand(): Command {
  return new Command('compare-security-hub')
    .description(
      'hold a report of an audit beside what Security Hub’s own controls say, and tell where they differ',
    )
    .argument('<file>', 'the organization’s file, as for bringing it up (see stacks/examples)')
    .argument('<report>', 'the report, as audit --format json writes it; - reads it from standard input')
    .option(
      '--role <name>',
      'role in the security account, which may do securityhub:GetFindings',
      roleName,
      'TrailGuardAudit',
    )
    .addOption(
      new Option('--format <format>', 'form of the comparison').choices(['text', 'json']).default('text'),
    )
    .addOption(outputOption('where it goes; default: standard output'))
    .addHelpText(
      'after',
      `
Security Hub is asked in the security account and the home Region, where the findings of all accounts and Regions are
gathered: a call for twenty controls, and one for each hundred findings. It changes nothing.

Exit codes:
  0  both agree wherever both say something
  1  they differ somewhere
  2  nothing could be compared: the message says why
  4  they agree, but not all findings were read, or Security Hub says nothing by some controls`,
    )
    .action(async (file: string, report: string, flags: SecondOpinionFlags) => {
      const { compareSecurityHub } = await import('./compare-security-hub.ts');
      process.exitCode = await compareSecurityHub(file, report, flags);
    });
}

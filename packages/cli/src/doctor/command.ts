import { Command } from 'commander';
import { someOf } from '../options.ts';

/* Stand here again, because loading the checks would slow each start; a test compares them. */
export const checkNames = [
  'versions',
  'api-features',
  'credentials',
  'trusted-access',
  'delegated-administrators',
  'regions',
  'roles',
  'permissions',
  'deploy-permissions',
  'quotas',
  'account-features',
] as const;

/** `trailguard doctor`: whether this machine, these credentials and this organization are ready. */
export function doctorCommand(): Command {
  return new Command('doctor')
    .description(
      'look whether this machine, the credentials in use and the organization are ready, and tell what to do',
    )
    .argument('[file]', 'the organization’s file, as for bringing it up; without it, less is looked at')
    .option('--role <name>', 'role for audits, in every account', 'TrailGuardAudit')
    .option('--deploy-role <name>', 'role that applies changes, in the management account', 'TrailGuardApply')
    .option('--offline', 'look only at what needs no AWS')
    .option('--only <checks>', `these alone, by commas: ${checkNames.join(', ')}`, someOf(checkNames))
    .option('--print-policy', 'print the policy of a role that audits and nothing else, instead')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
It reads with the credentials in use, and changes nothing.

Exit codes:
  0  nothing stands in the way; advice may be given
  1  something does: each fault says what to do
  2  the organization’s file cannot be used
  4  no fault was found, but not all could be looked at`,
    )
    .action(async (file: string | undefined, flags: DoctorFlags) => {
      const { examine, printAuditPolicy } = await import('./doctor.ts');
      if (flags.printPolicy) return printAuditPolicy(flags.role);
      process.exitCode = await examine(file, flags);
    });
}

/** Options as the command line gives them. */
export interface DoctorFlags {
  readonly role: string;
  readonly deployRole: string;
  readonly offline?: boolean;
  readonly only?: readonly (typeof checkNames)[number][];
  readonly printPolicy?: boolean;
  readonly json?: boolean;
}

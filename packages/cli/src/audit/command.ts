import { Command } from 'commander';
import {
  accountIds,
  controlIds,
  days,
  exceptionsOption,
  path,
  type ReportFlags,
  roleName,
  withReportOptions,
} from '../options.ts';

/** `trailguard audit`: live accounts. */
export function auditCommand(): Command {
  return withReportOptions(new Command('audit'))
    .description('read the live accounts of an organization and judge them by every control')
    .argument('<file>', 'the organization’s file, as for bringing it up (see stacks/examples)')
    .option('--accounts <ids>', '12 digits each, by commas; default: all of the organization', accountIds)
    .option(
      '--controls <ids>',
      'by commas; what no other control needs is not read; default: all',
      controlIds,
    )
    .option('--role <name>', 'role for audits, in every account', 'TrailGuardAudit')
    .option('--records <path>', 'file or folder of records: reviews, tests, incidents', path)
    .addOption(exceptionsOption('accepted findings'))
    .option(
      '--stale-days <days>',
      'days without news after which a GuardDuty finding is stale; default: 30',
      days,
    )
    .option('--fail-on-unknown', 'fail also when something cannot be told')
    .option(
      '--resume <file>',
      'go on with an interrupted audit; what accounts told is kept here until the report is written',
      path,
    )
    .option(
      '--import-security-hub <role>',
      'also import the findings into Security Hub of each account, by this role, which may do securityhub:BatchImportFindings',
      roleName,
    )
    .addHelpText(
      'after',
      `
The role is assumed in the management account with the credentials in use, and from there in the others. It changes nothing;
with --import-security-hub another role writes findings, and nothing else.

Exit codes:
  0  nothing was found that --fail-on asks for, and all could be read
  1  it was found
  2  nothing could be judged, or exceptions are malformed or have ended: the message says which and where
  3  a control failed: report it; nothing is known of what it judges
  4  nothing was found, but not all could be read or imported: the report or the error stream says what, and why`,
    )
    .action(async (file: string, flags: AuditFlags) => {
      const { auditOrganization } = await import('./audit.ts');
      process.exitCode = await auditOrganization(file, flags);
    });
}

/** Options as the command line gives them. */
export interface AuditFlags extends ReportFlags {
  readonly accounts?: readonly string[];
  readonly controls?: readonly string[];
  readonly role: string;
  readonly records?: string;
  readonly exceptions?: string;
  readonly failOnUnknown?: boolean;
  readonly resume?: string;
  readonly staleDays?: number;
  readonly importSecurityHub?: string;
}

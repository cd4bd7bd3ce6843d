import { Command, CommanderError } from 'commander';
import { auditCommand } from './audit/command.ts';
import { checkChangeCommand, coverageCommand } from './check-change/command.ts';
import { checkStateCommand } from './check-state/command.ts';
import { controlsCommand } from './controls/command.ts';
import { doctorCommand } from './doctor/command.ts';
import { evidenceCommand } from './evidence/command.ts';
import { exceptionsCommand } from './exceptions/command.ts';
import { compareAuditsCommand } from './compare-audits/command.ts';
import { compareSecurityHubCommand } from './compare-security-hub/command.ts';
import { ExitCode } from './exit-code.ts';
import { incidentsCommand } from './incidents/command.ts';
import { investigateCommand } from './investigate/command.ts';
import { newControlCommand } from './new-control/command.ts';
import { policyConfigCommand } from './policy-config/command.ts';
import { previewOrgCommand } from './preview-org/command.ts';
import { reviewsCommand } from './reviews/command.ts';
import { sandboxCommand } from './sandbox/command.ts';
import { startCommand } from './start/command.ts';
import { verifyLogsCommand } from './verify-logs/command.ts';
import { version } from './version.ts';

/** The `trailguard` command with all that it can do. */
export function trailguardCommand(): Command {
  const program = new Command('trailguard')
    .description('AWS organizations that can prove that nothing happened unseen')
    .version(version);
  const commands = [
    startCommand(),
    doctorCommand(),
    auditCommand(),
    compareAuditsCommand(),
    compareSecurityHubCommand(),
    checkStateCommand(),
    controlsCommand(),
    exceptionsCommand(),
    reviewsCommand(),
    checkChangeCommand(),
    coverageCommand(),
    previewOrgCommand(),
    policyConfigCommand(),
    newControlCommand(),
    verifyLogsCommand(),
    investigateCommand(),
    incidentsCommand(),
    evidenceCommand(),
    sandboxCommand(),
  ];
  for (const command of commands) program.addCommand(command);
  return throwing(program);
}

/** Commander ends the process for a wrong call unless it is told to throw, each command for itself. */
function throwing(command: Command): Command {
  for (const inner of command.commands) throwing(inner as Command);
  return command.exitOverride().showHelpAfterError();
}

/**
 * Runs one command.
 *
 * @returns the exit code; what is wrong was written to the error stream.
 */
export async function trailguard(args: readonly string[]): Promise<number> {
  process.exitCode = ExitCode.ok;
  try {
    await trailguardCommand().parseAsync(args, { from: 'user' });
    return Number(process.exitCode);
  } catch (error) {
    if (error instanceof CommanderError) {
      // Commander has written what is wrong; a call that is wrong ends as an input that is.
      return error.exitCode === 0 ? ExitCode.ok : ExitCode.refused;
    }
    // Nothing was judged: 1 would say that it was, and that something is wrong with it.
    process.stderr.write(`${(error as Error).message}\n`);
    return ExitCode.refused;
  }
}

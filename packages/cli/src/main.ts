#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { checkChangeCommand, coverageCommand } from './check-change/command.ts';
import { checkStateCommand } from './check-state/command.ts';
import { newControlCommand } from './new-control/command.ts';
import { policyConfigCommand } from './policy-config/command.ts';
import { previewOrgCommand } from './preview-org/command.ts';
import { startCommand } from './start/command.ts';
import { version } from './version.ts';

/** The `trailguard` command. */
const program = new Command('trailguard')
  .description('AWS organizations that can prove that nothing happened unseen')
  .version(version)
  .showHelpAfterError();

const commands = [
  startCommand(),
  checkStateCommand(),
  checkChangeCommand(),
  coverageCommand(),
  previewOrgCommand(),
  policyConfigCommand(),
  newControlCommand(),
];
for (const command of commands) {
  program.addCommand(command.exitOverride().showHelpAfterError());
}
program.exitOverride();

program.parseAsync().catch((error: unknown) => {
  if (error instanceof CommanderError) {
    // Commander has written what is wrong; a call that is wrong ends as an input that is.
    process.exitCode = error.exitCode === 0 ? 0 : 2;
    return;
  }
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
});

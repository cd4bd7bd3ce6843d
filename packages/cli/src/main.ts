#!/usr/bin/env node
import { Command } from 'commander';
import { startCommand } from './start/command.ts';

/** The `trailguard` command. */
const program = new Command('trailguard')
  .description('AWS organizations that can prove that nothing happened unseen')
  .version('0.1.0')
  .showHelpAfterError();

program.addCommand(startCommand());

program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
});

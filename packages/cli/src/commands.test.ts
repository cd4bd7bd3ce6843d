import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { describeCommands } from '../scripts/describe-commands.ts';
import { trailguardCommand } from './trailguard.ts';

const commandsIn = (command: Command): readonly Command[] => [
  command,
  ...command.commands.flatMap((inner) => commandsIn(inner as Command)),
];
const commands = commandsIn(trailguardCommand()).slice(1);

describe('docs/cli.md', () => {
  it('is what `pnpm --filter @trailguard/cli run docs` writes', async () => {
    const written = await readFile(join(import.meta.dirname, '../../../docs/cli.md'), 'utf8');
    expect(written).toBe(describeCommands());
  });

  it('names the exit codes of every command', () => {
    const sections = describeCommands().split(/^## /m).slice(1);
    const silent = sections.filter((section) => !section.includes('\nExit codes'));
    expect(silent.map((section) => section.split('\n')[0])).toEqual([]);
  });
});

describe('every command', () => {
  it.each(commands.map((command) => [command.name(), command] as const))(
    '%s says what it does, and what each argument and option is for',
    (_name, command) => {
      expect(command.description()).not.toBe('');
      const said = [...command.registeredArguments, ...command.options].filter(
        ({ description }) => description,
      );
      expect(said).toHaveLength(command.registeredArguments.length + command.options.length);
    },
  );
});

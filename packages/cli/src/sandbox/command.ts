import { Command, InvalidArgumentError } from 'commander';
import { path, port, regionNames } from '../options.ts';

const defaultPort = 4599;
const milliseconds = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** `90m`, in milliseconds. */
function duration(text: string): number {
  const [, count, unit] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  if (count === undefined) throw new InvalidArgumentError('a time is such as 90m, 2h or 1d');
  return Number(count) * milliseconds[unit as keyof typeof milliseconds];
}

/** `trailguard sandbox`: an AWS organization on loopback. */
export function sandboxCommand(): Command {
  return new Command('sandbox')
    .description('an AWS organization on this machine, to try things out: start it, move its clock, stop it')
    .addCommand(startCommand(), { isDefault: true })
    .addCommand(controlCommand('status', 'tell accounts, environment and clock of a running sandbox'))
    .addCommand(
      controlCommand(
        'clock',
        'move its clock on: deliveries, digests and delays that fall due happen',
      ).argument('<time>', 'how far, such as 90m, 2h or 1d', duration),
    )
    .addCommand(controlCommand('reset', 'make a new organization in the place of the running one'))
    .addCommand(controlCommand('stop', 'stop a running sandbox'))
    .addHelpText(
      'after',
      `
Example:
  trailguard sandbox > sandbox.env &      # then, in a shell: . ./sandbox.env
  trailguard sandbox clock 2h
  trailguard sandbox stop

Exit codes:
  0  it was started and stopped, or did as asked
  2  it could not be started, or none runs on the port: the message says why`,
    );
}

function startCommand(): Command {
  return new Command('start')
    .description('start it and keep it running until Ctrl-C; prints the environment for a shell')
    .option('--port <port>', 'port on 127.0.0.1; 0 takes a free one', port, defaultPort)
    .option('--folder <folder>', 'keep the organization in this folder between starts', path)
    .option(
      '--regions <regions>',
      'enabled Regions beside us-east-1, by commas; the first is the home',
      regionNames,
    )
    .option('--clock <time>', 'how far to move its clock on at the start, such as 1d', duration)
    .option('--control-tower', 'make an organization that Control Tower has set up')
    .option('--json', 'print the environment and the accounts as JSON')
    .action(async (flags: StartSandboxFlags) => {
      const { runSandbox } = await import('./run-sandbox.ts');
      await runSandbox(flags);
    });
}

function controlCommand(name: Control, description: string): Command {
  return new Command(name)
    .description(description)
    .option('--port <port>', 'port of the running sandbox', port, defaultPort)
    .option('--json', 'print JSON')
    .action(async (...given: unknown[]) => {
      const command = given.at(-1) as Command;
      const [time] = command.processedArgs as [number?];
      const { controlSandbox } = await import('./control-sandbox.ts');
      await controlSandbox(name, command.opts<ControlFlags>(), time);
    });
}

/** What a running sandbox can be asked. */
export type Control = 'status' | 'clock' | 'reset' | 'stop';

/** Options as the command line gives them. */
export interface StartSandboxFlags {
  readonly port: number;
  readonly folder?: string;
  readonly regions?: readonly string[];
  /** Milliseconds. */
  readonly clock?: number;
  readonly controlTower?: boolean;
  readonly json?: boolean;
}

export interface ControlFlags {
  readonly port: number;
  readonly json?: boolean;
}

import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { startSandbox } from './index.ts';

const defaultPort = 4599;

const program = new Command('sandbox').description('An AWS organization on loopback, without AWS');

program
  .command('start')
  .description('start it and keep it running until Ctrl-C')
  .option('--port <port>', 'port on 127.0.0.1; 0 takes a free one', readPort, defaultPort)
  .option(
    '--state-dir <folder>',
    'keep the organization in this folder between starts (default: keep nothing)',
  )
  .option('--control-tower', 'make an organization that Control Tower has set up')
  .action(async ({ port, stateDir, controlTower }: StartOptions) => {
    const sandbox = await startSandbox({
      port,
      ...(controlTower ? { controlTower } : {}),
      ...(stateDir ? { stateDir: join(process.cwd(), stateDir) } : {}),
      report: (message) => console.error(message),
    });
    console.error(`organization ${sandbox.organizationId}`);
    for (const [name, id] of Object.entries(sandbox.accounts)) console.error(`  ${id} ${name}`);
    // The only lines on standard output, so that they can be evaluated by a shell.
    for (const [name, value] of Object.entries(sandbox.environment)) console.log(`export ${name}=${value}`);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.once(signal, () => void sandbox.stop());
  });

control('stop', 'stop a running sandbox', 'POST', 'stop');
control('reset', 'make a new organization in the place of the running one', 'POST', 'reset');
control('status', 'tell accounts, environment and clock of a running sandbox', 'GET', 'status');

await program.parseAsync();

interface StartOptions {
  readonly port: number;
  readonly stateDir?: string;
  readonly controlTower?: boolean;
}

/** A command that asks a running sandbox. */
function control(name: string, description: string, method: string, path: string): void {
  program
    .command(name)
    .description(description)
    .option('--port <port>', 'port of the running sandbox', readPort, defaultPort)
    .action(async ({ port }: { port: number }) => {
      const response = await fetch(`http://127.0.0.1:${port}/_sandbox/${path}`, { method }).catch(() =>
        program.error(`No sandbox listens on port ${port}; start one with: sandbox start --port ${port}`),
      );
      console.log(JSON.stringify(await response.json(), null, 2));
      if (!response.ok) process.exitCode = 1;
    });
}

function readPort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new InvalidArgumentError('a port is a number from 0 to 65535');
  return port;
}

import { resolve } from 'node:path';
import { type Sandbox, type SandboxOptions, startSandbox } from '@trailguard/sandbox';
import { makeFolder } from '../make-folder.ts';
import type { StartSandboxFlags } from './command.ts';

/** What asks a sandbox to stop: Ctrl-C, a supervisor, a terminal that was closed. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Starts a sandbox and prints how to reach it. It runs on, and with it the process, until a signal or
 * `trailguard sandbox stop`.
 *
 * @throws when it cannot start, such as on a port that is in use
 */
export async function runSandbox(flags: StartSandboxFlags): Promise<void> {
  if (flags.folder !== undefined) await makeFolder(flags.folder);
  const sandbox = await startSandbox(optionsOf(flags));
  for (const signal of signals) process.once(signal, () => void sandbox.stop());
  if (flags.clock !== undefined) await sandbox.clock.advance(flags.clock);
  process.stdout.write(flags.json ? asJson(sandbox) : asShell(sandbox));
  process.stderr.write(`Running at ${sandbox.endpoint}; Ctrl-C stops it.\n`);
}

function optionsOf({ port, folder, regions, controlTower = false }: StartSandboxFlags): SandboxOptions {
  return {
    port,
    controlTower,
    ...(folder === undefined ? {} : { stateDir: resolve(folder) }),
    // Global services are signed for there, and AWS lets nobody turn it off.
    ...(regions === undefined ? {} : { regions: [...new Set([...regions, 'us-east-1'])] }),
    report: (message) => process.stderr.write(`${message}\n`),
  };
}

/** Lines for a shell to read; what they are about stands behind a `#`. */
function asShell({ accounts, environment, organizationId }: Sandbox): string {
  return `${[
    `# organization ${organizationId}`,
    ...Object.entries(accounts).map(([name, id]) => `# ${id} ${name}`),
    ...Object.entries(environment).map(([name, value]) => `export ${name}=${value}`),
  ].join('\n')}\n`;
}

function asJson({ accounts, endpoint, environment, organizationId, rootId, clock }: Sandbox): string {
  const now = clock.now().toISOString();
  const told = { endpoint, organizationId, rootId, accounts, environment, now };
  return `${JSON.stringify(told, null, 2)}\n`;
}

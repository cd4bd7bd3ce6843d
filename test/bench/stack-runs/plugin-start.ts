import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** Milliseconds until a plugin names its port, which by Pulumi's protocol is its first line. */
export async function pluginStart(
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<number> {
  const began = performance.now();
  const child = spawn(process.execPath, [...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (data: Buffer) => {
    said += data.toString();
  });
  const exited = once(child, 'exit');
  try {
    await Promise.race([
      once(child.stdout, 'data'),
      exited.then(() => Promise.reject(new Error(`the plugin in ${cwd} did not start: ${said}`))),
    ]);
    return performance.now() - began;
  } finally {
    child.kill('SIGKILL');
    await exited;
  }
}

/** The same for a policy pack, in its built form. */
export function packStart(folder: string): Promise<number> {
  const runner = join(folder, 'node_modules/@pulumi/pulumi/cmd/run-policy-pack');
  // Nothing is asked of the engine before the pack is configured.
  return pluginStart([runner, '127.0.0.1:1', '.'], folder, {
    PULUMI_CONFIG: '{}',
    PULUMI_PROJECT: 'bench',
    PULUMI_STACK: 'bench',
    PULUMI_DRY_RUN: 'true',
  });
}

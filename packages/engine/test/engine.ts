import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { embeddedPulumi } from '../src/index.ts';

/** How a command ended. */
export interface Ending {
  /** Null when it was killed. */
  exit: number | null;
  signal?: string | undefined;
  stdout: string;
  stderr: string;
}

/** Arguments of `PulumiCommand.run`, which the SDK keeps out of its type declarations. */
export interface Runnable {
  run(
    args: string[],
    cwd: string,
    env: Record<string, string>,
    onOutput?: (text: string) => void,
    onError?: (text: string) => void,
    signal?: AbortSignal,
  ): Promise<{ stdout: string; stderr: string; code: number }>;
}

/** Runs a command in this process; a fault becomes its exit code, as with the CLI. */
export async function runCommand(
  args: string[],
  cwd: string,
  env: Record<string, string>,
  signal?: AbortSignal,
): Promise<Ending> {
  const command = embeddedPulumi() as unknown as Runnable;
  try {
    const { stdout, stderr, code } = await command.run([...args], cwd, env, undefined, undefined, signal);
    return { exit: code, stdout, stderr };
  } catch (error) {
    const result = (error as { commandResult?: { stdout: string; stderr: string; code: number } })
      .commandResult;
    if (!result) throw error;
    return { exit: result.code, stdout: result.stdout, stderr: result.stderr };
  }
}

/**
 * Runs a command in a process group of its own. `kill` ends the whole group at once and without warning,
 * `killEngine` the engine alone, so that provider and program outlive it.
 */
export function spawnCommand(
  args: string[],
  cwd: string,
  env: Record<string, string>,
): { ending: Promise<Ending>; kill(): void; killEngine(): void } {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'engine-process.ts'), JSON.stringify(args)],
    { cwd, env: { ...process.env, ...env }, detached: true, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (data) => {
    stdout += data;
  });
  child.stderr.on('data', (data) => {
    stderr += data;
  });
  const ending = new Promise<Ending>((resolve) => {
    child.on('close', (exit, signal) => resolve({ exit, signal: signal ?? undefined, stdout, stderr }));
  });
  const kill = () => {
    try {
      process.kill(-(child.pid as number), 'SIGKILL');
    } catch (error) {
      // Every process of the group has come to its end before.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  };
  return { ending, kill, killEngine: () => void child.kill('SIGKILL') };
}

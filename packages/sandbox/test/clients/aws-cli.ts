import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { clientEnvironment, clientsPython } from './environment.ts';

/** How a command ended and what it printed. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs `aws` with its arguments, as a process of its own.
 *
 * @param environment of the sandbox that it talks to.
 */
export async function awsCli(
  environment: Readonly<Record<string, string>>,
  ...arguments_: readonly string[]
): Promise<Ended> {
  const python = await clientsPython();
  return new Promise((resolve, reject) => {
    execFile(
      python,
      [join(python, '..', 'aws'), ...arguments_],
      { env: clientEnvironment(environment), maxBuffer: 1 << 26 },
      (error, stdout, stderr) => {
        if (error && typeof error.code !== 'number') reject(error);
        else resolve({ code: Number(error?.code ?? 0), stdout, stderr });
      },
    );
  });
}

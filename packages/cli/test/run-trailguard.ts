import { Readable } from 'node:stream';
import { vi } from 'vitest';
import { trailguard } from '../src/trailguard.ts';

/** How a run of the command ended. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `trailguard` with these arguments, and this on its standard input. */
export async function runTrailguard(args: readonly string[], input = ''): Promise<Ended> {
  const stdout = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const stdin = vi.spyOn(process, 'stdin', 'get').mockReturnValue(Readable.from([input]) as never);
  const written = (spy: typeof stdout) => spy.mock.calls.map(([chunk]) => String(chunk)).join('');
  try {
    const code = await trailguard(args);
    return { code, stdout: written(stdout), stderr: written(stderr) };
  } finally {
    process.exitCode = 0;
    for (const spy of [stdout, stderr, stdin]) spy.mockRestore();
  }
}

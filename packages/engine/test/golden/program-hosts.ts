import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { runCommand } from '../engine.ts';
import type { Runner } from './replay.ts';

/**
 * Processes that run inline programs. Most of what a short program does is to load the SDK: these have done so
 * already. Each runs one program at a time, and none after one that failed, since that may have left promises behind.
 */
export class ProgramHosts {
  readonly #idle: ChildProcess[] = [];

  /** Runs an `up` or a `preview` with the program `index.mjs` of its folder, whose exports are the stack's outputs. */
  readonly run: Runner = async (args, cwd, env, signal) => {
    const host = this.#idle.pop() ?? fork(join(import.meta.dirname, 'program-host.ts'), { execArgv: [] });
    host.send({ file: join(cwd, 'index.mjs') });
    const [address] = (await once(host, 'message')) as [string];
    const ending = await runCommand([...args, '--client', address], cwd, env, signal);
    if (ending.exit === 0) this.#idle.push(host);
    else host.kill('SIGKILL');
    return ending;
  };

  /** Ends all processes. */
  close(): void {
    for (const host of this.#idle.splice(0)) host.disconnect();
  }
}

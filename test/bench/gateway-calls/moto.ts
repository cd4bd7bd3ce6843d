import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { pythonEnvironment } from '@trailguard/sandbox/python';

/** moto's own server, with nothing in front of it. */
export interface Moto extends AsyncDisposable {
  readonly endpoint: string;
}

/** Starts the server of the moto that the sandbox uses, on a free port of 127.0.0.1. */
export async function startMoto(): Promise<Moto> {
  const { python } = await pythonEnvironment();
  const child = spawn(python, ['-u', '-m', 'moto.server', '-H', '127.0.0.1', '-p', '0'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const exited = once(child, 'exit');
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  let said = '';
  const endpoint = new Promise<string>((resolve) => {
    child.stderr.on('data', (data: Buffer) => {
      said = (said + data.toString()).slice(-4000);
      const [, url] = /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(said) ?? [];
      if (url !== undefined) resolve(url);
    });
  });
  const failed = exited.then(([code]) => {
    throw new Error(`moto's server ended with ${code}: ${said.trim()}`);
  });
  failed.catch(() => {});
  return {
    endpoint: await Promise.race([endpoint, failed]),
    async [Symbol.asyncDispose]() {
      process.off('exit', end);
      end();
      await exited;
    },
  };
}

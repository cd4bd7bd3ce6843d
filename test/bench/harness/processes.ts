import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '..', 'processes');

/** What a process answers. */
export interface Answer<T> {
  readonly answer: T;
  /** Most memory that it held at any time, in MiB. */
  readonly peakMegabytes: number;
}

/** A process that keeps running until it is disposed of. */
export interface RunningProcess<T> extends Answer<T>, AsyncDisposable {}

type Message<T> = Answer<T> | { readonly error: string };

export interface ProcessOptions {
  /** Options for Node.js itself. */
  readonly nodeOptions?: readonly string[];
  /** Variables over those of this process. */
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Starts `processes/NAME.ts`, hands it its task and waits for its answer.
 * @throws Error with the stack of the process when it fails.
 */
export async function startProcess<T>(
  name: string,
  task: unknown,
  { nodeOptions = [], env = {} }: ProcessOptions = {},
): Promise<RunningProcess<T>> {
  const child = fork(join(folder, `${name}.ts`), {
    execArgv: [...nodeOptions],
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let said = '';
  child.stderr?.on('data', (data: Buffer) => {
    said = (said + data.toString()).slice(-4000);
  });
  const exited = once(child, 'exit');
  child.send({ task });
  const message = await Promise.race([
    once(child, 'message').then(([first]) => first as Message<T>),
    exited.then(([code, signal]) => ({ error: `ended with ${signal ?? code}: ${said.trim()}` })),
  ]);
  const stop = async () => {
    if (child.connected) child.disconnect();
    await exited;
  };
  if ('error' in message) {
    await stop();
    throw new Error(`${name}: ${message.error}`);
  }
  return { ...message, [Symbol.asyncDispose]: stop };
}

/** Starts a process, takes its answer and ends it. */
export async function askProcess<T>(
  name: string,
  task: unknown,
  options: ProcessOptions = {},
): Promise<Answer<T>> {
  await using running = await startProcess<T>(name, task, options);
  return { answer: running.answer, peakMegabytes: running.peakMegabytes };
}

/** In such a process: does its task once, answers, and ends when the bench lets go or dies. */
export function answerBench<Task, T>(
  work: (task: Task) => T | Promise<T>,
  stop: () => unknown = () => {},
): void {
  process.once('disconnect', () => {
    void (async () => {
      await stop();
      process.exit();
    })();
  });
  process.once('message', ({ task }: { task: Task }) => {
    void (async () => {
      try {
        const answer = await work(task);
        process.send?.({ answer, peakMegabytes: process.resourceUsage().maxRSS / 1024 });
      } catch (error) {
        process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
      }
    })();
  });
}

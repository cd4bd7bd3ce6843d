import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

/** How a plugin process is started. */
export interface PluginLaunch {
  /** What the plugin is, for messages: `provider plugin 'aws'`. */
  label: string;
  command: string;
  args: string[];
  cwd: string;
  env: Record<string, string | undefined>;
  /** A line the plugin printed after its port, or on stderr. */
  onLine: (line: string, stream: 'stdout' | 'stderr') => void;
}

/** A plugin running in a process of its own, serving gRPC on loopback. */
export interface PluginProcess {
  /** `127.0.0.1:<port>` */
  address: string;
  /** Why the process is gone; undefined while it runs. */
  exit(): string | undefined;
  /** {@link exit}, once there was time to hear of it: a connection drops before its process is known to be gone. */
  exitSoon(): Promise<string | undefined>;
  /** Ends the process. Safe to call twice. */
  stop(): Promise<void>;
}

/** A plugin that has not named its port by then is taken for hung. */
const startLimitMs = 60_000;
/** Time between a dropped connection and the end of its process. */
const exitLimitMs = 500;
/** Time between asking a plugin to end and ending it. */
const stopLimitMs = 2_000;

/** Module to load into a plugin, by `node --import`, that ends it when the engine is gone. */
export const endWithParent = new URL('./end-with-parent.ts', import.meta.url).href;

/** Starts a plugin; by Pulumi's protocol its first line on stdout is the port it listens on. */
export async function startPlugin(launch: PluginLaunch): Promise<PluginProcess> {
  const child = spawn(launch.command, launch.args, {
    cwd: launch.cwd,
    env: launch.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let ended: string | undefined;
  child.once('exit', (code, signal) => {
    ended = signal ? `was ended by ${signal}` : `exited with code ${code}`;
  });
  const stderr: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => {
    if (stderr.length < 20) stderr.push(line);
    launch.onLine(line, 'stderr');
  });
  const stop = () => stopProcess(child);
  try {
    const port = await readPort(child, launch);
    const exitSoon = async () => {
      if (ended === undefined) await Promise.race([once(child, 'exit'), sleep(exitLimitMs)]);
      return ended;
    };
    return { address: `127.0.0.1:${port}`, exit: () => ended, exitSoon, stop };
  } catch (error) {
    await stop();
    const said = stderr.length ? `:\n${stderr.join('\n')}` : '';
    throw new Error(`${launch.label} could not be started: ${(error as Error).message}${said}`, {
      cause: error,
    });
  }
}

function readPort(child: ChildProcess, launch: PluginLaunch): Promise<number> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`it named no port within ${startLimitMs / 1000} s`)),
      startLimitMs,
    );
    const settle = (finish: () => void) => {
      clearTimeout(timer);
      finish();
    };
    child.once('error', (error) => settle(() => reject(error)));
    // 'close' comes after the streams have been read to their end, so the reason is complete.
    child.once('close', (code, signal) =>
      settle(() =>
        reject(
          new Error(
            signal ? `it was ended by ${signal}` : `it exited with code ${code} before naming its port`,
          ),
        ),
      ),
    );
    let started = false;
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      if (started) return launch.onLine(line, 'stdout');
      started = true;
      const port = Number(line.trim());
      settle(() =>
        Number.isInteger(port) && port > 0 && port < 65_536
          ? resolve(port)
          : reject(new Error(`its first line is '${line}' instead of a port`)),
      );
    });
  });
}

async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), stopLimitMs);
  await gone;
  clearTimeout(timer);
}

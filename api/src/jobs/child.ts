import { fork } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyBaseLogger } from 'fastify';
import type { Config } from '../config.ts';
import { currentTraceParent } from '../tracing/spans.ts';

/** How long a job may take to come to a safe end before its process is killed, milliseconds. */
export const GraceMilliseconds = 25_000;

/** Memory of a job's process, MiB: a preview of 500 resources was measured at 567 MB. */
const HeapMebibytes = 2048;

/** How a process ends that has nothing left to do: its job has ended, or rests. */
export const RanToItsEnd = 'exit code 0';

/** Exit code of a process whose job is not over, for no reason of the job: another one takes it up (EX_TEMPFAIL of sysexits.h). */
export const ExitToBeContinued = 75;

/** How such a process ends. */
export const ToBeContinued = `exit code ${ExitToBeContinued}`;

/** The program of a job's process. */
export const JobProgram = new URL('./run.ts', import.meta.url);

/** What ends a job's process before it ends by itself. */
export interface Stops {
  /** Gracefully: the process has {@link GraceMilliseconds}. */
  readonly stop: AbortSignal;
  /** At once, with all that it started. */
  readonly kill: AbortSignal;
}

/**
 * Runs one job in a process of its own: Pulumi programs in one process are not isolated from each other.
 * @param program what the process runs.
 * @returns how it ended, for a message.
 */
export async function runInChild(
  jobId: string,
  config: Config,
  log: FastifyBaseLogger,
  { stop, kill }: Stops,
  program = JobProgram,
): Promise<string> {
  const child = fork(fileURLToPath(program), [jobId], {
    execArgv: [
      `--max-old-space-size=${HeapMebibytes}`,
      '--disable-warning=ExperimentalWarning',
      // Half of what Pulumi's SDK loads is for programs that make code of functions; ours do not.
      ...['--import', import.meta.resolve('@trailguard/late-packages')],
      ...['--import', import.meta.resolve('../tracing/preload.ts')],
    ],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // Structured clones: a configuration holds more than JSON does.
    serialization: 'advanced',
    cwd: config.workDir,
    // Programs, plugins and packs of each job load the same modules: compiled once, they load in about half the time.
    env: {
      NODE_COMPILE_CACHE: join(config.workDir, 'compile-cache'),
      ...process.env,
      // https://opentelemetry.io/docs/specs/otel/context/env-carriers/
      TRACEPARENT: currentTraceParent() ?? '',
    },
    // The leader of a group of its own: what it started can be ended with it.
    detached: true,
  });
  // One that has ended by then is told of below.
  child.once('spawn', () => child.send(config, () => {}));
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => log.debug({ jobId }, text.trimEnd()));
  }
  let tail = '';
  child.stderr?.on('data', (text: string) => {
    tail = (tail + text).slice(-2_000);
  });

  let force: NodeJS.Timeout | undefined;
  const end = () => {
    child.kill('SIGTERM');
    force = setTimeout(() => killGroup(child.pid), GraceMilliseconds);
  };
  const endAtOnce = () => killGroup(child.pid);
  stop.addEventListener('abort', end, { once: true });
  kill.addEventListener('abort', endAtOnce, { once: true });
  if (stop.aborted) end();
  if (kill.aborted) endAtOnce();
  let told: number | undefined;
  child.once('message', ({ exitCode }: { exitCode: number }) => {
    told = exitCode;
    endAtOnce();
  });
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', (error) => {
        // Without an id it was never there: no folder to work in, no memory, too many processes.
        if (child.pid === undefined) resolve(`no process: ${error.message}`);
        else reject(error);
      });
      child.once('close', (exitCode, signal) => {
        const code = told ?? exitCode;
        if (code !== 0) log.warn({ jobId, code, signal, tail }, 'a job process ended early');
        resolve(code === null ? `signal ${signal}` : `exit code ${code}`);
      });
    });
  } finally {
    clearTimeout(force);
    stop.removeEventListener('abort', end);
    kill.removeEventListener('abort', endAtOnce);
    // A job that was killed leaves engine and plugins behind; the next attempt must not meet them.
    killGroup(child.pid);
  }
}

/** Ends every process of a group with SIGKILL; none is fine. */
export function killGroup(leader: number | undefined): void {
  if (leader === undefined) return;
  try {
    process.kill(-leader, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What a process of the service is told; a port of 0 is a free one. */
export type ReplicaEnvironment = Readonly<Record<string, string>>;

/** How long a supervisor waits before it starts a process again, milliseconds; as long as systemd's `RestartSec` by default. */
const RestartMilliseconds = 100;

/** How long a process may take to drain before it is killed, milliseconds. */
const DrainMilliseconds = 40_000;

/**
 * A process of the service, started again at the same address whenever it ends, as an operator's supervisor does.
 * Several on one database share its jobs.
 */
export class Replica implements AsyncDisposable {
  readonly #environment: ReplicaEnvironment;
  readonly #onLog: (line: string) => void;
  #child: ChildProcess | undefined;
  #url = '';
  #isStopped = false;
  #restart: NodeJS.Timeout | undefined;

  private constructor(environment: ReplicaEnvironment, onLog: (line: string) => void) {
    this.#environment = environment;
    this.#onLog = onLog;
  }

  /** Starts a process and waits until it listens. @throws Error with what it said when it does not start. */
  static async start(environment: ReplicaEnvironment, onLog: (line: string) => void): Promise<Replica> {
    const replica = new Replica(environment, onLog);
    await replica.#start(environment.TRAILGUARD_PORT ?? '0');
    return replica;
  }

  get url(): string {
    return this.#url;
  }

  /** Process id of the process that runs now; `undefined` between two. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  async #start(port: string): Promise<void> {
    const child = fork(fileURLToPath(import.meta.resolve('@trailguard/api/server')), {
      env: { ...this.#environment, TRAILGUARD_PORT: port },
      execArgv: ['--disable-warning=ExperimentalWarning'],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      detached: true,
    });
    this.#child = child;
    let tail = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => {
        tail = (tail + text).slice(-4_000);
        for (const line of text.split('\n')) if (line !== '') this.#onLog(line);
      });
    child.once('exit', () => this.#startAgain());
    this.#url = await new Promise((resolve, reject) => {
      child.once('message', (message: { address: string }) => resolve(message.address));
      child.once('error', reject);
      child.once('exit', (code, signal) =>
        reject(new Error(`it did not start (${signal ?? code}):\n${tail}`)),
      );
    });
  }

  #startAgain(): void {
    this.#child = undefined;
    // Without an address it never came to listen: whoever started it is told.
    if (this.#isStopped || this.#url === '') return;
    this.#restart = setTimeout(() => {
      // One that does not start, as its database is away, ends, and that end starts it again.
      this.#start(new URL(this.#url).port).catch((error: Error) => this.#onLog(error.message));
    }, RestartMilliseconds);
  }

  /** Lets the process drain and end, and starts no other. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#restart);
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    const force = setTimeout(() => child.kill('SIGKILL'), DrainMilliseconds);
    await ended;
    clearTimeout(force);
  }
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import type { HttpRequest, HttpResponse } from '../protocol/message.ts';
import type { PythonEnvironment } from './environment.ts';

const program = join(import.meta.dirname, 'python', 'backend.py');

/** moto answers in milliseconds, or something hangs: nothing that waits for it shall wait for ever. */
const longestSilence = 60_000;

/** Options of {@link Backend.start}. */
export interface BackendOptions {
  /** Kept up to date after changes and read at start. Default: nothing is kept. */
  readonly stateFile?: string | undefined;
  /**
   * How long it may take to end: requests that are under way end first, and the state is written. One that never
   * ends is given up after it. Default: 20 s.
   */
  readonly graceMilliseconds?: number;
  /** How long it may take to listen. One that does not by then is ended. Default: 2 minutes, for a busy machine. */
  readonly startMilliseconds?: number;
}

/** moto in a process of its own, on loopback. */
export class Backend implements AsyncDisposable {
  readonly port: number;
  readonly #process: ChildProcess;
  readonly #graceMilliseconds: number;
  readonly #agent = new Agent({ keepAlive: false, maxSockets: 64 });

  private constructor(process: ChildProcess, port: number, graceMilliseconds: number) {
    this.#process = process;
    this.port = port;
    this.#graceMilliseconds = graceMilliseconds;
  }

  /** Process id. */
  get pid(): number {
    return this.#process.pid ?? 0;
  }

  /**
   * Starts the backend and waits until it listens.
   *
   * @throws Error with what it said when it ends before, or takes too long.
   */
  static async start(
    environment: PythonEnvironment,
    { stateFile, graceMilliseconds = 20_000, startMilliseconds = 120_000 }: BackendOptions = {},
  ): Promise<Backend> {
    const options = [
      '--grace',
      String(graceMilliseconds / 1000),
      ...(stateFile ? ['--state', stateFile] : []),
    ];
    const child = spawn(environment.python, ['-u', program, ...options], {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', PYTHONUNBUFFERED: '1' },
    });
    // A Ctrl-C reaches the whole group; the backend ends by its closed standard input, after its last snapshot.
    child.stdin.on('error', () => {});
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-8000);
    });
    let isLate = false;
    const late = setTimeout(() => {
      isLate = true;
      child.kill('SIGKILL');
    }, startMilliseconds);
    const port = await new Promise<number>((resolve, reject) => {
      let text = '';
      child.stdout.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        if (text.includes('\n')) resolve(Number.parseInt(text, 10));
      });
      child.once('error', reject);
      child.once('exit', (code, signal) => {
        const why = isLate
          ? `it took more than ${startMilliseconds / 1000} seconds`
          : (signal ?? `exit code ${code}`);
        reject(new Error(`The sandbox's backend did not start (${why}): ${said.trim()}`));
      });
    }).finally(() => clearTimeout(late));
    return new Backend(child, port, graceMilliseconds);
  }

  /** Sends a request to moto as it is. */
  send(message: HttpRequest): Promise<HttpResponse> {
    return new Promise((resolve, reject) => {
      const outgoing = request(
        {
          host: '127.0.0.1',
          port: this.port,
          method: message.method,
          path: message.url,
          headers: { ...message.headers, 'content-length': String(message.body.length) },
          agent: this.#agent,
        },
        (incoming) => {
          const chunks: Buffer[] = [];
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
          incoming.on('error', reject);
          incoming.on('end', () => {
            const headers: Record<string, string> = {};
            for (const [name, value] of Object.entries(incoming.headers)) {
              if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
            }
            resolve({ status: incoming.statusCode ?? 500, headers, body: Buffer.concat(chunks) });
          });
        },
      );
      outgoing.on('error', reject);
      outgoing.setTimeout(longestSilence, () => {
        outgoing.destroy(new Error(`moto has not answered ${message.method} ${message.url} in a minute`));
      });
      outgoing.end(message.body);
    });
  }

  /** Asks about moto's state; see `python/introspection.py`. */
  async ask<T>(question: string, ...args: readonly (string | null)[]): Promise<T> {
    const answer = await this.send({
      method: 'POST',
      url: `/_backend/${question}`,
      headers: { 'content-type': 'application/json' },
      body: Buffer.from(JSON.stringify(args)),
    });
    if (answer.status !== 200) {
      throw new Error(`moto cannot answer '${question}': ${answer.body.toString('utf8').slice(0, 500)}`);
    }
    return JSON.parse(answer.body.toString('utf8')) as T;
  }

  /** Forgets everything. */
  async reset(): Promise<void> {
    await this.ask('reset');
  }

  /** Writes the state file and ends the process, in the end by force: whoever waits for this is never left waiting. */
  async stop(): Promise<void> {
    this.#agent.destroy();
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const ended = once(this.#process, 'exit');
    this.#process.stdin?.end();
    // It watches its own time; one that does not even do that is frozen.
    const frozen = setTimeout(() => {
      process.emitWarning(
        'The backend of the sandbox is frozen and was killed; its last changes may be lost.',
      );
      this.#process.kill('SIGKILL');
    }, 2 * this.#graceMilliseconds);
    await ended;
    clearTimeout(frozen);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }
}

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { temporaryFolder } from '../end-to-end/service.ts';
import { processesOf } from '../faults/processes.ts';

/** How a command ended. */
export interface Ending {
  /** Null when it was killed. */
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where a command runs. */
export interface Place {
  readonly cwd: string;
  /** Added to the user's own environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Passphrase of every stack of the tests. */
export const passphrase = 'of a test';

/** A user of the CLI, with a home and a state folder of their own, and nothing from the network. */
export class CliUser implements AsyncDisposable {
  /** Everything of this user is in here. */
  readonly folder: string;
  /** URL of the folder with the state. */
  readonly backend: string;
  readonly #running = new Set<ChildProcess>();

  private constructor(folder: string) {
    this.folder = folder;
    this.backend = pathToFileURL(join(folder, 'state')).href;
  }

  /** Makes a user and logs in to the state folder, as `pulumi login` does. */
  static async login(): Promise<CliUser> {
    const user = new CliUser(await temporaryFolder());
    await mkdir(join(user.folder, 'state'));
    await user.succeed(['login', user.backend], { cwd: user.folder });
    return user;
  }

  /** What the user's commands run with: nothing of the AWS or Pulumi set-up of this machine. */
  get env(): Record<string, string> {
    const inherited = Object.entries(process.env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && !/^(AWS|PULUMI)_/.test(entry[0]),
    );
    return {
      ...Object.fromEntries(inherited),
      ...cliEnvironment(this.folder),
      AWS_CONFIG_FILE: join(this.folder, 'no-config'),
      AWS_SHARED_CREDENTIALS_FILE: join(this.folder, 'no-credentials'),
      AWS_EC2_METADATA_DISABLED: 'true',
    };
  }

  /** Runs a command; any end of it is an answer. */
  run(args: readonly string[], { cwd, env }: Place): Promise<Ending> {
    const child = spawn('pulumi', [...args, '--non-interactive', '--color', 'never'], {
      cwd,
      env: { ...this.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#running.add(child);
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    return new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (exit) => {
        this.#running.delete(child);
        resolve({ exit, stdout, stderr });
      });
    });
  }

  /** Runs a command that must succeed. @returns its standard output @throws Error with all that it said */
  async succeed(args: readonly string[], place: Place): Promise<string> {
    const { exit, stdout, stderr } = await this.run(args, place);
    if (exit === 0) return stdout;
    throw new Error(`pulumi ${args.join(' ')} ended with ${exit}:\n${stdout}\n${stderr}`);
  }

  /** Ends whatever still runs and removes the folder. */
  async [Symbol.asyncDispose](): Promise<void> {
    for (const child of this.#running) child.kill('SIGKILL');
    // The CLI puts its plugins into process groups of their own: found by the folder in their environment.
    const left = process.platform === 'linux' ? await processesOf(this.folder) : [];
    for (const { pid } of left) killIfThere(pid);
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/**
 * Environment of a CLI that belongs to a folder: a home of its own, no plugin and no news from the network,
 * and the Node.js of these tests for programs, plugins and policy packs.
 */
export function cliEnvironment(folder: string): Record<string, string> {
  return {
    PATH: [dirname(process.execPath), process.env.PATH ?? ''].join(delimiter),
    PULUMI_HOME: join(folder, 'home'),
    PULUMI_CONFIG_PASSPHRASE: passphrase,
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: 'true',
    PULUMI_SKIP_UPDATE_CHECK: 'true',
  };
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

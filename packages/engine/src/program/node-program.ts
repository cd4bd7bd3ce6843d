import { type ChildProcess, spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Project } from '../state/project.ts';
import { latePackages } from './late-packages.ts';
import type { Program, ProgramEnd, ProgramRun } from './program.ts';

/** With this exit code the SDK says that it has logged the reason itself. */
const exitAfterActionableMessage = 32;
/** Time between asking a program to end and ending it, as the CLI's language host has it. */
const stopLimitMs = 5_000;

/**
 * The program of a project folder, run in a Node.js process of its own through the SDK's `cmd/run`, as the
 * CLI's language host for nodejs does.
 */
export class NodeProgram implements Program {
  readonly #project: Project;
  readonly #env: Readonly<Record<string, string | undefined>>;
  readonly #onLine: (line: string, stream: 'stdout' | 'stderr') => void;
  #child: ChildProcess | undefined;
  #cancelled = false;

  /** @param onLine takes what the program prints */
  constructor(
    project: Project,
    env: Readonly<Record<string, string | undefined>>,
    onLine: (line: string, stream: 'stdout' | 'stderr') => void,
  ) {
    this.#project = project;
    this.#env = env;
    this.#onLine = onLine;
  }

  /** @throws Error when the project is not of the runtime nodejs or its folder lacks the SDK */
  async run(request: ProgramRun): Promise<ProgramEnd> {
    const { runtime, file } = this.#project;
    if (runtime !== 'nodejs') {
      throw new Error(
        `${file}: the runtime '${runtime}' is not supported by the embedded engine, only nodejs`,
      );
    }
    const { folder, entry } = this.#entry();
    if (this.#cancelled) return { bail: true };
    const child = spawn(
      process.execPath,
      [
        ...latePackages,
        ...this.#nodeArguments(),
        ...runArguments(request, folder, entry, this.#project.folder),
      ],
      {
        cwd: folder,
        env: this.#environment(request),
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    this.#child = child;
    createInterface({ input: child.stdout }).on('line', (line) => this.#onLine(line, 'stdout'));
    createInterface({ input: child.stderr }).on('line', (line) => this.#onLine(line, 'stderr'));
    return new Promise((resolve, reject) => {
      child.once('error', (cause) =>
        reject(new Error(`could not run the program: ${cause.message}`, { cause })),
      );
      child.once('close', (code, signal) => resolve(endOf(code, signal)));
    });
  }

  cancel(): void {
    this.#cancelled = true;
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGINT');
    const timer = setTimeout(() => child.kill('SIGKILL'), stopLimitMs);
    timer.unref();
    child.once('exit', () => clearTimeout(timer));
  }

  /** `main` of `Pulumi.yaml` is a file, or a folder with a package of its own. */
  #entry(): { folder: string; entry: string } {
    const { folder, main, file } = this.#project;
    const path = join(folder, main ?? '.');
    const found = statSync(path, { throwIfNoEntry: false });
    if (!found) throw new Error(`${file}: project 'main' could not be read: there is no ${path}`);
    return found.isDirectory()
      ? { folder: path, entry: '.' }
      : { folder: dirname(path), entry: basename(path) };
  }

  #nodeArguments(): string[] {
    const given = this.#project.runtimeOptions['nodeargs'];
    return typeof given === 'string' ? given.split(/\s+/).filter(Boolean) : [];
  }

  #environment(request: ProgramRun): Record<string, string | undefined> {
    // Programs get keys in an older form that the SDK understands: `namespace:config:name`.
    const config = [...request.config].map(([key, value]) => [key.replace(':', ':config:'), value]);
    return {
      ...this.#env,
      PULUMI_CONFIG: JSON.stringify(Object.fromEntries(config)),
      PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.configSecretKeys),
      ...(this.#project.runtimeOptions['typescript'] !== false && { PULUMI_NODEJS_TYPESCRIPT: 'true' }),
    };
  }
}

function runArguments(request: ProgramRun, folder: string, entry: string, root: string): string[] {
  return [
    sdkRunner(folder),
    ...['--monitor', request.monitorAddress],
    ...['--engine', request.engineAddress],
    ...['--organization', request.organization],
    ...['--project', request.project],
    ...['--root-directory', root],
    ...['--stack', request.stack],
    ...['--pwd', folder],
    ...(request.dryRun ? ['--dry-run'] : []),
    ...['--parallel', String(request.parallel)],
    entry,
  ];
}

/** The SDK's own runner, of the version that the program uses. */
function sdkRunner(folder: string): string {
  try {
    return createRequire(join(folder, 'package.json')).resolve('@pulumi/pulumi/cmd/run');
  } catch (cause) {
    throw new Error(
      `the Pulumi SDK has not been installed: there is no @pulumi/pulumi to be found from ${folder}`,
      { cause },
    );
  }
}

function endOf(code: number | null, signal: NodeJS.Signals | null): ProgramEnd {
  if (code === 0) return {};
  if (code === exitAfterActionableMessage) return { bail: true };
  if (code === null) return { error: `an unhandled error occurred: Program was ended by ${signal}` };
  return { error: `an unhandled error occurred: Program exited with non-zero exit code: ${code}` };
}

import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { FileBackend } from '../state/backend.ts';
import { findProject, type Project } from '../state/project.ts';
import { parseStackReference, type StackReference } from '../state/stack-reference.ts';
import type { FlagValues } from './command.ts';
import { selectedStack } from './selection.ts';

/** What one call of a command may use. Nothing is read from the process itself. */
export class CommandContext {
  readonly cwd: string;
  /** The environment given, over that of the process. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted when the caller wants the operation to stop: what SIGINT is to the CLI. */
  readonly signal: AbortSignal | undefined;
  readonly #onOutput: ((text: string) => void) | undefined;
  readonly #onError: ((text: string) => void) | undefined;
  #stdout = '';
  #stderr = '';
  #backend: FileBackend | undefined;

  constructor(options: {
    cwd: string;
    env: Readonly<Record<string, string | undefined>>;
    onOutput?: ((text: string) => void) | undefined;
    onError?: ((text: string) => void) | undefined;
    signal?: AbortSignal | undefined;
  }) {
    this.cwd = resolve(options.cwd);
    this.env = options.env;
    this.signal = options.signal;
    this.#onOutput = options.onOutput;
    this.#onError = options.onError;
  }

  /** Adds to standard output. */
  write(text: string): void {
    this.#stdout += text;
    this.#onOutput?.(text);
  }

  /** Adds to standard error. */
  writeError(text: string): void {
    this.#stderr += text;
    this.#onError?.(text);
  }

  /** Everything written to standard output so far. */
  get stdout(): string {
    return this.#stdout;
  }

  /** Everything written to standard error so far. */
  get stderr(): string {
    return this.#stderr;
  }

  /** Where state is kept. @throws Error when `PULUMI_BACKEND_URL` names no folder */
  get backend(): FileBackend {
    this.#backend ??= FileBackend.fromEnvironment(this.env, this.cwd);
    return this.#backend;
  }

  /** The project of the folder, or undefined. @throws Error when its file is malformed */
  get optionalProject(): Project | undefined {
    return findProject(this.cwd);
  }

  /** The project of the folder. @throws Error when there is none */
  get project(): Project {
    const project = this.optionalProject;
    if (project) return project;
    const missing = existsSync(this.cwd) ? 'no Pulumi.yaml project file found in' : 'there is no folder';
    throw new Error(`${missing} ${this.cwd}`);
  }

  /**
   * The stack that `--stack`, or else the last `stack select`, names. It may not exist.
   * @throws Error when neither does
   */
  async stack(flags: FlagValues): Promise<StackReference> {
    const name = flags['stack'];
    if (typeof name === 'string' && name !== '') return this.reference(name);
    const selected = await selectedStack(this);
    if (selected) return selected;
    throw new Error('no stack selected; name one with --stack or use `stack select`');
  }

  /** Reads a stack's name in the light of the folder's project. */
  reference(name: string): StackReference {
    return parseStackReference(name, this.optionalProject?.name);
  }
}

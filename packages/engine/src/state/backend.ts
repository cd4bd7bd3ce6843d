import { copyFile, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { writeFileAtomically } from './atomic-file.ts';
import { type CheckpointFile, type DeploymentV3, parseCheckpoint } from './checkpoint.ts';
import { type HistoryEntry, readHistory, writeHistory } from './history.ts';
import { LockFolder } from './lock.ts';
import { qualifiedName, type StackReference } from './stack-reference.ts';

/** `stack select` and everything else on a stack that is not there; the SDK reads the words. */
export class StackNotFoundError extends Error {
  constructor(stack: string) {
    super(`no stack named '${stack}' found`);
    this.name = 'StackNotFoundError';
  }
}

/** `stack init` of a stack that is there; the SDK reads the words. */
export class StackExistsError extends Error {
  constructor(stack: string) {
    super(`stack '${stack}' already exists`);
    this.name = 'StackExistsError';
  }
}

/**
 * State in a local folder, in the layout of Pulumi's own file backend: what one of them writes the other
 * lists, reads, locks and updates.
 */
export class FileBackend {
  /** As shown in messages: `file:///…`. */
  readonly url: string;
  readonly #root: string;
  /** Saves of one stack follow each other; the last one given wins. */
  readonly #saves = new Map<string, Promise<void>>();

  /** @param folder holds `.pulumi`; made when the first stack is */
  constructor(folder: string) {
    this.#root = resolve(folder);
    this.url = `file://${this.#root}`;
  }

  /**
   * The backend that `PULUMI_BACKEND_URL` names.
   * @throws Error when it is not set or not a `file://` address
   */
  static fromEnvironment(env: Readonly<Record<string, string | undefined>>, cwd: string): FileBackend {
    const url = env['PULUMI_BACKEND_URL'];
    if (!url) {
      throw new Error(
        'PULUMI_BACKEND_URL is not set: name the folder for the state, as in file:///path/to/folder',
      );
    }
    if (!url.startsWith('file://')) {
      throw new Error(
        `the embedded engine keeps state in a local folder alone; PULUMI_BACKEND_URL is '${url}', not file://…`,
      );
    }
    const path = decodeURIComponent(url.slice('file://'.length).replace(/\?.*$/, ''));
    return new FileBackend(path.startsWith('~') ? join(homedir(), path.slice(1)) : resolve(cwd, path));
  }

  /** Every stack, sorted by project, then name. @param project limits the list */
  async listStacks(project?: string): Promise<StackReference[]> {
    const folder = join(this.#root, '.pulumi', 'stacks');
    const projects = project === undefined ? await namesIn(folder) : [project];
    const stacks: StackReference[] = [];
    for (const owner of projects) {
      for (const name of await namesIn(join(folder, owner))) {
        if (name.endsWith('.json')) stacks.push({ project: owner, stack: name.slice(0, -'.json'.length) });
      }
    }
    return stacks;
  }

  /** Whether the stack was made. */
  async hasStack(stack: StackReference): Promise<boolean> {
    return stat(this.checkpointFile(stack)).then(
      () => true,
      () => false,
    );
  }

  /** Makes an empty stack. @throws StackExistsError */
  async createStack(stack: StackReference): Promise<void> {
    if (await this.hasStack(stack)) throw new StackExistsError(stack.stack);
    await this.#ensureMeta();
    await this.#write(stack, undefined);
  }

  /**
   * The deployment of a stack, undefined before its first update.
   * @throws StackNotFoundError
   * @throws CorruptCheckpointError naming the file
   */
  async loadStack(stack: StackReference): Promise<DeploymentV3 | undefined> {
    const file = this.checkpointFile(stack);
    const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') throw new StackNotFoundError(stack.stack);
      throw error;
    });
    return parseCheckpoint(text, file).checkpoint.latest ?? undefined;
  }

  /**
   * Replaces a stack's deployment. It is on the disk when the promise settles; a crash before that leaves the
   * old one. The one before is kept beside it as `.bak`.
   *
   * The deployment is turned into text at once, so the caller may change it while the save runs.
   */
  async saveDeployment(stack: StackReference, deployment: DeploymentV3): Promise<void> {
    await this.saveDeploymentText(stack, JSON.stringify(deployment));
  }

  /** As {@link saveDeployment}, for a deployment that is JSON already. */
  async saveDeploymentText(stack: StackReference, deployment: string): Promise<void> {
    await this.#write(stack, deployment);
  }

  /** Removes the stack with its history, backup and tags. */
  async removeStack(stack: StackReference): Promise<void> {
    if (!(await this.hasStack(stack))) throw new StackNotFoundError(stack.stack);
    const file = this.checkpointFile(stack);
    for (const path of [file, `${file}.bak`, this.tagsFile(stack)]) await rm(path, { force: true });
    await rm(this.historyFolder(stack), { recursive: true, force: true });
  }

  /** Gives a stack, its history and its tags another name. The URNs in the state are the caller's work. */
  async renameStack(
    from: StackReference,
    to: StackReference,
    deployment: DeploymentV3 | undefined,
  ): Promise<void> {
    if (await this.hasStack(to)) throw new StackExistsError(to.stack);
    await this.#write(to, deployment && JSON.stringify(deployment));
    for (const [old, fresh] of [
      [this.tagsFile(from), this.tagsFile(to)],
      [this.historyFolder(from), this.historyFolder(to)],
    ] as const) {
      await mkdir(join(fresh, '..'), { recursive: true });
      await rename(old, fresh).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error;
      });
    }
    const file = this.checkpointFile(from);
    for (const path of [file, `${file}.bak`]) await rm(path, { force: true });
  }

  /**
   * Takes the stack's lock.
   * @returns what releases it
   * @throws StackLockedError naming the owner
   */
  async lock(stack: StackReference): Promise<() => Promise<void>> {
    return this.#locks(stack).acquire();
  }

  /** Clears every lock of the stack, whoever holds it. @returns how many there were */
  async cancel(stack: StackReference): Promise<number> {
    return this.#locks(stack).clear();
  }

  /** Records a finished update and keeps a copy of the checkpoint it left. */
  async appendHistory(stack: StackReference, entry: HistoryEntry): Promise<void> {
    const file = await writeHistory(this.historyFolder(stack), stack.stack, entry);
    await copyFile(this.checkpointFile(stack), file.replace(/\.history\.json$/, '.checkpoint.json'));
  }

  /** Finished updates, the latest first. */
  async history(stack: StackReference): Promise<HistoryEntry[]> {
    return readHistory(this.historyFolder(stack));
  }

  /** The stack's tags. */
  async tags(stack: StackReference): Promise<Record<string, string>> {
    const text = await readFile(this.tagsFile(stack), 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '{}';
      throw error;
    });
    return JSON.parse(text) as Record<string, string>;
  }

  /** Replaces the stack's tags. */
  async saveTags(stack: StackReference, tags: Record<string, string>): Promise<void> {
    await writeFileAtomically(this.tagsFile(stack), JSON.stringify(tags));
  }

  /** Where the stack's state is. */
  checkpointFile({ project, stack }: StackReference): string {
    return join(this.#root, '.pulumi', 'stacks', project, `${stack}.json`);
  }

  private tagsFile({ project, stack }: StackReference): string {
    return join(this.#root, '.pulumi', 'stacks', project, `${stack}.pulumi-tags`);
  }

  private historyFolder({ project, stack }: StackReference): string {
    return join(this.#root, '.pulumi', 'history', project, stack);
  }

  #locks(stack: StackReference): LockFolder {
    const folder = join('.pulumi', 'locks', qualifiedName(stack));
    return new LockFolder(
      join(this.#root, folder),
      (file) => `${this.url}/${folder}/${file}?no_tmp_dir=true`,
    );
  }

  async #write(stack: StackReference, latest: string | undefined): Promise<void> {
    const content: CheckpointFile = { version: 3, checkpoint: { stack: qualifiedName(stack) } };
    const empty = JSON.stringify(content);
    const text = latest === undefined ? empty : `${empty.slice(0, -2)},"latest":${latest}}}`;
    const file = this.checkpointFile(stack);
    const before = this.#saves.get(file) ?? Promise.resolve();
    const save = before
      .catch(() => {})
      .then(() => writeFileAtomically(file, text, { backup: `${file}.bak` }));
    this.#saves.set(file, save);
    await save;
  }

  /** Tells the real CLI that stacks are kept by project. */
  async #ensureMeta(): Promise<void> {
    const file = join(this.#root, '.pulumi', 'meta.yaml');
    const exists = await stat(file).then(
      () => true,
      () => false,
    );
    if (!exists) await writeFileAtomically(file, 'version: 1\n');
  }
}

async function namesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return [];
    throw error;
  });
  return names.sort();
}

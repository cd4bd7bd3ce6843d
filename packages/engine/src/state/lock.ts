import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';

/** Who holds a lock; the content of Pulumi's own lock files. */
export interface LockOwner {
  pid: number;
  username: string;
  hostname: string;
  /** RFC 3339. */
  timestamp: string;
}

/** Another process works on the stack. The Automation API turns the message into `ConcurrentUpdateError`. */
export class StackLockedError extends Error {
  readonly owners: LockOwner[];

  /** @param locks the lock files, as shown to the reader, and their owners */
  constructor(locks: { file: string; owner: LockOwner }[]) {
    super(
      [
        `the stack is currently locked by ${locks.length} lock(s). Either wait for the other process(es) to end ` +
          'or delete the lock file with `pulumi cancel`.',
        ...locks.map(
          ({ file, owner }) =>
            `  ${file}: created by ${owner.username}@${owner.hostname} (pid ${owner.pid}) at ${owner.timestamp}`,
        ),
      ].join('\n'),
    );
    this.name = 'StackLockedError';
    this.owners = locks.map(({ owner }) => owner);
  }
}

/**
 * The locks of one stack: a folder with one file a lock, in the layout of Pulumi's file backend, so that the
 * real CLI and this engine respect each other.
 *
 * A lock outlives a killed process on purpose: only `cancel` clears it, once someone has looked at what the
 * process left behind.
 */
export class LockFolder {
  readonly #folder: string;
  readonly #shown: (file: string) => string;

  /** @param shown turns a lock file's name into what messages show */
  constructor(folder: string, shown: (file: string) => string) {
    this.#folder = folder;
    this.#shown = shown;
  }

  /**
   * Takes the lock.
   * @returns what releases it
   * @throws StackLockedError while another lock exists. Two that come at the same time may both be refused.
   */
  async acquire(): Promise<() => Promise<void>> {
    await this.#refuseOthers();
    const mine = `${randomUUID()}.json`;
    const path = join(this.#folder, mine);
    await mkdir(this.#folder, { recursive: true });
    const owner: LockOwner = {
      pid: process.pid,
      username: userInfo().username,
      hostname: hostname(),
      timestamp: new Date().toISOString(),
    };
    const release = () => rm(path, { force: true });
    try {
      await writeFile(path, JSON.stringify(owner), { flag: 'wx', mode: 0o600, flush: true });
      await this.#refuseOthers(mine);
    } catch (error) {
      await release();
      throw error;
    }
    return release;
  }

  /** Removes every lock. @returns how many there were */
  async clear(): Promise<number> {
    const names = await this.#names();
    await Promise.all(names.map((name) => rm(join(this.#folder, name), { force: true })));
    return names.length;
  }

  /** The owners of the locks that exist. */
  async owners(): Promise<{ file: string; owner: LockOwner }[]> {
    const locks: { file: string; owner: LockOwner }[] = [];
    for (const name of await this.#names()) {
      const content = await readFile(join(this.#folder, name), 'utf8').catch(
        // Released between the listing and the reading; one that cannot be read, as another user's, is held.
        (error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? undefined : ''),
      );
      if (content !== undefined) locks.push({ file: this.#shown(name), owner: ownerIn(content) });
    }
    return locks;
  }

  async #refuseOthers(mine?: string): Promise<void> {
    const others = (await this.owners()).filter(
      ({ file }) => mine === undefined || file !== this.#shown(mine),
    );
    if (others.length > 0) throw new StackLockedError(others);
  }

  async #names(): Promise<string[]> {
    const names = await readdir(this.#folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
    return names.filter((name) => name.endsWith('.json')).sort();
  }
}

/** A half-written lock file is a lock all the same. */
function ownerIn(content: string): LockOwner {
  const unknown = { pid: 0, username: 'unknown', hostname: 'unknown', timestamp: 'an unknown time' };
  try {
    return { ...unknown, ...(JSON.parse(content) as Partial<LockOwner>) };
  } catch {
    return unknown;
  }
}

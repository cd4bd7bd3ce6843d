import { execFile } from 'node:child_process';
import { mkdir, open, rm, rmdir, symlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { temporaryFolder } from '../../end-to-end/service.ts';

/** A file system of its own that can be full. */
export interface SmallDisk extends AsyncDisposable {
  readonly folder: string;
  /** Leaves no space, until it is told to free it. */
  fill(): Promise<void>;
  free(): Promise<void>;
}

const Mebibyte = 1024 * 1024;
const SizeMebibytes = 128;

/**
 * Mounts a file system in memory (tmpfs). Needs the right to mount, as root has it.
 * @returns `undefined` where mounting is not permitted.
 */
export async function smallDisk(): Promise<SmallDisk | undefined> {
  const folder = await temporaryFolder();
  const run = promisify(execFile);
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${SizeMebibytes}m,mode=755`, 'tmpfs', folder]);
  } catch {
    await rmdir(folder);
    return undefined;
  }
  const filler = join(folder, 'filler');
  return {
    folder,
    async fill() {
      await using file = await open(filler, 'a');
      // Then byte after byte, since a state is smaller than what is written here at once.
      for (const size of [Mebibyte, 4096, 1]) {
        const chunk = Buffer.alloc(size, 1);
        while (await written(file.write(chunk).then(({ bytesWritten }) => bytesWritten)));
      }
    },
    free: () => rm(filler, { force: true }),
    async [Symbol.asyncDispose]() {
      // What still has a file open there must not keep the campaign.
      await run('umount', ['--lazy', folder]);
      await rmdir(folder);
    },
  };
}

/** Whether something could be written. */
async function written(bytes: Promise<number>): Promise<boolean> {
  try {
    return (await bytes) > 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return false;
    throw error;
  }
}

/** Moves a folder to the disk, and leaves a link where it was. @returns where it is. */
export async function moveTo(disk: SmallDisk, folder: string): Promise<string> {
  const moved = join(disk.folder, basename(folder));
  await mkdir(folder, { recursive: true });
  await promisify(execFile)('cp', ['-a', folder, moved]);
  await rm(folder, { recursive: true });
  await symlink(moved, folder);
  return moved;
}

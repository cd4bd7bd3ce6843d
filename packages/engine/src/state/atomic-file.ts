import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { link, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Replaces a file's content so that a reader, or a crash, sees either the old content or the new one.
 *
 * The new content is on the disk (fsync of file and folder) when the promise settles.
 * @param options.backup keeps the old content under this path
 */
export async function writeFileAtomically(
  path: string,
  content: string,
  options: { backup?: string } = {},
): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    if (options.backup) await keepAs(path, options.backup);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(folder);
}

/** A hard link: no bytes are copied, and the rename that follows leaves the link with the old content. */
async function keepAs(path: string, backup: string): Promise<void> {
  await rm(backup, { force: true });
  await link(path, backup).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
}

/** Makes a rename durable. Windows has no such call and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, constants.O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Makes the folder that `--folder` names, if need be. @throws when it cannot be one. */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await make(folder);
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const reason = code === 'EEXIST' || code === 'ENOTDIR' ? 'a file is in its place' : message;
    throw new Error(`--folder ${folder} cannot be made: ${reason}`, { cause });
  }
}

/**
 * One folder after the other: `recursive` of `mkdir` tries for ever where no folder can be made at all, as in `/proc`
 * (https://github.com/nodejs/node/issues/36490 is its like).
 */
async function make(folder: string): Promise<void> {
  if (await isFolder(folder)) return;
  if (dirname(folder) !== folder) await make(dirname(folder));
  await mkdir(folder).catch(async (error: unknown) => {
    if (!(await isFolder(folder))) throw error; // Nor has another process made it meanwhile.
  });
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() === true;
}

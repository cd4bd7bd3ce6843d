import { mkdir } from 'node:fs/promises';

/** Makes the folder that `--folder` names, if need be. @throws when it cannot be one. */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const reason = code === 'EEXIST' || code === 'ENOTDIR' ? 'a file is in its place' : message;
    throw new Error(`--folder ${folder} cannot be made: ${reason}`, { cause });
  }
}

import { join } from 'node:path';

/**
 * The file of an object in a folder that holds a bucket.
 *
 * @throws Error for a key that leads out of the folder, or stands for no file: what a digest or a listing names may be anybody's.
 */
export function fileOfKey(folder: string, key: string): string {
  if (key.split('/').some((part) => part === '..' || part === '.' || part === '') || key.includes('\0'))
    throw new Error(`the key ${JSON.stringify(key)} names no file of a folder`);
  return join(folder, key);
}

import { readFileSync } from 'node:fs';

/**
 * The text of a file that a sandbox keeps; `undefined` before there is one.
 *
 * @throws Error when the file is there and cannot be read: to begin anew would write over it.
 */
export function keptText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

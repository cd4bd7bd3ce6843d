import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';

/**
 * Writes a text, whole or in parts that follow one another, to a file that a user names, or to standard output.
 *
 * @throws when the file cannot be written.
 */
export async function writeOutput(text: string | Iterable<string>, file?: string): Promise<void> {
  const parts = typeof text === 'string' ? [text] : text;
  if (file === undefined) {
    for (const part of parts) if (!process.stdout.write(part)) await once(process.stdout, 'drain');
    return;
  }
  try {
    await writeFile(file, parts);
  } catch (cause) {
    throw new Error(`--output ${file} cannot be written: ${(cause as Error).message}`, { cause });
  }
}

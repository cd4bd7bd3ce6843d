import { writeFile } from 'node:fs/promises';

/** Writes a text to a file that a user names, or to standard output. @throws when the file cannot be written. */
export async function writeOutput(text: string, file?: string): Promise<void> {
  if (file === undefined) {
    process.stdout.write(text);
    return;
  }
  try {
    await writeFile(file, text);
  } catch (cause) {
    throw new Error(`--output ${file} cannot be written: ${(cause as Error).message}`, { cause });
  }
}

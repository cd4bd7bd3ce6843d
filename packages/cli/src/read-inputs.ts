import { readFile } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';

/** What a user named, and what it holds. */
export interface Input {
  /** As messages call it. */
  readonly name: string;
  readonly text: string;
}

/**
 * Reads what a user names, in that order: files, and `-` for standard input.
 *
 * @throws when a file cannot be read, or standard input is asked for twice: it can be read only once.
 */
export async function readInputs(names: readonly string[]): Promise<readonly Input[]> {
  if (names.filter((name) => name === '-').length > 1)
    throw new Error('- is standard input, which can be read only once; give files for the others');
  return Promise.all(names.map(readInput));
}

/** Reads one file, or standard input for `-`. @throws when it cannot be read. */
export async function readInput(name: string): Promise<Input> {
  if (name === '-') return { name: 'standard input', text: await readAll(process.stdin) };
  try {
    return { name, text: await readFile(name, 'utf8') };
  } catch (cause) {
    throw new Error(`${name} cannot be read: ${(cause as Error).message}`, { cause });
  }
}

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Entry } from './entry.ts';

const folder = join(import.meta.dirname, 'programs');

/** All entries: each file of the folder `programs` exports its own. */
export async function readCorpus(): Promise<readonly Entry[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.ts')).sort();
  const modules = await Promise.all(
    files.map(async (file) => (await import(join(folder, file))) as { default: readonly Entry[] }),
  );
  return modules.flatMap((module) => module.default);
}

import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Bench } from './bench.ts';

/** Folder with a file for each bench. */
export const benchFolder = join(import.meta.dirname, '..');

/** Names of all benches in a folder. */
export function benchNames(folder = benchFolder): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => basename(file, '.ts'))
    .sort();
}

/** Loads the bench of a name. @throws UnknownBench, whose message lists those that there are. */
export async function loadBench(name: string, folder = benchFolder): Promise<Bench> {
  const names = benchNames(folder);
  if (!names.includes(name)) throw new UnknownBench(name, names);
  const { default: bench } = (await import(pathToFileURL(join(folder, `${name}.ts`)).href)) as {
    default: Bench;
  };
  return bench;
}

export class UnknownBench extends Error {
  override readonly name = 'UnknownBench';

  constructor(bench: string, names: readonly string[]) {
    super(`there is no bench ${JSON.stringify(bench)}; there are: ${names.join(', ')}`);
  }
}

import { open, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';

/** The text of the only stack's state in a backend's folder. */
export async function stateText(backend: string, project: string): Promise<string> {
  const folder = join(backend, '.pulumi', 'stacks', project);
  const file = (await readdir(folder)).find((name) => name.endsWith('.json'));
  if (file === undefined) throw new Error(`there is no state in ${folder}`);
  return readFile(join(folder, file), 'utf8');
}

/** Makes JSON of a value and puts it on the disk safely, once: what no way of keeping a state can do without. */
export async function writeOnce(folder: string, value: unknown): Promise<void> {
  const path = join(folder, 'written-once.json');
  const file = await open(`${path}.new`, 'w');
  try {
    await file.writeFile(JSON.stringify(value));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
}

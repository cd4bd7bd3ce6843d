import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { catalogue } from '@trailguard/controls';
import { makeFolder } from '../make-folder.ts';
import { controlTemplate, testTemplate } from './templates.ts';

export interface NewControl {
  /** Such as `ACME-01`; not one of the catalogue's. */
  readonly id: string;
  /** What is true where it passes. */
  readonly title: string;
  /** Folder of the files; made if need be. */
  readonly folder: string;
}

/**
 * Writes a control and its test, which passes as it is.
 *
 * @returns the files.
 * @throws when the id is taken, the title says nothing, or a file is there already.
 */
export async function writeNewControl({ id, title, folder }: NewControl): Promise<readonly string[]> {
  if (Object.hasOwn(catalogue, id)) {
    throw new Error(`${id} is taken by the catalogue (${catalogue[id]}); choose a prefix of your own`);
  }
  const slug = slugOf(title);
  if (slug === '') throw new Error(`The title "${title}" has no letter or digit to name the file by`);
  await makeFolder(folder);
  const control = join(folder, `${slug}.ts`);
  const test = join(folder, `${slug}.test.ts`);
  await writeOnce(control, controlTemplate({ id, title }));
  await writeOnce(test, testTemplate({ slug }));
  return [control, test];
}

/** `trails-have-an-owner` of `Trails have an owner`. */
function slugOf(title: string): string {
  return title
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replaceAll(/^-|-$/g, '');
}

async function writeOnce(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text, { flag: 'wx' });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
    throw new Error(`${file} is there already; choose another title or folder`, { cause });
  }
}

import { randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BuildOptions, build } from 'rolldown';
import configuration from '../rolldown.config.ts';

const pack = join(import.meta.dirname, '..');

/**
 * Builds the file that the engine starts, and puts it in its place as a whole: whoever starts the pack meanwhile, or
 * packs its folder, finds the one before or this one. Nothing else is left in `dist`, not even for a moment.
 */
export async function buildPack(): Promise<void> {
  const { output } = await build({
    ...configuration,
    cwd: pack,
    logLevel: 'silent',
    write: false,
  } as BuildOptions);
  const cache = join(pack, 'node_modules/.cache');
  await mkdir(cache, { recursive: true });
  await mkdir(join(pack, 'dist'), { recursive: true });
  const partial = join(cache, `${randomUUID()}.js`);
  await writeFile(partial, output[0].code);
  await rename(partial, join(pack, 'dist/index.js'));
}

import { readFile } from 'node:fs/promises';
import { zipSync } from 'fflate';
import { isObject, type Value } from './values.ts';

/** Each file has the same time, so that an archive of the same files is the same. ZIP knows no time before 1980. */
const made = new Date('1980-01-01T12:00:00Z');

/**
 * The bytes of an archive that a program gives: files and texts by their names.
 * @throws Error for an archive of another kind.
 */
export async function zipOf(archive: unknown): Promise<Uint8Array> {
  const files: Record<string, Uint8Array> = {};
  await gather(archive as Value, '', files);
  return zipSync(files, { mtime: made });
}

async function gather(archive: Value, folder: string, files: Record<string, Uint8Array>): Promise<void> {
  const assets = isObject(archive) ? archive.assets : undefined;
  if (!isObject(assets))
    throw new Error('the sandbox takes archives of assets alone: new AssetArchive({ … })');
  for (const [name, asset] of Object.entries(assets)) {
    const place = `${folder}${name}`;
    if (!isObject(asset)) throw new Error(`${place} is no asset`);
    if (isObject(asset.assets)) await gather(asset, `${place}/`, files);
    else if (typeof asset.text === 'string') files[place] = Buffer.from(asset.text);
    else if (typeof asset.path === 'string') files[place] = await readFile(asset.path);
    else throw new Error(`${place} is neither a file nor a text; the sandbox fetches nothing`);
  }
}

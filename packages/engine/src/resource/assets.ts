import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import {
  isArchive,
  isAsset,
  isObject,
  mapProperties,
  type PropertyMap,
  type PropertyValue,
  signatureKey,
} from './properties.ts';

/** Assets and archives reduced to their hash: what a state keeps for comparison needs no contents. */
export const withoutAssetContents = (properties: PropertyMap): PropertyMap =>
  mapProperties(properties, (value) => {
    if (!isAsset(value) && !isArchive(value)) return undefined;
    return { [signatureKey]: value[signatureKey] ?? '', hash: value.hash ?? '' };
  });

/** Assets with their text left out, for events. */
export const withElidedAssets = (properties: PropertyMap): PropertyMap =>
  mapProperties(properties, (value) =>
    isAsset(value) && typeof value.text === 'string' ? { ...value, text: '<contents elided>' } : undefined,
  );

/**
 * Gives every asset and archive its hash, by which a change is noticed.
 * Throws for kinds that are not supported: remote ones, and archives that are files or folders.
 */
export async function hashAssets(properties: PropertyMap, directory: string): Promise<PropertyMap> {
  const result: PropertyMap = {};
  for (const [key, value] of Object.entries(properties)) result[key] = await hashValue(value, directory);
  return result;
}

async function hashValue(value: PropertyValue, directory: string): Promise<PropertyValue> {
  if (Array.isArray(value)) return Promise.all(value.map((item) => hashValue(item, directory)));
  if (!isObject(value)) return value;
  if (isAsset(value))
    return { ...pick(value, ['text', 'path', 'uri']), hash: sha256(await assetContents(value, directory)) };
  if (isArchive(value)) return hashArchive(value, directory);
  return hashAssets(value, directory);
}

/** The fields of an asset that count: programs send their own marks along. */
const pick = (value: PropertyMap, fields: string[]): PropertyMap =>
  Object.fromEntries(Object.entries(value).filter(([key]) => key === signatureKey || fields.includes(key)));

const sha256 = (data: Uint8Array): string => createHash('sha256').update(data).digest('hex');

async function assetContents(asset: PropertyMap, directory: string): Promise<Buffer> {
  if (typeof asset.text === 'string') return Buffer.from(asset.text);
  if (typeof asset.path === 'string') return readFile(resolve(directory, asset.path));
  throw new Error('remote assets are not supported by the embedded engine');
}

async function hashArchive(archive: PropertyMap, directory: string): Promise<PropertyValue> {
  if (!isObject(archive.assets)) {
    throw new Error(
      'archives of files, folders and URLs are not supported by the embedded engine; use an AssetArchive',
    );
  }
  const assets = (await hashAssets(archive.assets, directory)) as PropertyMap;
  const tar: Buffer[] = [];
  for (const name of Object.keys(assets).sort()) {
    const asset = assets[name];
    if (!isAsset(asset))
      throw new Error(
        `archive member '${name}': archives within archives are not supported by the embedded engine`,
      );
    const contents = await assetContents(asset, directory);
    tar.push(tarHeader(name, contents.length), contents, Buffer.alloc(-contents.length & 511));
  }
  tar.push(Buffer.alloc(1024));
  return { ...pick(archive, []), assets, hash: sha256(Buffer.concat(tar)) };
}

/** Header of a file in a USTAR archive: mode 600, owner 0, time 0, so that only names and contents count. */
function tarHeader(name: string, size: number): Buffer {
  if (Buffer.byteLength(name) > 100)
    throw new Error(`archive member '${name}' has a name of more than 100 bytes`);
  const header = Buffer.alloc(512);
  const octal = (value: number, length: number) => `${value.toString(8).padStart(length - 1, '0')}\0`;
  header.write(name, 0);
  header.write(octal(0o600, 8), 100);
  header.write(octal(0, 8), 108);
  header.write(octal(0, 8), 116);
  header.write(octal(size, 12), 124);
  header.write(octal(0, 12), 136);
  header.fill(' ', 148, 156);
  header.write('0', 156);
  header.write('ustar\u000000', 257);
  header.write(octal(0, 8), 329);
  header.write(octal(0, 8), 337);
  const checksum = header.reduce((sum, byte) => sum + byte, 0);
  header.write(`${checksum.toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}

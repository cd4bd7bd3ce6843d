import { unzipSync, zipSync } from 'fflate';

/** Bytes of a bundle at most: it is held in memory. */
export const MostBytes = 256 * 2 ** 20;
/** Files of a bundle at most. */
export const MostFiles = 20_000;

/** A bundle that is none: what is in it is not looked at. */
export class BundleError extends Error {
  override readonly name = 'BundleError';
}

/** Names that mean the same everywhere, and nothing outside the folder that they are unpacked to. */
const SafeName = /^(?!\.)[A-Za-z0-9._-]+(\/(?!\.)[A-Za-z0-9._-]+){0,3}$/;

/**
 * Packs files, by their names. The same files are the same bytes, wherever and whenever: nothing is compressed, names are sorted,
 * and all have one time. So there is one way to write a bundle, and whoever reads it refuses every other.
 *
 * @throws BundleError when there is too much.
 */
export function pack(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  let size = 0;
  for (const [name, content] of files) {
    if (!SafeName.test(name))
      throw new BundleError(`${JSON.stringify(name)} is no name of a file in a bundle`);
    size += content.length;
  }
  if (files.size > MostFiles || size > MostBytes)
    throw new BundleError(
      `${files.size} files of ${size} bytes are more than a bundle holds (${MostFiles}, ${MostBytes} bytes)`,
    );
  const sorted = [...files].sort(([one], [other]) => (one < other ? -1 : 1));
  // The first day that the format knows, without a zone: the same everywhere.
  return zipSync(Object.fromEntries(sorted), { level: 0, mtime: new Date(1980, 0, 1) });
}

/**
 * Unpacks a file, without believing it: {@link isAsPacked} tells whether it is a bundle.
 *
 * @throws BundleError when it is no ZIP file, or one that plays tricks: something in it is compressed, larger than the file, or
 * named as in another place.
 */
export function unpack(bytes: Uint8Array): Map<string, Uint8Array> {
  if (bytes.length > 2 * MostBytes)
    throw new BundleError(`it has ${bytes.length} bytes, more than any bundle`);
  let left = bytes.length;
  try {
    const files = unzipSync(bytes, {
      // Asked before anything is unpacked.
      filter({ name, size, originalSize, compression }) {
        left -= originalSize;
        if (compression !== 0 || size !== originalSize || left < 0)
          throw new BundleError(`${JSON.stringify(name)} is compressed, or larger than the bundle`);
        if (!SafeName.test(name)) throw new BundleError(`${JSON.stringify(name)} names another place`);
        return true;
      },
    });
    return new Map(Object.entries(files));
  } catch (cause) {
    if (cause instanceof BundleError) throw cause;
    throw new BundleError(`it is no ZIP file (${(cause as Error).message})`, { cause });
  }
}

/**
 * Whether a file is written just as {@link pack} writes its files: nothing is there twice or between them, and there is no byte that
 * says nothing.
 */
export function isAsPacked(files: ReadonlyMap<string, Uint8Array>, bytes: Uint8Array): boolean {
  return Buffer.compare(pack(files), bytes) === 0;
}

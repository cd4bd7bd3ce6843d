import { hash } from 'node:crypto';
import { pack } from './container.ts';
import { type Manifest, ManifestHashName, ManifestName } from './manifest.ts';
import { readme } from './readme.ts';

/** A bundle, and by which hash it is known. */
export interface Bundle {
  readonly bytes: Uint8Array;
  /** SHA-256 of the manifest: whoever keeps it elsewhere can tell that no other bundle was put in its place. */
  readonly manifestSha256: string;
}

/**
 * Makes a bundle of files. The same files and the same words make the same bytes.
 *
 * @param files by their names, without the manifest.
 * @throws BundleError when there is too much.
 */
export function makeBundle(
  files: ReadonlyMap<string, string>,
  said: Omit<Manifest, 'schema' | 'entries'>,
): Bundle {
  const all = new Map<string, Uint8Array>();
  for (const [name, text] of [...files, ['README.txt', readme(said)] as const]) all.set(name, bytesOf(text));
  const entries = [...all]
    .map(([name, content]) => ({ name, size: content.length, sha256: hash('sha256', content) }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  const manifest: Manifest = { schema: 'trailguard.evidence/1', ...said, entries };
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  const manifestSha256 = hash('sha256', text);
  all.set(ManifestName, bytesOf(text));
  // As sha256sum --check takes it.
  all.set(ManifestHashName, bytesOf(`${manifestSha256}  ${ManifestName}\n`));
  return { bytes: pack(all), manifestSha256 };
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

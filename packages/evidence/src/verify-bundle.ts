import { hash } from 'node:crypto';
import { BundleError, isAsPacked, unpack } from './container.ts';
import { faultsOfIncidents } from './incident-chains.ts';
import { jobFaults } from './job-ends.ts';
import { Files, IncidentName, type Manifest, ManifestHashName, ManifestName } from './manifest.ts';
import { readManifest } from './read-manifest.ts';
import { type KnownOfRecord, linesOf, verifyLines } from './verify-lines.ts';
import { verificationFaults } from './verification-sums.ts';

/** What somebody kept elsewhere, and the bundle is held against. */
export interface KnownElsewhere {
  /** SHA-256 of the manifest, as the job that made the bundle told it. */
  readonly manifest?: string;
  /** SHA-256 of an act that was told before, as by `GET /v1/acts/head`. */
  readonly actsHead?: string;
  /** SHA-256 of a record that was told before. */
  readonly recordsHead?: string;
}

/** What a bundle proves. */
export interface VerifiedBundle {
  readonly isWhole: boolean;
  readonly faults: readonly string[];
  /** `null` where there is no manifest that can be read. */
  readonly manifest: Manifest | null;
  readonly manifestSha256: string | null;
}

/** Recomputes every hash and chain of a bundle, and holds its parts against each other. */
export function verifyBundle(bytes: Uint8Array, known: KnownElsewhere = {}): VerifiedBundle {
  try {
    const files = unpack(bytes);
    const text = textOf(files, ManifestName);
    const manifestSha256 = hash('sha256', text);
    const manifest = readManifest(text);
    const faults = [
      ...(isAsPacked(files, bytes)
        ? []
        : ['it is not written as bundles are: something in it was added, changed, doubled or moved']),
      ...manifestFaults(files, manifestSha256, known),
      ...entryFaults(files, manifest),
      ...contentFaults(files, manifest, known),
    ];
    return { isWhole: faults.length === 0, faults, manifest, manifestSha256 };
  } catch (error) {
    if (!(error instanceof BundleError)) throw error;
    return { isWhole: false, faults: [error.message], manifest: null, manifestSha256: null };
  }
}

type Unpacked = ReadonlyMap<string, Uint8Array>;

/** @throws BundleError when there is no such file. */
function textOf(files: Unpacked, name: string): string {
  const content = files.get(name);
  if (content === undefined) throw new BundleError(`${name} is missing`);
  return new TextDecoder().decode(content);
}

function manifestFaults(files: Unpacked, own: string, { manifest: wanted }: KnownElsewhere): string[] {
  const told = textOf(files, ManifestHashName);
  return [
    ...(told === `${own}  ${ManifestName}\n`
      ? []
      : [`${ManifestHashName} is not the hash of ${ManifestName}`]),
    ...(wanted === undefined || wanted === own
      ? []
      : [`this is another bundle: its manifest has the hash ${own}, and not ${wanted}`]),
  ];
}

function entryFaults(files: Unpacked, { entries }: Manifest): string[] {
  const listed = new Map(entries.map((entry) => [entry.name, entry]));
  const faults: string[] = listed.size === entries.length ? [] : ['the manifest names a file twice'];
  for (const [name, content] of files) {
    if (name === ManifestName || name === ManifestHashName) continue;
    const entry = listed.get(name);
    listed.delete(name);
    if (entry === undefined) faults.push(`${name} was added: the manifest does not name it`);
    else if (entry.size !== content.length || entry.sha256 !== hash('sha256', content))
      faults.push(`${name} was changed: it has another size or hash than the manifest says`);
    if (!Object.hasOwn(Files, name) && !IncidentName.test(name))
      faults.push(`${name} is no part of a bundle`);
  }
  for (const name of listed.keys()) faults.push(`${name} was removed: the manifest names it`);
  for (const name of Object.keys(Files)) if (!files.has(name)) faults.push(`${name} is missing`);
  return [...new Set(faults)];
}

/** What the files say themselves, whoever wrote the manifest. */
function contentFaults(files: Unpacked, manifest: Manifest, known: KnownElsewhere): string[] {
  const lines = (name: string) => linesOf(files.has(name) ? textOf(files, name) : '');
  const acts = lines('acts.jsonl');
  return [
    ...chainFaults('acts.jsonl', acts, manifest.heads.acts, {
      after: manifest.actsAfter,
      ...(known.actsHead === undefined ? {} : { knownHead: known.actsHead }),
    }),
    ...chainFaults('records.jsonl', lines('records.jsonl'), manifest.heads.records, {
      ...(known.recordsHead === undefined ? {} : { knownHead: known.recordsHead }),
    }),
    ...guarded('jobs.jsonl', () => jobFaults(lines('jobs.jsonl'), acts, manifest)),
    ...guarded('verifications.jsonl', () => verificationFaults(lines('verifications.jsonl'))),
    ...faultsOfIncidents(files),
  ];
}

function chainFaults(
  name: string,
  lines: readonly string[],
  head: string | null,
  known: KnownOfRecord,
): string[] {
  try {
    const found = verifyLines(lines, known);
    return found.head === head ? [] : [`${name} does not end with the line that the manifest names`];
  } catch (error) {
    return [`${name}: ${(error as Error).message}`];
  }
}

/** What cannot even be read is a fault as well. */
function guarded(name: string, look: () => string[]): string[] {
  try {
    return look();
  } catch (error) {
    return [`${name} cannot be read: ${(error as Error).message}`];
  }
}

/** Name of the manifest in a bundle, and of the file with its hash. */
export const ManifestName = 'manifest.json';
export const ManifestHashName = 'manifest.sha256';

/** Names of what a bundle holds beside its manifest, what has to be there, and what it tells. */
export const Files = {
  'findings.jsonl': 'what the last audit of each account in that time did not pass',
  'audits.jsonl': 'audits that ended in that time, each with the SHA-256 of its report',
  'exceptions.json': 'exceptions as the bundle was made, with their digest',
  'verifications.jsonl': 'reports of verifications of the log files that ended in that time',
  'jobs.jsonl': 'jobs that were asked for or ended in that time',
  'acts.jsonl':
    'what was done through the service in that time: each line holds the SHA-256 of the one before',
  'records.jsonl':
    'reviews and verifications from the first on: each line holds the SHA-256 of the one before',
  'states.jsonl': 'digests of the stacks’ states as the bundle was made',
  'README.txt': 'how the bundle is verified',
} as const;
export type FileName = keyof typeof Files;

/** What the record of incidents is copied to: each entry holds the SHA-256 of the one before. */
export const IncidentName = /^incidents\/([A-Za-z0-9][A-Za-z0-9-]{0,127})\/(\d{6})\.json$/;

/** A file of a bundle. */
export interface ManifestEntry {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** What a bundle says of itself. */
export interface Manifest {
  readonly schema: 'trailguard.evidence/1';
  readonly organizationId: string;
  /** ISO 8601, inclusive. */
  readonly from: string;
  /** Exclusive. */
  readonly to: string;
  readonly madeAt: string;
  /** The act before the first one that is here; hash `null`: the first one is the record's first. */
  readonly actsAfter: { readonly sequence: number; readonly hash: string | null };
  /** SHA-256 of the last act and of the last record that are here. */
  readonly heads: { readonly acts: string | null; readonly records: string | null };
  /** What is not here though it belongs here, and why. */
  readonly missing: readonly { readonly what: string; readonly because: string }[];
  /** Sorted by name. */
  readonly entries: readonly ManifestEntry[];
}

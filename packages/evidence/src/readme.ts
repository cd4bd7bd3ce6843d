import { Files, type Manifest } from './manifest.ts';

/** What a bundle tells whoever opens it. */
export function readme({
  organizationId,
  from,
  to,
  madeAt,
  missing,
}: Omit<Manifest, 'schema' | 'entries'>): string {
  const lines = [
    `Evidence of ${organizationId} from ${from} to ${to}, made at ${madeAt}.`,
    '',
    ...Object.entries(Files).map(([name, about]) => `${name}: ${about}`),
    'incidents/: the record of incidents, an entry a file: each holds the SHA-256 of the one before',
    'manifest.json: size and SHA-256 of each file; manifest.sha256: the SHA-256 of the manifest',
    ...missing.map(({ what, because }) => `NOT HERE: ${what}: ${because}`),
    '',
    'Verify the bundle as it is, before it is unpacked, on a machine of your own:',
    '  trailguard evidence verify FILE',
    'or, with nothing but Node and the one file that TrailGuard is shipped with:',
    '  node verify-evidence.mjs FILE',
    'Take the verifier from elsewhere than the bundle, and the hash of the manifest from who kept it (--manifest).',
  ];
  return `${lines.join('\n')}\n`;
}

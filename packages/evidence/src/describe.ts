import type { KnownElsewhere, VerifiedBundle } from './verify-bundle.ts';

/** What a verification comes to, for people: what is proven, and what is not. */
export function describe(file: string, found: VerifiedBundle, known: KnownElsewhere): string {
  const { isWhole, faults, manifest, manifestSha256 } = found;
  const lines = [
    `${file}: ${isWhole ? 'WHOLE' : 'NOT WHOLE'}`,
    ...faults.map((fault) => `  ${fault}`),
    ...(manifest === null
      ? []
      : [
          `Evidence of ${manifest.organizationId} from ${manifest.from} to ${manifest.to}, made at ${manifest.madeAt}; ${manifest.entries.length} files.`,
          ...manifest.missing.map(({ what, because }) => `NOT HERE: ${what}: ${because}`),
          `Manifest ${manifestSha256}`,
        ]),
    ...(isWhole ? proven(known) : []),
  ];
  return `${lines.join('\n')}\n`;
}

function proven({ manifest, actsHead, recordsHead }: KnownElsewhere): string[] {
  const isAnchored = manifest !== undefined;
  return [
    'Proven: every file is as the manifest says, none was added or removed; acts, records and entries of incidents follow one another',
    'without a gap; jobs ended as the record of acts says; verifications of logs sum up what they list.',
    ...(isAnchored ? ['Proven: it is the bundle whose manifest hash was kept elsewhere.'] : []),
    ...(actsHead === undefined ? [] : ['Proven: the act that was known elsewhere is in it.']),
    ...(recordsHead === undefined ? [] : ['Proven: the record that was known elsewhere is in it.']),
    ...(isAnchored
      ? []
      : [
          'NOT proven without --manifest: that it is the bundle that the service made. Who can write a whole new bundle can write one that fits itself.',
        ]),
    'NOT proven: that what the service recorded was so in AWS, and that nothing happened beside the service. The verified log files of',
    'CloudTrail tell that: trailguard verify-logs.',
  ];
}

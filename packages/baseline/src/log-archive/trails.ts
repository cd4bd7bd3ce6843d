/** A trail whose files have a folder of their own in the archive. */
export interface PrefixedTrail {
  /** ARN of the trail. */
  trailArn: string;
  /** The trail's `s3KeyPrefix`, without a slash at either end. */
  keyPrefix: string;
}

/** Trails that write below the same folder of the archive; an empty prefix means the bucket's root. */
export interface FolderOfTrails {
  readonly keyPrefix: string;
  readonly trailArns: readonly string[];
}

/**
 * Groups trails by the folder that they write into, the bucket's root first.
 * @throws when a prefix is none that CloudTrail takes.
 */
export function trailsByFolder(
  trailArns: readonly string[],
  prefixed: readonly PrefixedTrail[],
): FolderOfTrails[] {
  const folders = new Map<string, string[]>();
  for (const { trailArn, keyPrefix } of prefixed) {
    if (!/^[A-Za-z0-9._-]+(\/[A-Za-z0-9._-]+)*$/.test(keyPrefix) || keyPrefix.length > 200)
      throw new Error(
        `${JSON.stringify(keyPrefix)} is no prefix of a trail's files (letters, digits and . _ - in folders, at most 200 characters)`,
      );
    folders.set(keyPrefix, [...(folders.get(keyPrefix) ?? []), trailArn]);
  }
  return [
    { keyPrefix: '', trailArns },
    ...[...folders].map(([keyPrefix, arns]) => ({ keyPrefix, trailArns: arns })),
  ];
}

/** The trails of one account that write into the archive. */
export interface OwnedTrails {
  /** Account that owns them, 12 digits. */
  readonly accountId: string;
  /** Their ARNs; one alone as text, as IAM itself keeps a list of one. */
  readonly arns: string | readonly string[];
}

/**
 * Groups trails by the account that owns them, in the order given: what CloudTrail may write and encrypt
 * depends on the owner.
 * @throws when an ARN is not that of a trail.
 */
export function trailsByOwner(trailArns: readonly string[]): OwnedTrails[] {
  const owners = new Map<string, string[]>();
  for (const arn of new Set(trailArns)) {
    const accountId = /^arn:aws[a-z-]*:cloudtrail:[a-z0-9-]+:([0-9]{12}):trail\/[\w.-]+$/.exec(arn)?.[1];
    if (accountId === undefined)
      throw new Error(
        `${JSON.stringify(arn)} is not the ARN of one trail (arn:…:cloudtrail:REGION:ACCOUNT:trail/NAME)`,
      );
    owners.set(accountId, [...(owners.get(accountId) ?? []), arn]);
  }
  return [...owners].map(([accountId, arns]) => ({ accountId, arns: oneOrMany(arns) }));
}

/** A list of one as text. */
export function oneOrMany(values: readonly string[]): string | readonly string[] {
  return values.length === 1 ? (values[0] as string) : values;
}

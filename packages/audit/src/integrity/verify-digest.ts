import { type Digest, DigestFault, readDigest } from './digest.ts';
import { GzipFault } from './gunzip-one.ts';
import type { DigestName } from './log-place.ts';
import type { StoredObject } from './log-store.ts';
import type { KeyRing } from './public-keys.ts';
import { isSignedBy } from './signature.ts';

/** A digest as the listing shows it. */
export interface ListedDigest {
  readonly bucket: string;
  readonly key: string;
  readonly name: DigestName;
}

export const objectOf = ({ bucket, key }: { readonly bucket: string; readonly key: string }): string =>
  `${bucket}/${key}`;

/** What a verified digest says of the one before it. */
export interface NamedDigest {
  /** `bucket/key` */
  readonly object: string;
  readonly sha256: string | null;
  readonly signature: string | null;
}

/** A digest that CloudTrail delivered, as it was delivered. */
export interface ValidDigest extends ListedDigest {
  readonly state: 'valid';
  /** Milliseconds since 1970. */
  readonly start: number;
  readonly end: number;
  readonly sha256: string;
  /** `null` says that it is the first after logging was started. */
  readonly previous: NamedDigest | null;
}

/** One that proves nothing; its time is what its name says. */
export interface InvalidDigest extends ListedDigest {
  readonly state: 'tampered' | 'missing' | 'unknown';
  readonly because: string;
  readonly start: number;
  readonly end: number;
}

export type VerifiedDigest = ValidDigest | InvalidDigest;

/** A digest with what it says, as far as it could be read. */
export interface TakenDigest {
  readonly verified: VerifiedDigest;
  readonly digest: Digest | null;
}

const hour = 3_600_000;

/**
 * Verifies that CloudTrail wrote it, at this place, and that it is the one that the digest after it names.
 *
 * @param read reads the object.
 * @param named what the digest after it says, if that one was verified.
 * @param hint the signature that the digest after it names, verified or not: a copy of a bucket that has lost the objects'
 *   metadata has it nowhere else, and a signature is worth what the key says of it, wherever it was found.
 */
export async function verifyDigest(
  listed: ListedDigest,
  read: () => Promise<StoredObject | null>,
  keys: KeyRing,
  named: NamedDigest | undefined,
  hint: string | undefined,
): Promise<TakenDigest> {
  let digest: Digest | null = null;
  const invalid = (state: InvalidDigest['state'], because: string): TakenDigest => {
    const end = listed.name.end.getTime();
    return { verified: { ...listed, state, because, start: end - hour, end }, digest };
  };
  let object: StoredObject | null;
  try {
    object = await read();
  } catch (error) {
    return invalid('unknown', `it could not be read: ${(error as Error).message}`);
  }
  if (object === null) return invalid('missing', 'it was deleted while the bucket was read');
  try {
    const content = readDigest(object.content);
    const { sha256 } = content;
    digest = content.digest;
    const wrongPlace = placeFault(digest, listed);
    if (wrongPlace !== null) return invalid('tampered', wrongPlace);
    if (named?.sha256 != null && named.sha256.toLowerCase() !== sha256)
      return invalid('tampered', 'the digest after it names another hash');
    const signature = object.metadata.signature ?? named?.signature ?? hint;
    if (signature === undefined)
      return invalid('unknown', 'its signature is neither with it nor in a digest after it');
    if (named?.signature != null && named.signature.toLowerCase() !== signature.toLowerCase())
      return invalid('tampered', 'the digest after it names another signature');
    const keyTime = keyTimeOf(listed, object);
    if (keyTime === null)
      return invalid('tampered', 'it does not say when it was made, as a backfill digest does');
    const key = await keys.find(listed.name.region, digest.digestPublicKeyFingerprint, keyTime);
    if (key === undefined)
      return invalid(
        'tampered',
        `the key ${digest.digestPublicKeyFingerprint} is none of CloudTrail's of its time`,
      );
    if (!isSignedBy(key, content, signature)) return invalid('tampered', 'its signature does not match');
    return { verified: { ...listed, ...validOf(digest, sha256) }, digest };
  } catch (error) {
    if (error instanceof GzipFault || error instanceof DigestFault) return invalid('tampered', error.message);
    // Keys could not be fetched.
    return invalid('unknown', (error as Error).message);
  }
}

function validOf(digest: Digest, sha256: string) {
  const { previousDigestS3Bucket: bucket, previousDigestS3Object: key } = digest;
  const previous =
    bucket == null || key == null
      ? null
      : {
          object: objectOf({ bucket, key }),
          sha256: digest.previousDigestHashValue ?? null,
          signature: digest.previousDigestSignature ?? null,
        };
  const start = Date.parse(digest.digestStartTime);
  return { state: 'valid' as const, start, end: Date.parse(digest.digestEndTime), sha256, previous };
}

/** A digest that was moved is as good as none: it vouches for another hour, Region or account. */
function placeFault(digest: Digest, listed: ListedDigest): string | null {
  const own = objectOf({ bucket: digest.digestS3Bucket, key: digest.digestS3Object });
  if (own !== objectOf(listed)) return `it was delivered as ${own}`;
  if (Date.parse(digest.digestEndTime) !== listed.name.end.getTime())
    return `it ends at ${digest.digestEndTime}, which its name does not say`;
  const account = digest.awsAccountId;
  return account === undefined || account === listed.name.accountId ? null : `it is of account ${account}`;
}

/** The key that signs backfill digests is the one of the day on which they are made. */
function keyTimeOf({ name }: ListedDigest, { metadata }: StoredObject): Date | null {
  if (!name.isBackfill) return name.end;
  const made = new Date(metadata['backfill-generation-timestamp'] ?? '');
  return Number.isNaN(made.getTime()) ? null : made;
}

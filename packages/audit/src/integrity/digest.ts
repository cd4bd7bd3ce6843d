import { hash } from 'node:crypto';
import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { gunzipOne } from './gunzip-one.ts';

const Instant = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$' });
const Sha256 = Type.String({ pattern: '^[0-9a-fA-F]{64}$' });
const OrNull = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Optional(Type.Union([type, Type.Null()]));

/** A log file as its digest names it. */
const LogFileEntry = Type.Object({
  s3Bucket: Type.String({ minLength: 1 }),
  s3Object: Type.String({ minLength: 1 }),
  /** Of the uncompressed file, hexadecimal. */
  hashValue: Sha256,
  hashAlgorithm: Type.Literal('SHA-256'),
});

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html */
const Digest = Type.Object({
  awsAccountId: Type.Optional(Type.String()),
  digestStartTime: Instant,
  digestEndTime: Instant,
  digestS3Bucket: Type.String({ minLength: 1 }),
  digestS3Object: Type.String({ minLength: 1 }),
  digestPublicKeyFingerprint: Type.String({ minLength: 1 }),
  previousDigestS3Bucket: OrNull(Type.String()),
  previousDigestS3Object: OrNull(Type.String()),
  previousDigestHashValue: OrNull(Sha256),
  previousDigestSignature: OrNull(Type.String()),
  logFiles: Type.Array(LogFileEntry),
});
const digests = Compile(Digest);

/** An hour's digest: its log files with their hashes, and the digest before it. */
export type Digest = Static<typeof Digest>;
export type LogFileEntry = Static<typeof LogFileEntry>;

/** Says why something is no digest. */
export class DigestFault extends Error {
  override readonly name = 'DigestFault';
}

/** A digest that was read; nothing of it is verified. */
export interface ReadDigest {
  readonly digest: Digest;
  /** SHA-256 of the uncompressed text, hexadecimal: what is signed, and what the next digest names. */
  readonly sha256: string;
}

/**
 * @param file the object as it lies in the bucket, compressed.
 * @throws GzipFault
 * @throws DigestFault naming what is missing or has another form.
 */
export function readDigest(file: Buffer): ReadDigest {
  const text = gunzipOne(file);
  let content: unknown;
  try {
    content = JSON.parse(text.toString('utf8'));
  } catch (cause) {
    throw new DigestFault(`it is no JSON (${(cause as Error).message})`, { cause });
  }
  if (!digests.Check(content)) {
    const [first] = digests.Errors(content);
    throw new DigestFault(`${first?.instancePath || 'it'} ${first?.message ?? 'has another form'}`);
  }
  if (content.digestStartTime >= content.digestEndTime) throw new DigestFault('it ends before it begins');
  return { digest: content, sha256: hash('sha256', text) };
}

import { hash } from 'node:crypto';
import { gunzipOne } from './gunzip-one.ts';

/** A log file as its digest names it. */
export interface LogFileEntry {
  readonly s3Bucket: string;
  readonly s3Object: string;
  /** Of the uncompressed file, hexadecimal. */
  readonly hashValue: string;
  readonly hashAlgorithm: 'SHA-256';
}

/**
 * An hour's digest: its log files with their hashes, and the digest before it. There may be more in it.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html
 */
export interface Digest {
  readonly awsAccountId?: string;
  readonly digestStartTime: string;
  readonly digestEndTime: string;
  readonly digestS3Bucket: string;
  readonly digestS3Object: string;
  readonly digestPublicKeyFingerprint: string;
  readonly previousDigestS3Bucket?: string | null;
  readonly previousDigestS3Object?: string | null;
  readonly previousDigestHashValue?: string | null;
  readonly previousDigestSignature?: string | null;
  readonly logFiles: readonly LogFileEntry[];
}

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
  checkDigest(content);
  if (content.digestStartTime >= content.digestEndTime) throw new DigestFault('it ends before it begins');
  return { digest: content, sha256: hash('sha256', text) };
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const sha256Form = /^[0-9a-fA-F]{64}$/;

const isText = (value: unknown) => typeof value === 'string';
const isName = (value: unknown) => typeof value === 'string' && value !== '';
const isInstant = (value: unknown) => typeof value === 'string' && instant.test(value);
const isSha256 = (value: unknown) => typeof value === 'string' && sha256Form.test(value);
const orNone = (check: (value: unknown) => boolean) => (value: unknown) => value == null || check(value);

type Checks<T> = readonly (readonly [
  field: keyof T & string,
  isRight: (value: unknown) => boolean,
  form: string,
])[];

const fields: Checks<Digest> = [
  ['awsAccountId', (value) => value === undefined || isText(value), 'a string'],
  ['digestStartTime', isInstant, 'a time such as 2026-03-01T10:00:00Z'],
  ['digestEndTime', isInstant, 'a time such as 2026-03-01T10:00:00Z'],
  ['digestS3Bucket', isName, 'a string'],
  ['digestS3Object', isName, 'a string'],
  ['digestPublicKeyFingerprint', isName, 'a string'],
  ['previousDigestS3Bucket', orNone(isText), 'a string or null'],
  ['previousDigestS3Object', orNone(isText), 'a string or null'],
  ['previousDigestHashValue', orNone(isSha256), 'a SHA-256 in hexadecimal or null'],
  ['previousDigestSignature', orNone(isText), 'a string or null'],
  ['logFiles', Array.isArray, 'a list'],
];

const fieldsOfEntry: Checks<LogFileEntry> = [
  ['s3Bucket', isName, 'a string'],
  ['s3Object', isName, 'a string'],
  ['hashValue', isSha256, 'a SHA-256 in hexadecimal'],
  ['hashAlgorithm', (value) => value === 'SHA-256', 'SHA-256'],
];

/**
 * By hand: a digest is one of very many, and what checks any schema takes more memory in each thread than the digests of a day.
 *
 * @throws DigestFault naming the first thing that has another form.
 */
function checkDigest(content: unknown): asserts content is Digest {
  checkFields<Digest>(content, fields, '');
  for (const [at, entry] of content.logFiles.entries())
    checkFields<LogFileEntry>(entry, fieldsOfEntry, `/logFiles/${at}`);
}

function checkFields<T>(content: unknown, checks: Checks<T>, where: string): asserts content is T {
  if (typeof content !== 'object' || content === null || Array.isArray(content))
    throw new DigestFault(`${where || 'it'} is no object`);
  for (const [field, isRight, form] of checks) {
    const value = Object.hasOwn(content, field) ? (content as Record<string, unknown>)[field] : undefined;
    if (!isRight(value)) throw new DigestFault(`${where}/${field} is not ${form}`);
  }
}

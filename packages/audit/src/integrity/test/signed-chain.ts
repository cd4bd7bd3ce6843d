import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Digest, LogFileEntry } from '../digest.ts';
import { folderOf, type LogPlace } from '../log-place.ts';
import type { PublicKey } from '../public-keys.ts';
import type { MemoryStore } from './memory-store.ts';

/** A key pair as CloudTrail has one for each Region. Short, since a test signs thousands of digests. */
export class SigningKey {
  readonly #pair: { readonly privateKey: KeyObject; readonly publicKey: KeyObject };
  readonly fingerprint: string;
  readonly publicKey: PublicKey;

  constructor(region: string) {
    this.#pair = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const der = this.#pair.publicKey.export({ type: 'pkcs1', format: 'der' });
    this.fingerprint = createHash('md5').update(der).digest('hex');
    this.publicKey = { region, fingerprint: this.fingerprint, value: der.toString('base64') };
  }

  sign(text: string): string {
    return sign('RSA-SHA256', Buffer.from(text), this.#pair.privateKey).toString('hex');
  }
}

/** Hours in which a trail logged, and how long it was stopped afterwards. */
export interface LoggedPeriod {
  /** Log files by hour. */
  readonly files: readonly number[];
  /** Minutes until logging was started again. */
  readonly pause: number;
}

export interface ChainPlan {
  readonly accountId: string;
  readonly region: string;
  readonly place: LogPlace;
  readonly trailName: string;
  /** Milliseconds since 1970, when logging was started first. */
  readonly start: number;
  readonly periods: readonly LoggedPeriod[];
  readonly isBackfill?: boolean;
  /** Events of a log file. Default: 1. */
  readonly events?: number;
  /** What an event has in place of the usual, asked for each. */
  readonly differing?: () => object;
}

/** What was delivered. */
export interface DeliveredDigest {
  /** `bucket/key` */
  readonly object: string;
  readonly start: number;
  readonly end: number;
  readonly digest: Digest;
  /** `bucket/key` */
  readonly logFiles: readonly string[];
}

const hour = 3_600_000;
const minute = 60_000;

const stamp = (time: number, letters: number) =>
  `${new Date(time).toISOString().slice(0, letters).replaceAll(/[-:]/g, '')}Z`;
const iso = (time: number) => new Date(time).toISOString().replace('.000Z', 'Z');
export const sha256 = (text: string | Buffer) => createHash('sha256').update(text).digest('hex');

/** Delivers log files and signed digests as CloudTrail does. @returns the digests, the oldest first. */
export function deliverChain(store: MemoryStore, key: SigningKey, plan: ChainPlan): DeliveredDigest[] {
  const delivered: DeliveredDigest[] = [];
  let start = plan.start;
  for (const { files, pause } of plan.periods) {
    let before: DeliveredDigest | undefined;
    // What is called in the last minutes of an hour is delivered in the next one.
    let late: LogFileEntry[] = [];
    files.forEach((count, at) => {
      const made = Array.from({ length: count }, (_, index) => {
        const time = start + Math.floor(((index + 1) * 60) / (count + 1)) * minute;
        return { time, entry: deliverLogFile(store, plan, time, `${delivered.length}f${index}`) };
      });
      const isLast = at === files.length - 1;
      const isLate = ({ time }: { time: number }) => !isLast && start + hour - time < 15 * minute;
      const logFiles = [...late, ...made.filter((file) => !isLate(file)).map(({ entry }) => entry)];
      late = made.filter(isLate).map(({ entry }) => entry);
      before = deliverDigest(store, key, plan, { start, end: start + hour, logFiles }, before);
      delivered.push(before);
      start += hour;
    });
    start += pause * minute;
  }
  return delivered;
}

function deliverLogFile(store: MemoryStore, plan: ChainPlan, time: number, unique: string): LogFileEntry {
  const { accountId, region, place } = plan;
  const folder = folderOf(place, 'CloudTrail', accountId, region, new Date(time));
  const s3Object = `${folder}${accountId}_CloudTrail_${region}_${stamp(time, 16)}_${unique}.json.gz`;
  const Records = Array.from({ length: plan.events ?? 1 }, (_, at) => ({
    ...event(plan, time, `${unique}-${at}`),
    ...plan.differing?.(),
  }));
  const text = JSON.stringify({ Records });
  store.objects.set(`${place.bucket}/${s3Object}`, { content: gzipSync(text), metadata: {} });
  return { s3Bucket: place.bucket, s3Object, hashValue: sha256(text), hashAlgorithm: 'SHA-256' };
}

/** An event with the fields that one has, of which a few differ from event to event. */
function event({ accountId, region }: ChainPlan, time: number, unique: string): object {
  const id = sha256(`${region} ${unique}`);
  return {
    eventVersion: '1.11',
    userIdentity: {
      type: 'AssumedRole',
      principalId: `AROA${id.slice(0, 16).toUpperCase()}:${id.slice(16, 28)}`,
      arn: `arn:aws:sts::${accountId}:assumed-role/Worker/${id.slice(16, 28)}`,
      accountId,
      sessionContext: {
        sessionIssuer: { type: 'Role', arn: `arn:aws:iam::${accountId}:role/Worker`, userName: 'Worker' },
      },
    },
    eventTime: iso(time),
    eventSource: 'sts.amazonaws.com',
    eventName: 'AssumeRole',
    awsRegion: region,
    sourceIPAddress: '192.0.2.7',
    userAgent: 'aws-sdk-js/3.981.0 ua/2.1 os/linux lang/js md/nodejs#24.21.0 api/sts#3.981.0',
    requestParameters: { roleArn: `arn:aws:iam::${accountId}:role/Worker`, durationSeconds: 3600 },
    eventID: id.slice(0, 36),
    readOnly: true,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: accountId,
    eventCategory: 'Management',
  };
}

/** Writes the digest of one hour, signed, after another one or as the first of a chain. */
export function deliverDigest(
  store: MemoryStore,
  key: SigningKey,
  plan: ChainPlan,
  { start, end, logFiles }: { start: number; end: number; logFiles: LogFileEntry[] },
  before: DeliveredDigest | undefined,
): DeliveredDigest {
  const { accountId, region, place, trailName, isBackfill = false } = plan;
  const folder = folderOf(place, 'CloudTrail-Digest', accountId, region, new Date(end));
  const suffix = isBackfill ? '_backfill' : '';
  const name = `${accountId}_CloudTrail-Digest_${region}_${trailName}_us-east-1_${stamp(end, 19)}${suffix}`;
  const previous = before === undefined ? undefined : store.get(before.object);
  const digest: Digest = {
    awsAccountId: accountId,
    digestStartTime: iso(start),
    digestEndTime: iso(end),
    digestS3Bucket: place.bucket,
    digestS3Object: `${folder}${name}.json.gz`,
    digestPublicKeyFingerprint: key.fingerprint,
    previousDigestS3Bucket: before?.digest.digestS3Bucket ?? null,
    previousDigestS3Object: before?.digest.digestS3Object ?? null,
    previousDigestHashValue: before === undefined ? null : sha256(JSON.stringify(before.digest)),
    previousDigestSignature: previous?.metadata.signature ?? null,
    logFiles,
  };
  putSigned(store, key, digest, isBackfill ? { 'backfill-generation-timestamp': iso(end) } : {});
  return {
    object: `${place.bucket}/${digest.digestS3Object}`,
    start,
    end,
    digest,
    logFiles: logFiles.map(({ s3Bucket, s3Object }) => `${s3Bucket}/${s3Object}`),
  };
}

/** Writes a digest with a signature of its content. */
export function putSigned(
  store: MemoryStore,
  key: SigningKey,
  digest: Digest,
  metadata: Record<string, string> = {},
): void {
  const text = JSON.stringify(digest);
  const object = `${digest.digestS3Bucket}/${digest.digestS3Object}`;
  const signed = [digest.digestEndTime, object, sha256(text), digest.previousDigestSignature ?? 'null'].join(
    '\n',
  );
  const signature = { signature: key.sign(signed), 'signature-algorithm': 'SHA256withRSA' };
  store.objects.set(object, { content: gzipSync(text), metadata: { ...signature, ...metadata } });
}

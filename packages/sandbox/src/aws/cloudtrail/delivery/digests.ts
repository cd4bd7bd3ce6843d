import { createHash, createSign } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { SandboxContext } from '../../service.ts';
import { signingKey } from '../public-keys.ts';
import type { DigestChain, Trail } from '../state.ts';
import type { BucketWriter } from './bucket-writer.ts';
import { toSecond } from './chains.ts';
import { digestKey } from './keys.ts';
import { statusOf } from './log-files.ts';
import { placeOf } from './places.ts';

const HourMs = 3_600_000;
/** As log files: what S3 refuses for 30 days is given up. */
const RetryMs = 30 * 24 * HourMs;
/** Writes under way at once. */
const Parallel = 8;

/** Whether the trail logs at a time. */
function logsAt(trail: Trail, iso: string): boolean {
  return trail.periods.some(
    (period) => toSecond(period.from) <= iso && (period.to === undefined || toSecond(period.to) > iso),
  );
}

/**
 * The digest of one hour: the names and hashes of the log files delivered in it, none in an empty hour,
 * and the digest before it.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html
 */
function digestOf(
  trail: Trail,
  chain: DigestChain,
  window: { accountId: string; end: string; key: string; fingerprint: string; files: DigestChain['files'] },
): object {
  const times = window.files.flatMap((file) => [file.oldestEventTime, file.newestEventTime]).sort();
  const { previous } = chain;
  return {
    awsAccountId: window.accountId,
    digestStartTime: chain.from,
    digestEndTime: window.end,
    digestS3Bucket: trail.bucketName,
    digestS3Object: window.key,
    digestPublicKeyFingerprint: window.fingerprint,
    digestSignatureAlgorithm: 'SHA256withRSA',
    newestEventTime: times.at(-1) ?? null,
    oldestEventTime: times[0] ?? null,
    previousDigestS3Bucket: previous?.bucket ?? null,
    previousDigestS3Object: previous?.key ?? null,
    previousDigestHashValue: previous?.sha256 ?? null,
    previousDigestHashAlgorithm: previous ? 'SHA-256' : null,
    previousDigestSignature: previous?.signature ?? null,
    logFiles: window.files.map((file) => ({
      s3Bucket: file.bucket,
      s3Object: file.key,
      hashValue: file.sha256,
      hashAlgorithm: 'SHA-256',
      newestEventTime: file.newestEventTime,
      oldestEventTime: file.oldestEventTime,
    })),
  };
}

/** Writes the digest that ends at `end` and moves the chain on. @returns the refusal's code, if any. */
async function deliverDigest(
  sandbox: SandboxContext,
  trail: Trail,
  place: { accountId: string; region: string },
  chain: DigestChain,
  end: string,
  final: boolean,
  writer: BucketWriter,
): Promise<string | undefined> {
  const key = digestKey(placeOf(sandbox, trail, place.accountId, place.region), trail, new Date(end));
  const signer = signingKey(sandbox, place.region, new Date(end));
  const inWindow = (file: { deliveredAt: string }) => final || toSecond(file.deliveredAt) <= end;
  const files = chain.files.filter(inWindow);
  const digest = digestOf(trail, chain, {
    accountId: place.accountId,
    end,
    key,
    fingerprint: signer.fingerprint,
    files,
  });
  const content = JSON.stringify(digest);
  const sha256 = createHash('sha256').update(content).digest('hex');
  // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-custom-validation.html
  const signed = [end, `${trail.bucketName}/${key}`, sha256, chain.previous?.signature ?? 'null'].join('\n');
  const signature = createSign('RSA-SHA256').update(signed).sign(signer.privateKey, 'hex');
  const error = await writer.put(key, gzipSync(content), {
    signature,
    'signature-algorithm': 'SHA256withRSA',
  });
  if (error !== undefined) return error;
  chain.from = end;
  chain.files = chain.files.filter((file) => !inWindow(file));
  chain.previous = { bucket: trail.bucketName, key, sha256, signature };
  return undefined;
}

async function deliverChain(
  sandbox: SandboxContext,
  trail: Trail,
  chainKey: string,
  writer: BucketWriter,
  now: Date,
): Promise<void> {
  const chain = trail.chains[chainKey];
  if (!chain) return;
  const [accountId = '', region = ''] = chainKey.split('/');
  for (;;) {
    const end = toSecond(new Date(new Date(chain.from).getTime() + HourMs).toISOString());
    if (new Date(end) > now) return;
    // The hour in which logging ended is the last of the chain.
    const final = !logsAt(trail, end);
    const status = statusOf(trail, accountId, region);
    const error = await deliverDigest(sandbox, trail, { accountId, region }, chain, end, final, writer);
    if (error !== undefined) {
      status.latestDigestDeliveryError = error;
      if (now.getTime() - new Date(chain.from).getTime() > RetryMs) delete trail.chains[chainKey];
      return;
    }
    status.latestDigestDeliveryTime = now.toISOString();
    delete status.latestDigestDeliveryError;
    if (final) {
      delete trail.chains[chainKey];
      return;
    }
  }
}

/** Writes every digest of a trail that is due; one that S3 refuses is tried again at the next round. */
export async function deliverDigests(
  sandbox: SandboxContext,
  trail: Trail,
  writer: BucketWriter,
  now: Date,
): Promise<void> {
  const keys = Object.keys(trail.chains);
  for (let at = 0; at < keys.length; at += Parallel) {
    await Promise.all(
      keys.slice(at, at + Parallel).map((key) => deliverChain(sandbox, trail, key, writer, now)),
    );
  }
}

import { type KeyObject, verify } from 'node:crypto';
import type { ReadDigest } from './digest.ts';

/**
 * Whether CloudTrail signed a digest: RSASSA-PKCS1-v1_5 with SHA-256 over its end, its place, its hash and the signature of
 * the digest before it.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-custom-validation.html
 *
 * @param signature hexadecimal
 */
export function isSignedBy(key: KeyObject, { digest, sha256 }: ReadDigest, signature: string): boolean {
  const signed = [
    digest.digestEndTime,
    `${digest.digestS3Bucket}/${digest.digestS3Object}`,
    sha256,
    digest.previousDigestSignature ?? 'null',
  ].join('\n');
  if (!/^([0-9a-fA-F]{2})+$/.test(signature)) return false;
  return verify('RSA-SHA256', Buffer.from(signed), key, Buffer.from(signature, 'hex'));
}

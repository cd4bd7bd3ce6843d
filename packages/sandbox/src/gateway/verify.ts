import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { AwsError } from '../aws/error.ts';
import type { HttpRequest } from '../protocol/message.ts';
import { splitUrl } from '../protocol/message.ts';
import type { Signature } from './signature.ts';

const mismatch =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.';

/**
 * Checks that a request was signed with a secret. Its age is not judged: the sandbox's clock may be ahead.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 *
 * @throws AwsError `SignatureDoesNotMatch` (`InvalidSignatureException` in the JSON protocols)
 */
export function verifySignature(
  request: HttpRequest,
  signature: Signature,
  secretAccessKey: string,
  json: boolean,
): void {
  const { path, query } = splitUrl(request.url);
  const isS3 = signature.service === 's3';
  const canonical = [
    request.method,
    canonicalPath(path, isS3),
    canonicalQuery(query),
    ...signature.signedHeaders.map(
      (name) => `${name}:${(request.headers[name] ?? '').trim().replace(/ +/g, ' ')}`,
    ),
    '',
    signature.signedHeaders.join(';'),
    payloadHash(request, signature),
  ].join('\n');
  const time = request.headers['x-amz-date'] ?? query.get('X-Amz-Date') ?? '';
  const scope = `${signature.date}/${signature.region}/${signature.scopeService}/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', time, scope, sha256(canonical)].join('\n');
  const key = [signature.date, signature.region, signature.scopeService, 'aws4_request'].reduce<
    string | Buffer
  >((secret, part) => createHmac('sha256', secret).update(part).digest(), `AWS4${secretAccessKey}`);
  const expected = createHmac('sha256', key).update(text).digest();
  const given = Buffer.from(signature.signature, 'hex');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new AwsError(json ? 'InvalidSignatureException' : 'SignatureDoesNotMatch', mismatch, 403);
  }
}

/** S3 signs the path as it is sent; other services encode it once more. */
function canonicalPath(path: string, isS3: boolean): string {
  if (isS3) return path || '/';
  return path.split('/').map(encode).join('/') || '/';
}

function canonicalQuery(query: URLSearchParams): string {
  return [...query]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join('&');
}

function payloadHash(request: HttpRequest, signature: Signature): string {
  if (signature.inQuery && signature.service === 's3') return 'UNSIGNED-PAYLOAD';
  return request.headers['x-amz-content-sha256'] ?? sha256(request.body);
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

/** Where a bucket answers, as the SDK has found out. */
export interface BucketOrigin {
  /** `https://…` */
  readonly origin: string;
  readonly host: string;
  /** What the path of an object has before its key, with a slash at its end. */
  readonly beforeKey: string;
  readonly signingRegion: string;
}

/** A request as the SDK has sent it. */
export interface SentRequest {
  /** `https:` */
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Where a bucket answers, by a request of the SDK that was answered: with the endpoint of its partition, a Region that it was
 * redirected to, and whether the bucket is part of the host.
 *
 * @param key of the object that was asked for; empty when the bucket was.
 * @returns `null` when it is signed by another scheme, or another thing is odd.
 */
export function originOf(request: SentRequest, key: string): BucketOrigin | null {
  const authorization = request.headers.authorization ?? '';
  const [, signingRegion] =
    /^AWS4-HMAC-SHA256 Credential=[^/]+\/\d{8}\/([a-z0-9-]+)\/s3\/aws4_request,/.exec(authorization) ?? [];
  const encoded = encodeKey(key);
  if (signingRegion === undefined || !request.path.endsWith(encoded)) return null;
  const before = request.path.slice(0, request.path.length - encoded.length);
  const host = request.port === undefined ? request.hostname : `${request.hostname}:${request.port}`;
  return {
    origin: `${request.protocol}//${host}`,
    host,
    beforeKey: before.endsWith('/') ? before : `${before}/`,
    signingRegion,
  };
}

/** As the SDK writes a key in a path. RFC 3986. */
export function encodeKey(key: string): string {
  return isPlain.test(key) ? key : key.split('/').map(encodePart).join('/');
}

/** As most keys of CloudTrail are. */
const isPlain = /^[\w./~-]*$/;

/** As S3 wants a part of a path or of a query. */
export const encodePart = (part: string): string =>
  encodeURIComponent(part).replaceAll(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );

import type { HttpRequest } from '../protocol/message.ts';
import { splitUrl } from '../protocol/message.ts';

/** What Signature Version 4 tells about a request, before it is verified. */
export interface Signature {
  readonly accessKeyId: string;
  readonly date: string;
  readonly region: string;
  /** Signing name. */
  readonly service: string;
  /** The signing name as it was written. */
  readonly scopeService: string;
  readonly sessionToken?: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** `true` for a presigned URL. */
  readonly inQuery: boolean;
}

/** Reads the signature of a request; `undefined` for an unsigned one. */
export function readSignature(request: HttpRequest): Signature | undefined {
  const { authorization } = request.headers;
  if (authorization?.startsWith('AWS4-')) {
    const field = (name: string) => new RegExp(`${name}=([^,\\s]+)`).exec(authorization)?.[1] ?? '';
    return fromScope(
      field('Credential'),
      field('SignedHeaders'),
      field('Signature'),
      request.headers['x-amz-security-token'],
      false,
    );
  }
  const { query } = splitUrl(request.url);
  const credential = query.get('X-Amz-Credential');
  if (!credential) return undefined;
  return fromScope(
    credential,
    query.get('X-Amz-SignedHeaders') ?? '',
    query.get('X-Amz-Signature') ?? '',
    query.get('X-Amz-Security-Token') ?? undefined,
    true,
  );
}

/** Whether a request is signed as S3 took it before Signature Version 4. */
export function isSignedTheOldWay(request: HttpRequest): boolean {
  return (
    request.headers.authorization?.startsWith('AWS ') === true ||
    splitUrl(request.url).query.has('AWSAccessKeyId')
  );
}

function fromScope(
  scope: string,
  signedHeaders: string,
  signature: string,
  sessionToken: string | undefined,
  inQuery: boolean,
): Signature | undefined {
  const [accessKeyId, date, region, service, end] = scope.split('/');
  if (!accessKeyId || !date || !region || !service || end !== 'aws4_request') return undefined;
  return {
    accessKeyId,
    date,
    region,
    service: service.toLowerCase(),
    scopeService: service,
    ...(sessionToken ? { sessionToken } : {}),
    signedHeaders: signedHeaders.split(';'),
    signature,
    inQuery,
  };
}

import type { UnknownCause } from '@trailguard/controls';

/** What AWS SDK v3 and Node.js put on an error; services spell codes differently. */
interface FailedCall {
  readonly name?: string;
  /** Node.js's code where no connection came about. */
  readonly code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** AWS's code of an error, which the SDK gives as its name; Node.js's code where AWS never answered. */
export function codeOf(error: unknown): string {
  const { name, code } = error as FailedCall;
  return name === undefined || name === 'Error' || name === 'AggregateError'
    ? (code ?? name ?? 'Error')
    : name;
}

/** Codes by cause. An HTTP status alone decides where the answer had no body, as those to HEAD. */
const causes: readonly (readonly [UnknownCause, RegExp, readonly number[]])[] = [
  ['throttled', /Throttl|TooManyRequests|RequestLimitExceeded|SlowDown|^PriorRequestNotComplete$/, [429]],
  [
    'access-denied',
    // The last ones: credentials that AWS does not take, as in a region that the account has not enabled.
    /^(AccessDenied|AccessDeniedException|UnauthorizedOperation|AuthorizationError(Exception)?|NotAuthorized(Exception)?|Forbidden|CredentialsProviderError|ExpiredToken(Exception)?|InvalidClientTokenId|UnrecognizedClientException|AuthFailure|OptInRequired|SignatureDoesNotMatch|InvalidAccessKeyId)$/,
    [401, 403],
  ],
  ['missing-field', /^MissingField$/, []],
  [
    'unreachable',
    /^(TimeoutError|NetworkingError|ECONN[A-Z]+|ENOTFOUND|EAI_AGAIN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ERR_(TLS|SSL)_.+|(DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)_.+|CERT_.+)$/,
    [],
  ],
];

/**
 * Why a call gave no answer. What is in none of the lists is `not-read`.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/CommonErrors.html
 */
export function causeOf(error: unknown): UnknownCause {
  const { name, code, $metadata } = error as FailedCall;
  const byCode = causes.find(([, pattern]) =>
    [name, code].some((text) => text !== undefined && pattern.test(text)),
  );
  const status = $metadata?.httpStatusCode;
  const byStatus = causes.find(([, , statuses]) => status !== undefined && statuses.includes(status));
  return (byCode ?? byStatus)?.[0] ?? 'not-read';
}

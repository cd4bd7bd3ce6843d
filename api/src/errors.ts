import createError, { type FastifyErrorConstructor } from '@fastify/error';

/**
 * Every problem a client can meet, once: its status, and what it means whenever it comes. Codes are API: never
 * renamed. `answer-problem.ts` writes them as problem+json (RFC 9457), `schemas/problem.ts` documents them.
 */
export const Problems = {
  VALIDATION: { status: 400, title: 'The request is not valid' },
  MALFORMED_BODY: { status: 400, title: 'The body cannot be read' },
  BAD_REQUEST: { status: 400, title: 'The request cannot be understood' },
  UNAUTHORIZED: { status: 401, title: 'A valid API key is needed' },
  FORBIDDEN: { status: 403, title: 'The API key may not do this' },
  NOT_FOUND: { status: 404, title: 'There is no such thing' },
  NO_SUCH_ROUTE: { status: 404, title: 'There is no such route' },
  METHOD_NOT_ALLOWED: { status: 405, title: 'The route does not take this method' },
  REQUEST_TIMEOUT: { status: 408, title: 'The request did not arrive in time' },
  ACCOUNT_EXISTS: { status: 409, title: 'The e-mail address belongs to another account' },
  ACCOUNT_NOT_READY: { status: 409, title: 'The account cannot be audited yet' },
  JOB_ENDED: { status: 409, title: 'The job has ended' },
  BODY_TOO_LARGE: { status: 413, title: 'The body is too large' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, title: 'The body has a type that is not taken' },
  HEADERS_TOO_LARGE: { status: 431, title: 'The headers are too large' },
  TOO_MANY_REQUESTS: { status: 429, title: 'Too many requests' },
  INTERNAL: { status: 500, title: 'Internal error' },
  AWS_UNAVAILABLE: { status: 503, title: 'AWS cannot be asked' },
  UNAVAILABLE: { status: 503, title: 'The service cannot reach its database' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof Problems;

/** An error whose message becomes the problem's `detail`. */
function problem<T extends (string | number)[]>(code: ProblemCode, detail: string) {
  return createError(code, detail, Problems[code].status) as FastifyErrorConstructor<
    { code: ProblemCode },
    T
  >;
}

/** The header is missing, or names no key that is valid now. */
export const Unauthorized = problem<[]>(
  'UNAUTHORIZED',
  'Send an API key that has neither expired nor been revoked: Authorization: Bearer tg_…',
);

/** The key is valid but lacks the scope. */
export const Forbidden = problem<[scope: string]>(
  'FORBIDDEN',
  'This API key lacks the scope %s; use a key that has it',
);

/** No such resource, or none that this key may see. */
export const NotFound = problem<[kind: string, id: string]>('NOT_FOUND', 'There is no %s with id %s');

/** No route has this path. */
export const NoSuchRoute = problem<[path: string]>(
  'NO_SUCH_ROUTE',
  'There is nothing at %s; the routes are listed at /openapi.json',
);

/** The path is a route's, the method is not. */
export const MethodNotAllowed = problem<[path: string, allowed: string, method: string]>(
  'METHOD_NOT_ALLOWED',
  '%s takes %s, not %s',
);

/** The body is not JSON, or not JSON that means one thing. */
export const MalformedBody = problem<[reason: string]>('MALFORMED_BODY', '%s');

/** An account with this e-mail address exists or is being created, with other particulars. */
export const AccountExists = problem<[email: string, name: string, unitId: string, state: string]>(
  'ACCOUNT_EXISTS',
  '%s is the address of account "%s" in %s (%s), and AWS allows one account an address; ask for another address, or for that account as it is',
);

/** AWS does not say whether an organizational unit exists, and an account once made cannot be unmade. */
export const UnitNotChecked = problem<[unitId: string]>(
  'AWS_UNAVAILABLE',
  'AWS does not say whether %s exists, so nothing was begun; try again shortly',
);

const Invalid = problem<[]>('VALIDATION', 'The request is not valid');

/** A field of a body whose schema holds but that names nothing. */
export function invalidField(field: string, message: string): Error {
  const validation = [{ keyword: 'exists', instancePath: `/${field}`, schemaPath: '', params: {}, message }];
  return Object.assign(new Invalid(), { validation, validationContext: 'body' });
}

/** The job has ended; there is nothing to cancel. */
export const JobEnded = problem<[id: string, state: string]>(
  'JOB_ENDED',
  'Job %s has ended as %s and cannot be canceled',
);

/** The account is not there yet, so there is nothing to audit. */
export const AccountNotReady = problem<[id: string, state: string]>(
  'ACCOUNT_NOT_READY',
  'Account %s is %s; it can be audited once it is ready',
);

/** One address sends more than TRAILGUARD_REQUESTS_PER_MINUTE. */
export const TooManyRequests = problem<[after: string]>(
  'TOO_MANY_REQUESTS',
  'This address has sent too many requests; try again in %s',
);

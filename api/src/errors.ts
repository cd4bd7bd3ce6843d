import createError, { type FastifyErrorConstructor } from '@fastify/error';

/**
 * Every problem a client can meet, once: its status, what it means whenever it comes, and the way out. Codes are API:
 * never renamed. `answer-problem.ts` writes them as problem+json (RFC 9457), `schemas/problem.ts` documents them,
 * docs/errors.md is made from them.
 */
export const Problems = {
  VALIDATION: { status: 400, title: 'The request is not valid', way: 'Mend the fields that `errors` names.' },
  MALFORMED_BODY: {
    status: 400,
    title: 'The body cannot be read',
    way: 'Send one JSON object whose names each have one value.',
  },
  BAD_REQUEST: { status: 400, title: 'The request cannot be understood', way: 'See `detail`.' },
  UNAUTHORIZED: {
    status: 401,
    title: 'A valid API key or token is needed',
    way: 'Send `Authorization: Bearer` with an API key or token that is valid now.',
  },
  FORBIDDEN: {
    status: 403,
    title: 'The caller may not do this',
    way: 'Use a key or token with the role, or for the account or unit, that `detail` names.',
  },
  NOT_FOUND: {
    status: 404,
    title: 'There is no such thing',
    way: 'Look the id up in the list of such things; what a key may not see is not there for it.',
  },
  NO_SUCH_ROUTE: {
    status: 404,
    title: 'There is no such route',
    way: 'Look the path up in `/openapi.json`.',
  },
  METHOD_NOT_ALLOWED: {
    status: 405,
    title: 'The route does not take this method',
    way: 'Use a method that the header `Allow` names.',
  },
  REQUEST_TIMEOUT: {
    status: 408,
    title: 'The request did not arrive in time',
    way: 'Send the whole request within 30 seconds.',
  },
  ACCOUNT_EXISTS: {
    status: 409,
    title: 'The e-mail address belongs to another account',
    way: 'Ask for another address, or for that account as it is.',
  },
  ACCOUNT_NOT_READY: {
    status: 409,
    title: 'The account cannot be audited yet',
    way: 'Wait until the account is ready.',
  },
  JOB_ENDED: { status: 409, title: 'The job has ended', way: 'Nothing: there is nothing left to cancel.' },
  BODY_TOO_LARGE: { status: 413, title: 'The body is too large', way: 'Send at most 64 KiB.' },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    title: 'The body has a type that is not taken',
    way: 'Send JSON, with `content-type: application/json`.',
  },
  HEADERS_TOO_LARGE: {
    status: 431,
    title: 'The headers are too large',
    way: 'Send at most 16 KiB of path and headers.',
  },
  TOO_MANY_REQUESTS: {
    status: 429,
    title: 'Too many requests',
    way: 'Wait as many seconds as `Retry-After` says.',
  },
  INTERNAL: {
    status: 500,
    title: 'Internal error',
    way: 'Give the operator the `instance`; the log has the cause under it.',
  },
  AWS_UNAVAILABLE: {
    status: 503,
    title: 'AWS cannot be asked',
    way: 'Try again shortly; nothing was begun.',
  },
  UNAVAILABLE: {
    status: 503,
    title: 'The service cannot reach its database',
    way: 'Try again shortly; nothing was done.',
  },
} as const satisfies Record<string, { status: number; title: string; way: string }>;

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

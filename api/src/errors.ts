import createError from '@fastify/error';

/**
 * Every error a client can meet, once. Codes are API: never renamed. `plugins/problems.ts` writes them
 * as problem+json (RFC 9457).
 */

/** The header is missing, or names no key that is valid now. */
export const Unauthorized = createError(
  'UNAUTHORIZED',
  'Send a valid API key: Authorization: Bearer <key>',
  401,
);

/** The key is valid but lacks the scope. */
export const Forbidden = createError('FORBIDDEN', 'This API key lacks the scope %s', 403);

/** No such resource, or none that this key may see. */
export const NotFound = createError('NOT_FOUND', 'There is no %s with id %s', 404);

/** An account with this e-mail address exists or is being created, with other particulars. */
export const AccountExists = createError(
  'ACCOUNT_EXISTS',
  'An account with the e-mail address %s exists already (%s); AWS allows one account an address',
  409,
);

/** The job has ended; there is nothing to cancel. */
export const JobEnded = createError('JOB_ENDED', 'Job %s has ended as %s and cannot be canceled', 409);

/** The account is not there yet, so there is nothing to audit. */
export const AccountNotReady = createError(
  'ACCOUNT_NOT_READY',
  'Account %s is %s; it can be audited once it is ready',
  409,
);

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
    title: 'The account is not there to be worked on',
    way: 'Wait until the account is ready; a closed one stays closed.',
  },
  JOB_ENDED: { status: 409, title: 'The job has ended', way: 'Nothing: there is nothing left to cancel.' },
  JOB_NOT_REPEATABLE: {
    status: 409,
    title: 'The job cannot be begun again',
    way: 'Ask for the same anew at its own route, if it is still wanted.',
  },
  ACCOUNT_NOT_IN_ORGANIZATION: {
    status: 409,
    title: 'The organization has no such account that is active',
    way: 'Invite it first, or look its id up with `aws organizations list-accounts`.',
  },
  SCHEDULE_EXISTS: {
    status: 409,
    title: 'Another schedule has the name',
    way: 'Take another name, or end that schedule first.',
  },
  NO_LOG_READER: {
    status: 409,
    title: 'The service may not read the log files',
    way: 'Tell it of a role that may, by `TRAILGUARD_LOG_READER_ROLE`.',
  },
  NO_EVIDENCE: {
    status: 422,
    title: 'The record would be no evidence',
    way: 'Say what `detail` misses, or let somebody else sign; docs/records.md has what each kind must say.',
  },
  NO_INCIDENT_RECORD: {
    status: 409,
    title: 'The service knows of no record of incidents',
    way: 'Tell it of one by `TRAILGUARD_INCIDENTS`.',
  },
  EVIDENCE_EXPIRED: {
    status: 410,
    title: 'The file of the bundle was deleted, as its time was over',
    way: 'Collect the evidence of that time anew; the hashes of the old file are still told.',
  },
  INCIDENTS_UNREADABLE: {
    status: 503,
    title: 'The record of incidents cannot be read',
    way: 'See `detail`; the bucket, or the role that reads it, is mended by who administers the security account.',
  },
  EXCEPTIONS_UNUSABLE: {
    status: 503,
    title: 'The file of exceptions cannot be used',
    way: 'Mend the lines that `detail` names; until then no exception holds.',
  },
  RECORDS_UNUSABLE: {
    status: 503,
    title: 'The file of records cannot be used',
    way: 'Mend the lines that `detail` names; what is there is not judged by half.',
  },
  NOT_AWAITING_APPROVAL: {
    status: 409,
    title: 'The job does not wait for this approval',
    way: 'Read the job; `approval` names what it waits for, if it waits.',
  },
  APPROVER_IS_PROPOSER: {
    status: 403,
    title: 'The one who asked for a job does not approve it',
    way: 'Let somebody else decide.',
  },
  IDEMPOTENCY_KEY_IN_USE: {
    status: 409,
    title: 'A request with this Idempotency-Key is being answered',
    way: 'Send the same request again in a moment.',
  },
  PRECONDITION_FAILED: {
    status: 412,
    title: 'The thing is not as the request takes it to be',
    way: 'Read it again, and send its new ETag.',
  },
  API_KEY_ENDED: {
    status: 409,
    title: 'The API key does not work any more',
    way: 'Make a new one.',
  },
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
  IDEMPOTENCY_KEY_REUSED: {
    status: 422,
    title: 'The Idempotency-Key belongs to another request',
    way: 'Send another key with another request.',
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
  IDENTITY_UNAVAILABLE: {
    status: 503,
    title: 'The identity provider cannot be asked',
    way: 'Try again shortly, or use an API key.',
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

/** The header is missing, or has no credential that is valid now. */
export const Unauthorized = problem<[]>(
  'UNAUTHORIZED',
  'Send an API key that has neither expired nor been revoked, or a token that is valid now: Authorization: Bearer …',
);

/** The caller is known but lacks the role. */
export const Forbidden = problem<[role: string]>(
  'FORBIDDEN',
  'This caller lacks the role %s; use a key or token that has it',
);

/** The caller is limited to some accounts, and this concerns all of them. */
export const OrganizationWide = problem<[]>(
  'FORBIDDEN',
  'This concerns the whole organization, and this caller is limited to some accounts; use a key or token that is not',
);

/** The caller is limited to other organizational units. */
export const ForeignUnit = problem<[unitId: string]>(
  'FORBIDDEN',
  'This caller may not put accounts in %s; use one of its own organizational units',
);

/** The identity provider does not tell its keys, so no token can be checked. */
export const IdentityUnavailable = problem<[]>(
  'IDENTITY_UNAVAILABLE',
  'The keys of the identity provider cannot be read; try again shortly, or use an API key',
);

/** No such resource, or none that this caller may see. */
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

/** As {@link AccountExists}, of an account that the caller may not see: not even its name is told. */
export const AddressTaken = problem<[email: string]>(
  'ACCOUNT_EXISTS',
  '%s is the address of another account, and AWS allows one account an address; ask for another address',
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

/** Only what failed, and is safe to do twice, is begun again. */
export const JobNotRepeatable = problem<[id: string, why: string]>(
  'JOB_NOT_REPEATABLE',
  'Job %s cannot be begun again: %s',
);

/** Two schedules of one name could not be told apart. */
export const ScheduleExists = problem<[name: string]>(
  'SCHEDULE_EXISTS',
  'There is a schedule %s already; take another name, or end that one first',
);

/** Only an active account of the organization can be taken over. */
export const AccountNotInOrganization = problem<[accountId: string]>(
  'ACCOUNT_NOT_IN_ORGANIZATION',
  'The organization has no active account %s; invite it first, or ask for another',
);

/** AWS does not say what time it is. */
export const TimeNotAnswered = problem<[]>(
  'AWS_UNAVAILABLE',
  'AWS does not say what time it is, and what is due is judged by its clock; try again shortly',
);

/** AWS does not say what an account is. */
export const AccountNotAnswered = problem<[accountId: string]>(
  'AWS_UNAVAILABLE',
  'AWS does not say what account %s is, so nothing was begun; try again shortly',
);

/** Who did a review signs it off, or a part of it is missing. */
export const NoEvidence = problem<[objection: string]>('NO_EVIDENCE', 'Nothing is recorded: %s');

/** Half of the records would be mistaken for the whole. */
export const RecordsUnusable = problem<[faults: string]>('RECORDS_UNUSABLE', '%s');

/** A file is kept for a time; what is known of it stays. */
export const EvidenceExpired = problem<[id: string, at: string, from: string, to: string]>(
  'EVIDENCE_EXPIRED',
  'The file of bundle %s was kept until %s; collect the evidence from %s to %s anew, by POST /v1/evidence',
);

/** The service was not told where incidents are recorded. */
export const NoIncidentRecord = problem<[]>(
  'NO_INCIDENT_RECORD',
  'This service was told of no record of incidents; its operator sets TRAILGUARD_INCIDENTS',
);

/** The bucket refuses, or is none. */
export const IncidentsUnreadable = problem<[place: string, reason: string]>(
  'INCIDENTS_UNREADABLE',
  '%s cannot be read: %s',
);

/** No exception holds while one of them cannot be read. */
export const ExceptionsUnusable = problem<[faults: string]>('EXCEPTIONS_UNUSABLE', '%s');

/** Nobody reads logs but the roles that the archive admits. */
export const NoLogReader = problem<[]>(
  'NO_LOG_READER',
  'This service was told of no role that may read the log files; its operator sets TRAILGUARD_LOG_READER_ROLE',
);

/** The job does not wait, or for another approval: its plan was made anew meanwhile. */
export const NotAwaitingApproval = problem<[id: string, approval: string, state: string]>(
  'NOT_AWAITING_APPROVAL',
  'Job %s does not wait for approval %s, which is %s; read the job again',
);

/** Nobody approves what they asked for. */
export const ApproverIsProposer = problem<[by: string, id: string]>(
  'APPROVER_IS_PROPOSER',
  '%s asked for job %s, so somebody else has to approve it',
);

/** The account is not there yet, so there is nothing to audit. */
export const AccountNotReady = problem<[id: string, state: string]>(
  'ACCOUNT_NOT_READY',
  'Account %s is %s; it can be worked on once it is ready',
);

/** One address sends more than TRAILGUARD_REQUESTS_PER_MINUTE. */
export const TooManyRequests = problem<[after: string]>(
  'TOO_MANY_REQUESTS',
  'This address has sent too many requests; try again in %s',
);

/** Two requests with one key at the same moment: the first is not over. */
export const IdempotencyKeyInUse = problem<[]>(
  'IDEMPOTENCY_KEY_IN_USE',
  'Another request of this caller with the same Idempotency-Key is being answered; send it again in a moment',
);

/** A key names one request: with another path or body it would be answered wrongly. */
export const IdempotencyKeyReused = problem<[]>(
  'IDEMPOTENCY_KEY_REUSED',
  'This caller has sent the Idempotency-Key with another path or body within the last day; send another key',
);

/** If-Match names another version. */
export const PreconditionFailed = problem<[kind: string, id: string]>(
  'PRECONDITION_FAILED',
  'The %s %s has changed since it was read; read it again and look whether the change is still wanted',
);

/** A key that has expired or was revoked is not rotated: nobody uses it. */
export const ApiKeyEnded = problem<[id: string]>(
  'API_KEY_ENDED',
  'API key %s has expired or was revoked; make a new one',
);

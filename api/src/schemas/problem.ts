import { type Static, Type } from 'typebox';
import { type ProblemCode, Problems } from '../errors.ts';

/** RFC 9457 problem details. */
export const Problem = Type.Object(
  {
    type: Type.Enum(
      Object.keys(Problems).map((code) => `urn:trailguard:error:${code}`),
      { description: 'What went wrong; stable, for programs' },
    ),
    title: Type.String({ description: 'The same for every problem of this type' }),
    status: Type.Integer({ minimum: 400, maximum: 599 }),
    detail: Type.String({ description: 'What it was this time, and the way out' }),
    instance: Type.String({
      format: 'uri',
      description: 'urn:uuid: and the id of the request, as in the log',
    }),
    errors: Type.Optional(
      Type.Array(Type.Object({ field: Type.String(), message: Type.String() }), {
        description: 'Every field that is not valid, with what it should be',
      }),
    ),
  },
  { $id: 'Problem', description: 'Why a request was not done (RFC 9457)' },
);

interface DocumentedProblem {
  description: string;
  headers?: Record<string, object>;
  content: { 'application/problem+json': { schema: { $ref: 'Problem#' }; example: Static<typeof Problem> } };
}

/** What every route can answer. */
const OfEveryCall = ['VALIDATION', 'BAD_REQUEST', 'MALFORMED_BODY', 'INTERNAL'] as const;

/** What every route that asks who calls can answer, besides its own problems. */
const OfEveryCaller = [
  'UNAUTHORIZED',
  'FORBIDDEN',
  'TOO_MANY_REQUESTS',
  'IDENTITY_UNAVAILABLE',
  'UNAVAILABLE',
] as const;

/** What a POST can answer besides: it reads a body, and takes an Idempotency-Key. */
export const OfBody = [
  'BODY_TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
  'IDEMPOTENCY_KEY_IN_USE',
  'IDEMPOTENCY_KEY_REUSED',
] as const;

/** Documents the problems of a route by their status, those of every call included. */
export function problems(...own: ProblemCode[]): Record<number, DocumentedProblem> {
  return documentedProblems([...OfEveryCall, ...OfEveryCaller, ...own]);
}

/** As {@link problems}, of a route that asks nobody who calls. */
export function problemsOfOpenRoute(): Record<number, DocumentedProblem> {
  return documentedProblems(OfEveryCall);
}

function documentedProblems(codes: readonly ProblemCode[]): Record<number, DocumentedProblem> {
  const documented: Record<number, DocumentedProblem> = {};
  for (const status of new Set(codes.map((code) => Problems[code].status))) {
    const here = codes.filter((code) => Problems[code].status === status);
    documented[status] = {
      description: here.map((code) => `\`${code}\`: ${Problems[code].title}.`).join(' '),
      ...headersOf(status),
      content: { 'application/problem+json': { schema: { $ref: 'Problem#' }, example: exampleOf(here[0]) } },
    };
  }
  return documented;
}

function exampleOf(code: ProblemCode = 'INTERNAL'): Static<typeof Problem> {
  const { status, title } = Problems[code];
  const errors = [{ field: 'limit', message: 'must be integer' }];
  return {
    type: `urn:trailguard:error:${code}`,
    title,
    status,
    detail: code === 'VALIDATION' ? 'limit must be integer' : 'What it was this time, and the way out',
    instance: 'urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11',
    ...(code === 'VALIDATION' ? { errors } : {}),
  };
}

function headersOf(status: number): { headers?: Record<string, object> } {
  if (status === 401) return { headers: { 'www-authenticate': { type: 'string', description: 'Bearer' } } };
  if (status === 429)
    return { headers: { 'retry-after': { type: 'integer', description: 'Seconds to wait' } } };
  return {};
}

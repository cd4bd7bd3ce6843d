import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyReply, FastifyRequest, FastifySchemaValidationError } from 'fastify';
import { type ProblemCode, Problems } from './errors.ts';
import { isConnectionFault } from './store/database.ts';

interface FieldFault {
  field: string;
  message: string;
}

/** Errors of Fastify's own, by the code that clients know them by. */
const OfFastify: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_VALIDATION: 'VALIDATION',
  FST_ERR_CTP_BODY_TOO_LARGE: 'BODY_TOO_LARGE',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'UNSUPPORTED_MEDIA_TYPE',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'MALFORMED_BODY',
};

/** Answers an error as RFC 9457 problem+json. What went wrong inside stays in the log. */
export function answerProblem(error: FastifyError, request: FastifyRequest, reply: FastifyReply) {
  const code = codeOf(error);
  const { status, title } = Problems[code];
  if (status >= 500) request.log.error({ err: error }, 'request failed');
  const errors = fieldFaults(error);
  const detail =
    errors?.map(({ field, message }) => `${field} ${message}`).join('; ') ?? detailOf(error, code);
  if (code === 'UNAUTHORIZED') reply.header('www-authenticate', 'Bearer');
  return reply
    .code(status)
    .type('application/problem+json')
    .send({
      type: `urn:trailguard:error:${code}`,
      title,
      status,
      detail,
      instance: `urn:uuid:${request.id}`,
      ...(errors === undefined ? {} : { errors }),
    });
}

/** What cannot even be read as a request, by the code of Node's error. */
const OfNode: Readonly<Record<string, { code: ProblemCode; detail: string }>> = {
  HPE_HEADER_OVERFLOW: { code: 'HEADERS_TOO_LARGE', detail: 'Path and headers together may have 16 KiB' },
  ERR_HTTP_REQUEST_TIMEOUT: { code: 'REQUEST_TIMEOUT', detail: 'Send the whole request within 30 seconds' },
};

/** Answers on a socket that has sent no request. */
export function answerGarbage(error: { code?: string }, socket: Socket): void {
  // Whoever is gone is told nothing.
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const { code, detail } = OfNode[error.code ?? ''] ?? {
    code: 'BAD_REQUEST',
    detail: 'This is no HTTP request with a method that is known here',
  };
  const { status, title } = Problems[code];
  const instance = `urn:uuid:${randomUUID()}`;
  const body = JSON.stringify({ type: `urn:trailguard:error:${code}`, title, status, detail, instance });
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\ncontent-type: application/problem+json; charset=utf-8\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}

/** The code of an error, as clients know it. */
export function codeOf(error: FastifyError): ProblemCode {
  if (error.validation !== undefined) return 'VALIDATION';
  if (Object.hasOwn(Problems, error.code)) return error.code as ProblemCode;
  const known = OfFastify[error.code];
  if (known !== undefined) return known;
  if (isConnectionFault(error)) return 'UNAVAILABLE';
  return (error.statusCode ?? 500) < 500 ? 'BAD_REQUEST' : 'INTERNAL';
}

function detailOf(error: FastifyError, code: ProblemCode): string {
  switch (code) {
    case 'INTERNAL':
      return 'This is not your fault. The log has it under the id of this instance';
    case 'UNAVAILABLE':
      return 'Nothing was done; try again shortly';
    case 'BODY_TOO_LARGE':
      return 'A body may have 64 KiB';
    case 'UNSUPPORTED_MEDIA_TYPE':
      return 'Send JSON, with the header content-type: application/json';
    default:
      // A path may be in it, and a path can be long.
      return error.message.slice(0, 500);
  }
}

/** Each thing once: format and pattern of a field often fail together and ask for the same. */
function fieldFaults({ validation, validationContext }: FastifyError): FieldFault[] | undefined {
  if (validation === undefined) return undefined;
  const faults = validation.map((fault) => fieldFault(fault, validationContext));
  return [...new Map(faults.map((fault) => [`${fault.field} ${fault.message}`, fault])).values()];
}

/** Names the field, and says what it should be in the words of its schema where a pattern would tell nobody. */
function fieldFault(fault: FastifySchemaValidationError, context: string | undefined): FieldFault {
  const params = fault.params as { missingProperty?: string; additionalProperty?: string };
  const path = fault.instancePath.split('/').slice(1).map(decodePointer);
  const field = [...path, params.missingProperty ?? params.additionalProperty ?? []].flat().join('.');
  const { description } = (fault as { parentSchema?: { description?: string } }).parentSchema ?? {};
  return { field: field || (context ?? 'body'), message: messageOf(fault, description) };
}

function messageOf(fault: FastifySchemaValidationError, description: string | undefined): string {
  if (fault.keyword === 'required') return 'is missing';
  if (fault.keyword === 'additionalProperties') return 'is not known here';
  if (fault.keyword === 'enum')
    return `must be one of ${(fault.params.allowedValues as unknown[]).join(', ')}`;
  const isTextRule = ['pattern', 'format', 'minLength', 'maxLength'].includes(fault.keyword);
  if (isTextRule && description !== undefined) return `must be ${description}`;
  if (fault.keyword === 'type' && fault.instancePath === '') return 'must be a JSON object';
  return fault.message ?? 'is not valid';
}

function decodePointer(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}
